"""The pieces of a page: elements that escape what is put into them, a text cut at its claims, all about one claim."""

from __future__ import annotations

import heapq
import html
import re
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from claimcheck.model.split import split
from claimcheck.report import prose
from claimcheck.report.escape import lines, link, plain
from claimcheck.report.signs import SIGNS
from claimcheck.rulebook import RULES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from claimcheck.model import Verdict
    from claimcheck.report.wire import WireArticle, WireClaim, WireEvidence, WireFinding

_SHORT = 160
_MOST = 8
_RULES = {rule.code: rule for rule in RULES}
_ARCHIVED = re.compile(r"/web/(\d{4})(\d{2})(\d{2})\d{0,6}[a-z_]*/")
_VOID = {"meta", "input"}
_ADDRESSES = {"href", "src"}
_BLANK_LINES = re.compile(r"\n[^\S\n]*\n\s*")
_LINE_BREAKS = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Markup:
    """Text that is HTML; only what came through `h`, or a file of this package, may become it."""

    text: str


Node = str | Markup | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text that lies within the same claims all along; *claim* is the innermost of them."""

    start: int
    end: int
    claim: int | None


def h(tag: str, *children: Node, **attributes: str | bool | None) -> Markup:
    """Return an element; its texts and attributes are escaped, and show no hidden or reordering character.

    Args:
        tag: Its name.
        children: What it holds; None is passed over.
        attributes: An underscore stands for a hyphen, the one at the end for nothing; None and False leave an
            attribute out. An address that is neither within the page nor http(s) is left out as well.
    """
    head = tag + "".join(_attribute(name.rstrip("_").replace("_", "-"), each) for name, each in attributes.items())
    return Markup(f"<{head}/>" if tag in _VOID else f"<{head}>{join(children).text}</{tag}>")


def join(nodes: Iterable[Node], between: str = "") -> Markup:
    """Return nodes one after the other, texts escaped."""
    return Markup(between.join(_escaped(node) for node in nodes if node is not None))


def cut(text: str, spans: Sequence[tuple[int, int, int]], sizes: Sequence[int]) -> list[list[Piece]]:
    """Cut *text* into blocks, and these into pieces at every border of a span.

    Args:
        text: An article's.
        spans: Start, end and claim.
        sizes: By claim; of two claims that cover a piece, the smaller is the inner one.

    Returns:
        Paragraphs at even places, and what parts them at odd ones; together they are the whole text.
    """
    limits = _limits(text)
    borders = {place for start, end, _ in spans for place in (start, end) if 0 < place < len(text)}
    places = sorted(borders.union(limits))
    blocks: list[list[Piece]] = []
    waiting = sorted((span for span in spans if span[0] < span[1]), reverse=True)
    open_: list[tuple[int, int, int]] = []
    ends = iter(limits[1:])
    limit = 0
    for start, end in pairwise(places):
        while start >= limit:
            blocks.append([])
            limit = next(ends)
        while waiting and waiting[-1][0] <= start:
            _, stop, claim = waiting.pop()
            heapq.heappush(open_, (sizes[claim], claim, stop))
        while open_ and open_[0][2] <= start:
            heapq.heappop(open_)
        blocks[-1].append(Piece(start, end, open_[0][1] if open_ else None))
    return blocks


def changed(text: str, words: Iterable[str], tag: str) -> Markup:
    """Return *text* with the words, in the order in which they stand in it, each in an element *tag*."""
    parts: list[Node] = []
    done = 0
    for word in words:
        at = _find(text, word, done) if word.strip() else -1
        if at >= 0:
            parts += (text[done:at], h(tag, word))
            done = at + len(word)
    return join([*parts, text[done:]])


def _limits(text: str) -> list[int]:
    """Return where paragraphs and what parts them begin, in turns; where no line is blank each line is a paragraph."""
    breaks = _BLANK_LINES if _BLANK_LINES.search(text.strip()) else _LINE_BREAKS
    return [0, *(place for match in breaks.finditer(text) for place in match.span()), len(text)]


def _find(text: str, word: str, start: int) -> int:
    """Return where *word* stands for itself, else where it stands at all, else -1."""
    first = at = text.find(word, start)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(word) : at + len(word) + 1]
        if not (before.isalnum() and word[0].isalnum()) and not (after.isalnum() and word[-1].isalnum()):
            return at
        at = text.find(word, at + 1)
    return first


def _escaped(node: str | Markup) -> str:
    return node.text if isinstance(node, Markup) else html.escape(lines(node), quote=False)


def _attribute(name: str, value: str | bool | None) -> str:  # noqa: FBT001 - an attribute may be there or not
    if value is None or value is False:
        return ""
    if value is True:
        return f' {name}=""'
    if name in _ADDRESSES and not value.startswith("#"):
        value = link(value) or ""
        if not value:
            return ""
    return f' {name}="{html.escape(plain(value))}"'


def sign(verdict: Verdict | None) -> str:
    """Return the glyph of a verdict; a claim that was only listed has one as well."""
    return SIGNS[verdict].glyph if verdict else "·"


def word(verdict: Verdict | None) -> str:
    """Return the name of a verdict."""
    return verdict or "not checked"


def shortened(text: str) -> str:
    """Return *text* as one line of a length that suits a heading."""
    return prose.abridge(plain(text), _SHORT)


def names(claim: WireClaim) -> str:
    """Return the sources of a claim, outermost first."""
    return " › ".join(shortened(source.name) for source in claim.chain)


def when(day: str) -> Markup:
    """Return an ISO date for people; what is none stands as it is."""
    try:
        value = date.fromisoformat(day[:10])
    except ValueError:
        return h("span", shortened(day))
    return h("time", prose.day(value), datetime=value.isoformat())


def body(article: WireArticle, claim: WireClaim) -> Markup:
    """Return all there is to a claim. It has no ids, so that the script may copy it."""
    where = f"Line {claim.line:,} of {shortened(article.path)}" if claim.line else shortened(article.path)
    return h(
        "div",
        h("p", h("b", f"{sign(claim.verdict)} {word(claim.verdict)}", data_look=claim.verdict or "none"), class_="now"),
        h("p", plain(claim.reason), class_="reason") if claim.reason else None,
        _chain(article, claim),
        *_findings(claim),
        *([_evidence(claim, evidence) for evidence in claim.evidence] or [h("blockquote", _said(claim), class_="own")]),
        *_looked_at(claim),
        h("p", where, class_="small"),
        class_="body",
    )


def _said(claim: WireClaim) -> str:
    return prose.ELLIPSIS.join(span.text for span in claim.content)


def _chain(article: WireArticle, claim: WireClaim) -> Markup:
    links = [_link("article", shortened(article.publisher or "") or "this article")]
    for source in reversed(claim.chain):
        about = f"{source.kind}, spoken to" if source.channel else source.kind
        links.append(_link(about, shortened(source.name) or "(no name)"))
    links.extend(_link("document found", _name(evidence)) for evidence in claim.evidence[:1])
    return h("ol", *links, class_="chain", aria_label="Who cites whom")


def _link(about: str, name: str) -> Markup:
    return h("li", h("span", about, class_="small"), " ", h("span", name))


def _name(evidence: WireEvidence) -> str:
    target = link(evidence.url)
    return shortened(evidence.title or "") or shortened((split(target).hostname if target else "") or "document")


def _findings(claim: WireClaim) -> list[Node]:
    if not claim.findings:
        return []
    return [h("h4", "Findings"), h("ul", *[_finding(each, claim.reason) for each in claim.findings], class_="findings")]


def _finding(finding: WireFinding, reason: str | None) -> Markup:
    rule = _RULES.get(finding.code)
    return h(
        "li",
        h("b", plain(finding.code)),
        f" {rule.name} ({finding.severity})" if rule else f" ({finding.severity})",
        h("p", plain(finding.message)) if finding.message != reason else None,
        h("p", f"What to do: {rule.remedy}", class_="remedy") if rule else None,
    )


def _evidence(claim: WireClaim, evidence: WireEvidence) -> Markup:
    said = changed(_said(claim), [change.said for change in evidence.changes], "del")
    source = changed(evidence.text, [change.source for change in evidence.changes], "ins")
    differences = [_difference(change.said, change.source) for change in evidence.changes]
    return h(
        "section",
        h("h4", _name(evidence)),
        h("p", join(_dates(evidence), " · "), class_="small"),
        h(
            "div",
            h("figure", h("figcaption", "The article"), h("blockquote", said)),
            h("figure", h("figcaption", "The source"), h("blockquote", source)),
            class_="sides",
        ),
        h("ul", *differences, class_="changes") if differences else None,
        h("p", join(_links(evidence), " · "), class_="links"),
        class_="evidence",
    )


def _difference(said: str, source: str) -> Markup:
    if not source.strip():
        return h("li", "Not in the source: ", h("del", said))
    if not said.strip():
        return h("li", "Left out by the article: ", h("ins", source))
    return h("li", h("del", said), " stands for ", h("ins", source))


def _dates(evidence: WireEvidence) -> list[Node]:
    archived = _ARCHIVED.search(evidence.archive_url or "")
    return [
        join(["published ", when(evidence.published)]) if evidence.published else "undated",
        join(["read ", when(evidence.retrieved_at)]),
        join(["archived ", when("-".join(archived.groups()))]) if archived else None,
    ]


def _links(evidence: WireEvidence) -> list[Node]:
    addresses = {
        "Passage": evidence.fragment_url,
        "Page": evidence.url,
        "Archived copy": evidence.archive_url or "",
    }
    return [_anchor(label, url) for label, url in addresses.items() if url]


def _anchor(label: str, url: str) -> Markup:
    """Return a link, or what it would have led to when nobody is to follow it."""
    safe = link(url)
    if not safe:
        return h("span", f"{label}: {shortened(url)}")
    return h("a", label, href=safe, rel="noopener noreferrer", title=shortened(safe))


def _looked_at(claim: WireClaim) -> list[Node]:
    candidates, told = claim.candidates, claim.search.model_dump() | {"gap": plain(claim.search.gap)}
    shown = prose.telling(claim.search.listed, claim.search.gap, claim.verdict)
    counts: list[Node] = [h("p", prose.searched(**told), class_="small")] if shown else []
    if not candidates:
        return counts
    items = [
        h("li", _anchor(shortened(each.url), each.url), f": {each.status}, found by {plain(each.found_by)}")
        for each in candidates[:_MOST]
    ]
    if more := len(candidates) - len(items):
        items.append(h("li", f"and {more:,} more"))
    return [h("h4", "Documents looked at"), *counts, h("ul", *items, class_="candidates small")]
