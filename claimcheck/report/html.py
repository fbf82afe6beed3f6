"""The report as one HTML page that needs nothing else: no network, no other file, and to be read no script."""

from __future__ import annotations

import json
from base64 import b64encode
from bisect import bisect_left
from hashlib import sha256
from importlib import resources
from typing import TYPE_CHECKING

from claimcheck.model import Verdict
from claimcheck.report import prose
from claimcheck.report.escape import plain
from claimcheck.report.marking import Markup, body, cut, h, join, names, shortened, sign, when, word
from claimcheck.report.signs import SIGNS

if TYPE_CHECKING:
    from claimcheck.report.marking import Node, Piece
    from claimcheck.report.wire import WireArticle, WireClaim, WireReport

_IN_SCRIPT = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
_CONTENT = 140
_FEW_ARTICLES = 1


def render(document: WireReport) -> str:
    """Return *document* as a page of HTML."""
    style, script = _asset("report.css"), _asset("report.js")
    claims = prose.count(document.summary.claims, "claim")
    heading = f"{claims} in {prose.count(len(document.articles), 'article')}"
    pieces = _Pieces()
    sections = [pieces.article(article) for article in document.articles]
    head = h(
        "head",
        h("meta", charset="utf-8"),
        h("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        h("meta", name="viewport", content="width=device-width, initial-scale=1"),
        h("meta", name="referrer", content="no-referrer"),
        h("meta", name="color-scheme", content="light dark"),
        h("meta", name="generator", content=f"claimcheck {document.tool.version}"),
        h("title", f"claimcheck: {heading}"),
        h("style", style),
    )
    page = h(
        "body",
        h("a", "Skip to the articles", class_="skip", href="#main"),
        _header(document, heading),
        h("main", *sections, _problems(document), id="main", tabindex="-1"),
        _panel(),
        h("script", pieces.data(), type="application/json", id="data"),
        h("script", script),
    )
    # In the log of a job `##[` would be a command wherever it stands; it can stand in texts alone.
    text = h("html", head, page, lang="en").text.replace("##[", "##&#91;")
    return f"<!doctype html>\n{text}\n"


class _Pieces:
    """Numbers claims and marks over all articles, and keeps what the script has to know of them."""

    def __init__(self) -> None:
        self.articles = 0
        self.marks = 0
        self.sources: dict[str, int] = {}
        self.claims: list[dict[str, object]] = []

    def article(self, article: WireArticle) -> Markup:
        """Return the section of an article: its text with the claims marked, then the claims one by one."""
        first = len(self.claims)
        for claim in article.claims:
            source = shortened(claim.chain[0].name) if claim.chain else ""
            self.claims.append(
                {
                    "verdict": claim.verdict or "none",
                    "source": self.sources.setdefault(source, len(self.sources)),
                    "article": self.articles,
                    "size": _size(claim),
                }
            )
        self.articles += 1
        number = f"article-{self.articles}"
        text = self._text(article, first)
        rows = [_row(article, claim, first + place) for place, claim in enumerate(article.claims)]
        claims = h("section", h("h3", "Claims"), *rows, class_="claims", aria_label=f"Claims of {_title(article)}")
        return h(
            "article",
            h("header", h("h2", _title(article), id=number), _byline(article)),
            text,
            claims if rows else h("p", "No attributed claim found.", class_="none"),
            class_="report",
            aria_labelledby=number,
        )

    def data(self) -> Markup:
        """Return what the script reads, as JSON that cannot end its element."""
        signs = {verdict: found.glyph for verdict, found in SIGNS.items()} | {"none": "·"}
        data = {"claims": self.claims, "signs": signs, "sources": list(self.sources)}
        return Markup(json.dumps(data, separators=(",", ":")).translate(_IN_SCRIPT).replace("##[", "##\\u005b"))

    def _text(self, article: WireArticle, first: int) -> Markup:
        sizes = [_size(claim) for claim in article.claims]
        spans = [(span.start, span.end, place) for place, claim in enumerate(article.claims) for span in claim.content]
        seen: set[int] = set()
        starts: list[int] = []
        shown: list[Markup] = []
        for number, block in enumerate(cut(article.text, spans, sizes)):
            if number % 2:
                shown += [join([article.text[piece.start : piece.end]]) for piece in block]
                continue
            nodes: list[Node] = []
            for piece in block:
                words = article.text[piece.start : piece.end]
                if piece.claim is None:
                    nodes.append(words)
                    continue
                verdict = article.claims[piece.claim].verdict
                nodes.append(_mark(words, piece, verdict, first, again=piece.claim in seen))
                seen.add(piece.claim)
                starts.append(piece.start)
            shown.append(h("p", *nodes) if nodes else Markup(""))
        for place, claim in enumerate(article.claims):
            # A claim's marks follow each other, so two numbers for each span say which they are.
            ranges = [(bisect_left(starts, span.start), bisect_left(starts, span.end)) for span in claim.content]
            found = [(start + self.marks, end + self.marks) for start, end in ranges if start < end]
            self.claims[first + place]["marks"] = found
        self.marks += len(starts)
        return h("div", *shown, class_="text")


def _mark(words: str, piece: Piece, verdict: Verdict | None, first: int, *, again: bool) -> Markup:
    number = first + (piece.claim or 0)
    return h(
        "a",
        h("mark", words),
        class_="mark",
        href=f"#claim-{number + 1}",
        data_claim=str(number),
        data_look=verdict or "none",
        data_sign=None if again else sign(verdict),
        tabindex="-1" if again else None,
        aria_describedby=f"is-{verdict or 'none'}",
    )


def _size(claim: WireClaim) -> int:
    return sum(span.end - span.start for span in claim.content)


def _row(article: WireArticle, claim: WireClaim, number: int) -> Markup:
    said = prose.abridge(plain(prose.ELLIPSIS.join(span.text for span in claim.content)), _CONTENT)
    summary = h(
        "summary",
        h("span", f"{sign(claim.verdict)} {word(claim.verdict)}", class_="verdict", data_look=claim.verdict or "none"),
        " ",
        h("span", said or "(no words)", class_="said"),
        " ",
        h("span", names(claim), class_="names"),
    )
    return h("details", summary, body(article, claim), class_="row", id=f"claim-{number + 1}")


def _title(article: WireArticle) -> str:
    return shortened(article.title or "") or shortened(article.path) or "Untitled"


def _byline(article: WireArticle) -> Markup:
    path = shortened(article.path)
    parts: list[Node] = [
        h("span", shortened(article.publisher)) if article.publisher else None,
        when(article.published) if article.published else None,
        h("a", path or "page", href=article.url, rel="noopener noreferrer") if article.url else h("span", path),
    ]
    return h("p", join(parts, " · "), class_="byline")


def _header(document: WireReport, heading: str) -> Markup:
    found = [claim.verdict for article in document.articles for claim in article.claims]
    buttons = [_button(verdict, found.count(verdict)) for verdict in (*Verdict, None) if verdict in found]
    search = h("label", "Search ", h("input", type="search", id="search", autocomplete="off"))
    choice = h("label", "Source ", h("select", h("option", "all", value=""), id="source"))
    contents = [
        h("li", h("a", _title(article), href=f"#article-{number}"))
        for number, article in enumerate(document.articles, 1)
    ]
    return h(
        "header",
        h("p", "claimcheck", class_="brand"),
        h("h1", heading),
        h(
            "nav",
            h("div", *buttons, class_="verdicts", role="group", aria_label="Show only these verdicts"),
            h("div", choice, search, class_="finders", id="finders", hidden=True),
            h("p", class_="status", id="status", role="status"),
            aria_label="Filter claims",
        )
        if found
        else None,
        h("nav", h("ol", *contents), aria_label="Articles", class_="contents")
        if len(contents) > _FEW_ARTICLES
        else None,
        class_="top",
    )


def _button(verdict: Verdict | None, number: int) -> Markup:
    return h(
        "button",
        h("span", sign(verdict), class_="glyph", aria_hidden="true"),
        " ",
        h("span", word(verdict), id=f"is-{verdict or 'none'}"),
        " ",
        h("b", f"{number:,}"),
        type="button",
        data_filter=verdict or "none",
        data_look=verdict or "none",
        aria_pressed="false",
        disabled=True,
    )


def _panel() -> Markup:
    bar = h(
        "div",
        h("h3", id="place", aria_live="polite"),
        h("button", "Previous", type="button", data_step="-1", aria_keyshortcuts="k"),
        h("button", "Next", type="button", data_step="1", aria_keyshortcuts="j"),
        h("button", "Close", type="button", id="close", aria_keyshortcuts="Escape"),
        class_="bar",
    )
    hint = h("p", "Choose a marked claim to see what it rests on. The keys j and k go through them.", class_="hint")
    return h(
        "aside", bar, h("div", hint, id="chosen", tabindex="-1"), id="panel", aria_label="Chosen claim", hidden=True
    )


def _problems(document: WireReport) -> Node:
    if not document.problems:
        return None
    items = [
        h(
            "li",
            h("code", shortened(problem.path)),
            f": {prose.sentence(plain(problem.message))} {plain(problem.hint)}".rstrip(),
        )
        for problem in document.problems
    ]
    return h(
        "section",
        h("h2", "Could not be checked", id="problems"),
        h("ul", *items),
        class_="problems",
        aria_labelledby="problems",
    )


def _policy(style: Markup, script: Markup) -> str:
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; img-src data:;"
        " base-uri 'none'; form-action 'none'"
    )


def _hash(text: Markup) -> str:
    return f"'sha256-{b64encode(sha256(text.text.encode()).digest()).decode()}'"


def _asset(name: str) -> Markup:
    # A browser hashes what it parsed, in which a line ends with a line feed, however the file was installed.
    file = resources.files("claimcheck.report").joinpath("page", name)
    return Markup("\n".join(file.read_text(encoding="utf-8").splitlines()))
