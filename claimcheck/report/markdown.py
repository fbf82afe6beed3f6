"""The report as Markdown (GitHub's kind), for job summaries and comments."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from claimcheck.model import Verdict
from claimcheck.model.split import split
from claimcheck.report import prose
from claimcheck.report.escape import link, plain
from claimcheck.report.signs import SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.report.wire import WireArticle, WireClaim, WireEvidence, WireReport

LARGEST = 900_000
_PROBLEMS_LARGEST = 100_000
_RESERVE = 200
_CLAIM = 140
_CELL = 1_000
_ADDRESS = 2_000
_MOST_LINKS = 3
_HEAD = "| Verdict | Source | Claim | Findings | Reason | Evidence |\n| --- | --- | --- | --- | --- | --- |\n"
# A character reference never is Markdown's syntax, whereas a backslash before a pipe is read in two ways in tables.
_REFERENCES = {
    **{ord(char): f"&#{ord(char)};" for char in "|`[]*_~\\#$"},
    **str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\u200b": "&#8203;"}),
}
# Names and numbers are looked for in the text that is shown, where a reference is the character again: only something
# between sign and name that does not show keeps GitHub and GitLab from telling who is named and from marking numbers.
_MENTION = re.compile(r"(?:[@#](?=\w)|[!&](?=\d)|\bGH-(?=\d))", re.IGNORECASE)
_AUTOLINK = re.compile(r"(?<=www)\.|:(?=//)", re.IGNORECASE)
_IN_ADDRESS = str.maketrans({"(": "%28", ")": "%29", "[": "%5B", "]": "%5D", "*": "%2A", "&": "&amp;"})


def render(document: WireReport) -> str:
    """Return *document* as Markdown of less than `LARGEST` bytes, which says how many claims were left out."""
    head = _heading(document) + _counts(document)
    problems = _problems(document)
    room = LARGEST - _RESERVE - _size(head) - _size(problems)
    return head + _articles(document.articles, room) + problems


def escape(text: str, most: int = _CELL) -> str:
    """Return the first *most* characters of *text* as one line that is neither Markdown nor HTML, and names nobody."""
    shown = plain(text)
    if len(shown) > most:
        shown = shown[:most].rstrip() + "…"
    text = _MENTION.sub("\\g<0>\u200b", shown).translate(_REFERENCES)
    return _AUTOLINK.sub(lambda match: f"&#{ord(match[0])};", text)


def address(url: str) -> str | None:
    """Return *url* as the target of a Markdown link, or None when it is not to be followed."""
    safe = link(url)
    if safe is None or len(safe) > _ADDRESS or not safe.lower().startswith(("http://", "https://")):
        return None
    return safe.translate(_IN_ADDRESS)


def _heading(document: WireReport) -> str:
    claims = sum(len(article.claims) for article in document.articles)
    return f"# claimcheck: {prose.count(claims, 'claim')} in {prose.count(len(document.articles), 'article')}\n"


def _counts(document: WireReport) -> str:
    found = [claim.verdict for article in document.articles for claim in article.claims]
    rows = [f"| {_verdict(verdict)} | {found.count(verdict):,} |\n" for verdict in Verdict if verdict in found]
    return "\n| Verdict | Claims |\n| --- | ---: |\n" + "".join(rows) if rows else ""


def _articles(articles: list[WireArticle], room: int) -> str:
    """Return the articles as far as there is *room* for them, in bytes, and what was left out."""
    parts: list[str] = []
    for number, article in enumerate(articles):
        for claim, part in enumerate(_parts(article)):
            room -= _size(part)
            if room < 0:
                left = sum(len(each.claims) for each in articles[number:]) - max(claim - 1, 0)
                return "".join(parts) + _left_out(left, len(articles) - number)
            parts.append(part)
    return "".join(parts)


def _left_out(claims: int, articles: int) -> str:
    what = f"{prose.count(claims, 'claim')} in {prose.count(articles, 'article')}"
    return f"\nLeft out, because GitHub cuts a summary at 1 MiB: {what}.\n"


def _parts(article: WireArticle) -> Iterator[str]:
    """Yield the head of an article's table, then a row for each claim."""
    yield f"\n## {escape(article.path)}\n\n" + (_HEAD if article.claims else "No attributed claim found.\n")
    for claim in article.claims:
        yield _row(claim)


def _row(claim: WireClaim) -> str:
    cells = (
        _verdict(claim.verdict) if claim.verdict else "",
        escape(" › ".join(source.name for source in claim.chain)),
        escape(prose.ELLIPSIS.join(span.text for span in claim.content), _CLAIM),
        escape(", ".join(dict.fromkeys(finding.code for finding in claim.findings))),
        escape(claim.reason or ""),
        prose.series([_link(evidence) for evidence in claim.evidence], _MOST_LINKS),
    )
    return f"| {' | '.join(cells)} |\n"


def _verdict(verdict: Verdict) -> str:
    return f"{escape(SIGNS[verdict].glyph)} {verdict}"


def _link(evidence: WireEvidence) -> str:
    target = address(evidence.fragment_url) or address(evidence.url)
    host = split(target).hostname if target else None
    label = escape(evidence.title or "", _CLAIM) or escape(host or "", _CLAIM) or "evidence"
    return f"[{label}]({target})" if target else label


def _problems(document: WireReport) -> str:
    if not document.problems:
        return ""
    text = "\n## Could not be checked\n\n"
    for number, problem in enumerate(document.problems):
        # The tag keeps a path that looks like a list, a quotation or a rule from being one.
        line = f"- <code>{escape(problem.path)}</code>: {escape(problem.message)}\n"
        if _size(text) + _size(line) > _PROBLEMS_LARGEST:
            return f"{text}- and {len(document.problems) - number:,} more\n"
        text += line
    return text


def _size(text: str) -> int:
    return len(text.encode())
