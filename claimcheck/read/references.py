"""Numbered references and footnotes of a page: their marks leave the text, and their links go to the words before.

The words are made a link to a stand-in address, which comes through the extraction of the story; `resolve` then says
what it stands for. The `cite` of a quotation takes the same way: its first and last words are marked.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from claimcheck.model import Link, Span
from claimcheck.read import footnotes, tree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.html import HtmlElement

_STAND_IN = "https://footnote.invalid/"
_NUMBER = re.compile(
    r"\s*+(?:[\[(]\s*+)?(?:\d{1,3}|[a-z]{1,2}|[ivx]{1,5}|note \d{1,3}|[*†‡§¹²³⁴-⁹]{1,3})\s*+(?:[\])]\s*+)?",
    re.IGNORECASE,
)
_ONLY_MARKS = re.compile(r"[\s\[\](),;–\-\d]{0,60}")
_CLASS = re.compile(r"(?:^|[\s_-])(?:reference|footnote|fn|fnref|noteref|endnote)(?:$|[\s_-])", re.IGNORECASE)
_BACK = re.compile(r"back", re.IGNORECASE)
_HOLDERS = {"li", "p", "div", "aside", "dd", "dt", "td", "tr", "span", "a", "cite", "section", "sup", "small"}
_INLINE = {"sup", "span", "small", "b", "i", "em", "strong", "cite", "u", "font"}
_PARTS = {"a", "span", "sup"}
_SIGN = re.compile(r"\bcite\s*=|href\s*=\s*[\"']?[^\"'\s>]{0,2000}#|<sup\b", re.IGNORECASE)
_FIRST = re.compile(r"\S+")
_LONGEST, _NODES, _DEEP = 2000, 300, 6
_MOST_MARKS, _MOST_QUOTATIONS = 3_000, 500
"""More than a page has; each is looked for in the text, or joins texts that grow."""
_SHORT = 20


@dataclass(slots=True)
class References:
    """What the stand-ins of a page stand for: addresses, each with the number of the quotation that gives it.

    Short quotations have no stand-ins, which would make them look like a menu: their words are looked for afterwards.
    """

    base: str
    stands: list[list[tuple[str, int]]] = field(default_factory=list)
    notes: dict[HtmlElement, list[str] | None] = field(default_factory=dict)
    short: list[tuple[str, str]] = field(default_factory=list)

    def resolve(self, links: Iterable[Link], pages: Iterable[str | None]) -> list[Link]:
        """Return *links* with addresses for stand-ins; those within the page (under *pages*) are left out."""
        own = {page.partition("#")[0] for page in pages if page}
        found: list[Link] = []
        quotations: dict[tuple[str, int], Span] = {}
        for link in links:
            for url, quotation in self._meant(link.url):
                if "#" in url and url.partition("#")[0] in own:
                    continue
                first = quotations.get((url, quotation), link.span) if quotation else link.span
                span = Span(min(first.start, link.span.start), max(first.end, link.span.end))
                if quotation:
                    quotations[url, quotation] = span
                else:
                    found.append(Link(span, url, note=link.url.startswith(_STAND_IN)))
        found += [Link(span, url, note=True) for (url, _), span in quotations.items()]
        return sorted(found, key=lambda link: link.span)

    def quoted(self, text: str) -> list[Link]:
        """Return the links of short quotations, where *text* has their words."""
        found = []
        for words, url in self.short:
            match = re.search(r"\s+".join(map(re.escape, words.split())), text)
            if match:
                found.append(Link(Span(match.start(), match.end()), url, note=True))
        return found

    def _meant(self, url: str) -> list[tuple[str, int]]:
        number = url.removeprefix(_STAND_IN)
        if number == url:
            return [(url, 0)]
        known = number.isascii() and number.isdigit() and len(number) < 9 and int(number) < len(self.stands)  # noqa: PLR2004 - int of a long one is slow
        return self.stands[int(number)] if known else []

    def mark(self, element: HtmlElement, urls: Iterable[str], quotation: int = 0) -> None:
        """Make a link stand for *urls* as well as for what it leads to."""
        href = str(element.get("href") or "")
        if href.startswith(_STAND_IN):
            known = self._meant(href)
        else:
            known = [(url, 0) for url in footnotes.few([self.absolute(href)])]
            element.set("href", f"{_STAND_IN}{len(self.stands)}")
            self.stands.append(known)
        room = footnotes.MOST * 4 - len(known)
        known += [(url, quotation) for url in list(urls)[: max(room, 0)]]

    def absolute(self, href: str) -> str:
        """Return an address of the page as an absolute one; empty when it cannot be, or leads within the page."""
        try:
            url = urljoin(self.base, href.strip())
        except ValueError:
            return ""
        return (
            ""
            if not href.strip() or href.strip().startswith("#") or not url.startswith(("http://", "https://"))
            else url
        )

    def note(self, target: HtmlElement) -> list[str] | None:
        """Return the addresses in a note; None when it is too large to be one."""
        if target not in self.notes:
            self.notes[target] = self._note(target)
        return self.notes[target]

    def _note(self, target: HtmlElement) -> list[str] | None:
        nodes = list(islice(target.iter(), _NODES + 1))
        words = [part or "" for node in nodes for part in (node.text, node.tail if node is not target else "")]
        if len(nodes) > _NODES or sum(map(len, words)) > _LONGEST:
            return None
        linked = [self.absolute(str(node.get("href"))) for node in nodes if node.tag == "a" and node.get("href")]
        return footnotes.few([*linked, *footnotes.addresses(" ".join(words))])


def prepare(root: HtmlElement, source: str, url: str | None, *, drop: bool) -> References:
    """Take the marks out of the tree of a page, and return what its stand-ins stand for.

    Args:
        root: The page's tree.
        source: The page.
        url: Where it was read.
        drop: The notes are no part of the story.
    """
    references = References(url or "")
    if not _SIGN.search(source):
        return references
    base = root.find(".//base[@href]")
    references.base = references.absolute(str(base.get("href"))) if base is not None else references.base
    marks = list(islice(_marks(root, references), _MOST_MARKS))
    quotations = (e for e in root.iter("blockquote", "q") if references.absolute(str(e.get("cite") or "")))
    for number, quotation in enumerate(list(islice(quotations, _MOST_QUOTATIONS)), 1):
        _quote(quotation, number, references)
    for mark, urls, _ in marks:
        _take(mark, urls, references)
    inner = [e for e in root.iter("a") if str(e.get("href") or "").strip().startswith("#")]
    for element in inner:
        del element.attrib["href"]
    if drop:
        for target in dict.fromkeys(target for _, _, target in marks if target is not None):
            tree.leave_out(target)
    return references


def _marks(root: HtmlElement, references: References) -> Iterator[tuple[HtmlElement, list[str], HtmlElement | None]]:
    """Yield the marks of a page in order, what their notes link to, and the notes."""
    order = {element: number for number, element in enumerate(root.iter())}
    named: dict[str, HtmlElement] = {}
    for element in order:
        if isinstance(element.tag, str) and (name := element.get("id") or element.get("name")):
            named.setdefault(str(name), element)
    for element in root.iter("a"):
        href = str(element.get("href") or "")
        words = "".join(map(str, islice(element.itertext(), 10)))
        if not href or not _NUMBER.fullmatch(words) or _BACK.search(f"{element.get('role')} {element.get('class')}"):
            continue
        if not _is_mark(element):
            continue
        target = _target(href, named, references.base)
        if target is None:
            if urls := footnotes.few([references.absolute(href)] if "#" not in href else []):
                yield element, urls, None
        elif order[target] > order[element] and (noted := references.note(target)) is not None:
            yield element, noted, target


def _is_mark(element: HtmlElement) -> bool:
    """Say whether a link with a number for its words is set as a mark is."""
    words = (element.text_content() or "").strip()
    above = [parent.tag for parent in islice(element.iterancestors(), 3)]
    named = f"{element.get('role')} {element.get('class')} {element.get('id')}"
    inside = element.find(".//sup") is not None
    return "sup" in above or inside or words.startswith("[") or bool(_CLASS.search(named) or "noteref" in named)


def _target(href: str, named: dict[str, HtmlElement], base: str) -> HtmlElement | None:
    """Return the note that a mark leads to: the element of that name, or the block around an empty anchor."""
    page, _, fragment = href.partition("#")
    if not fragment or (page and page != base.partition("#")[0]):
        return None
    target = named.get(fragment)
    for _ in range(_DEEP):
        if target is None or target.tag not in _PARTS:
            break
        target = target.getparent()
    return target if target is not None and target.tag in _HOLDERS else None


def _take(mark: HtmlElement, urls: list[str], references: References) -> None:
    """Take a mark out of the tree and give what it leads to to the words before it."""
    parent = mark.getparent()
    while parent is not None and parent.tag in _INLINE and _ONLY_MARKS.fullmatch(_own(parent)) and len(parent) == 1:
        mark, parent = parent, parent.getparent()
    if parent is None:
        return
    tail = mark.tail or ""
    previous = mark.getprevious()
    text = tree.at(parent, previous)
    if text.rstrip()[-1:] in {"[", "("} and tail.lstrip()[:1] in {"]", ")"}:
        text, tail = text.rstrip()[:-1], tail.lstrip()[1:]
    if tail[:1] in set(".,;:!?") and tail:
        text = text.rstrip()
    if parent.tag == "sup" and _ONLY_MARKS.fullmatch(text) and _ONLY_MARKS.fullmatch(tail):
        text, tail = "", ""
    parent.remove(mark)
    if previous is None:
        parent.text = text + tail
    else:
        previous.tail = text + tail
    if urls:
        _attach(parent, previous, text, urls, references)


def _own(element: HtmlElement) -> str:
    """Return the text that stands directly in an element."""
    return (element.text or "") + "".join(child.tail or "" for child in islice(element, 3))


def _attach(
    parent: HtmlElement, previous: HtmlElement | None, text: str, urls: list[str], references: References
) -> None:
    """Make the last word before a place a link: in *text*, else in what stands before that."""
    for _ in range(_DEEP * 2):
        if span := footnotes.before(text):
            references.mark(tree.wrap(parent, previous, span), urls)
            return
        if previous is None:
            if parent.tag not in _INLINE or parent.getparent() is None:
                return
            previous, parent = parent.getprevious(), parent.getparent()
        elif previous.tag == "a" and previous.get("href") and previous.text_content().strip():
            references.mark(previous, urls)
            return
        elif len(previous):
            parent, previous = previous, previous[-1]
        else:
            held = previous
            if footnotes.before(held.text or ""):
                parent, previous = held, None
            else:
                previous = held.getprevious()
        text = tree.at(parent, previous)


def _quote(quotation: HtmlElement, number: int, references: References) -> None:
    """Make the first and the last word of a quotation links to what its `cite` says."""
    urls = [references.absolute(str(quotation.get("cite") or ""))]
    said = " ".join(str(quotation.text_content() or "").split())
    if quotation.tag == "blockquote" and len(said.split()) < _SHORT:
        references.short += [(said, url) for url in urls if said and url.startswith("http")]
        return
    for last in (True, False):
        place = tree.edge(quotation, last=last)
        if place is not None:
            words = list(_FIRST.finditer(tree.at(*place)))
            word = words[-1 if last else 0]
            references.mark(tree.wrap(*place, Span(word.start(), word.end())), urls, number)
    if quotation.tag == "q" and quotation.getparent() is not None:
        if not (quotation.text or "").lstrip().startswith(("“", '"', "‘", "«")):
            quotation.text = f"“{quotation.text or ''}"
            quotation.tail = f"”{quotation.tail or ''}"
        quotation.drop_tag()
