"""How reasons name things: documents, people, faults. Text from pages is cut short and cleaned."""

from __future__ import annotations

from typing import TYPE_CHECKING

from claimcheck.model import Outcome

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from claimcheck.model import Change, Citation, Claim, Page, Reading

_LONGEST = 90
_REFUSING = 400
_MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
_FAULTS = {
    Outcome.PAYWALLED: "is behind a paywall",
    Outcome.CONSENT: "asks for consent to cookies before it shows the page",
    Outcome.LOGIN: "wants a login before it shows the page",
    Outcome.REDIRECT_ELSEWHERE: "leads to its front page instead",
    Outcome.CHALLENGE: "answers with a challenge page",
    Outcome.BLOCKED: "refused the request",
    Outcome.RATE_LIMITED: "refused the request as one too many",
    Outcome.ROBOTS_DISALLOWED: "does not allow robots to read it",
    Outcome.SERVER_ERROR: "answered with a server error",
    Outcome.TIMEOUT: "did not answer in time",
    Outcome.DNS: "could not be found by its name",
    Outcome.TLS: "could not be reached safely",
    Outcome.NETWORK: "could not be reached",
    Outcome.REDIRECT_LOOP: "redirects without end",
    Outcome.TOO_LARGE: "sent more than can be read",
    Outcome.NOT_TEXT: "sent no text",
    Outcome.REFUSED_ADDRESS: "leads to an address that may not be asked",
    Outcome.BAD_URL: "has an address that is none",
    Outcome.NOT_CACHED: "is not in the cache, and the network was not to be used",
    Outcome.OVER_BUDGET: "was not asked, because the requests of this run are used up",
    Outcome.TOO_SLOW: "takes longer to read than one page may",
    Outcome.FAILED: "is one that claimcheck itself failed on",
    Outcome.NOT_FOUND: "answers that there is no such page",
    Outcome.SOFT_NOT_FOUND: "answers with a page that says that there is no such page",
    Outcome.READ: "held no text that could be read",
}


def clean(text: str, longest: int = _LONGEST) -> str:
    """Return *text* on one line, without control characters, cut at *longest*."""
    line = " ".join("".join(char if char.isprintable() else " " for char in text[: 4 * longest]).split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def outlet(page: Page, citation: Citation | None = None) -> str:
    """Return the name of the page's outlet: as the article has it, as the page has it, or its domain."""
    if citation and page.domain in citation.domains:
        names = dict(zip(citation.domains, citation.outlets, strict=False))
        if name := names.get(page.domain) or next(iter(citation.outlets), ""):
            return clean(name)
    return clean(page.publisher or page.domain)


def document(page: Page, citation: Citation | None = None) -> str:
    """Return words for a page: outlet, title, date."""
    title = f" “{clean(page.title)}”" if page.title else ""
    when = f" of {day(page.published)}" if page.published else ""
    return f"the {outlet(page, citation).removeprefix('The ').removeprefix('the ')} page{title}{when}"


def day(date: date) -> str:
    """Return a date for a person to read."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


def span(first: date, last: date) -> str:
    """Return a stretch of days for a person to read, the year and month of the first left out where they repeat."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day(last)}"
    start = day(first).removesuffix(f" {first.year}") if first.year == last.year else day(first)
    return f"{start} to {day(last)}"


def cited(citation: Citation | None, claim: Claim) -> str:
    """Return the name of who is cited."""
    return clean(citation.name if citation else claim.chain[0].name if claim.chain else "the source")


def fault(reading: Reading) -> str:
    """Return words for why a candidate could not be read: its host and what happened."""
    host = clean(reading.memento.host) or "the address"
    if reading.page is not None and reading.page.complete:
        return f"the page of {host} is in another language"
    if reading.page is not None:
        return (
            clean(reading.memento.reason, 200)
            or f"{host} shows only a part of the document (paywall or pages left out)"
        )
    status = f" ({reading.memento.status})" if (reading.memento.status or 0) >= _REFUSING else ""
    return f"{host} {_FAULTS[reading.memento.outcome]}{status}"


def differences(changes: Sequence[Change]) -> str:
    """Return words for what the article changed, the first three changes."""
    shown = [_difference(change) for change in changes[:3]]
    more = f", and {len(changes) - 3} more" if len(changes) > 3 else ""  # noqa: PLR2004 - those shown above
    return "; ".join(shown) + more


def _difference(change: Change) -> str:
    said, source = clean(change.said), clean(change.source)
    if not source:
        return f"the article adds “{said}”"
    if not said:
        return f"the article leaves out “{source}”"
    return f"the article has “{said}” where the source has “{source}”"


def listing(items: Sequence[str], most: int = 3) -> str:
    """Return items joined for a sentence, repeated ones once, those past *most* counted."""
    unique = list(dict.fromkeys(items))
    shown = unique[:most]
    if len(unique) > most:
        return f"{', '.join(shown)} and {len(unique) - most} more"
    return " and ".join((", ".join(shown[:-1]), shown[-1])) if len(shown) > 1 else "".join(shown)


def sentence(text: str) -> str:
    """Return *text* as one sentence: a capital letter first, a full stop last."""
    line = " ".join(text.split()).rstrip()
    return f"{line[:1].upper()}{line[1:]}" + ("" if line.endswith((".", "!", "?", ".”", "!”", "?”")) else ".")
