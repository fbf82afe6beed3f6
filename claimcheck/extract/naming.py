"""Who a phrase names, and of what kind: outlet, person, organisation, document or unnamed."""

from __future__ import annotations

import re
from dataclasses import replace

from claimcheck.extract import describing, nouns, proper, times
from claimcheck.extract.proper import ARTICLE, DEFINITE, PERSON, POSSESSIVE, Named
from claimcheck.identity import outlets
from claimcheck.identity.voices import spoken_for
from claimcheck.model import SourceKind

PRONOUNS = {"he", "she", "they", "it", "we", "i", "you", "who", "him", "her", "them"}
_ANOTHER = re.compile(r"(?:another|a second|a third|a separate|a further)\b", re.IGNORECASE)
_CUT = re.compile(r",|\s(?:who|which|whose|that)\s")
_DESCRIBED = re.compile(
    r"\s(?:familiar|close|with|who|from|in|at|on|briefed|involved|told|speaking|including|obtained|seen|found|sent|written"
    r"|reviewed|dated|filed"
    r"|published|released|conducted|polled|surveyed|interviewed|by|to|for|of|and)(?:\s|$)"
)
_LISTED = re.compile(
    r"\b(?:Department|Ministry|Office|Committee|Commission|Bureau|Secretary|Minister|Institute) (?:for"
    r"|of) [A-Z]\w+, [A-Z]"
)
_PAIR = 2
_SEVERAL_ARE = {"body": SourceKind.ORGANISATION, "some": SourceKind.UNNAMED}
_COMPANY = re.compile(r"\s(?:A/S|ASA|ApS|Oyj|S/A)$")
_VAGUE = {SourceKind.UNNAMED, SourceKind.DOCUMENT}
_WEEKDAY = re.compile(r"(?<=[a-z]) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$")
_NOBODY = re.compile(r"(?:an?|the|one) (?:unidentified|unnamed|anonymous|unknown)\s", re.IGNORECASE)
_ITS_REPORT = re.compile(
    r"((?:the|this|that)\s+(?:newspaper|paper|broadcaster|agency|magazine|channel|station|network|outlet|site|journal|daily|weekly))[’']s\s+(?:[\w-]+\s+){0,2}"
    r"(?:report|reports|analysis|investigation|article|story|survey|poll|tally|count|figures|findings)$",
    re.IGNORECASE,
)
_INDEFINITE = re.compile(r"(?:an?|one|another|some|several|two|three|other)\s", re.IGNORECASE)
_THE_OUTLET = re.compile(
    r"(?:the|that|this)\s+(?:agency|paper|newspaper|channel|magazine|broadcaster|station|network|daily|weekly|outlet|site)$",
    re.IGNORECASE,
)
_BARE_OUTLET = re.compile(
    r"[Tt]he (?:Post|Times|Sun|Star|Mail|Herald|Guardian|Independent|Standard|Mirror|Express|Telegraph"
    r"|Journal|Globe|Record|Citizen|Nation|Edge|Tribune|House)"
)
_STATE_MEDIA = re.compile(
    r"(?:the )?(?:\w+ )?state(?:-run)? (?:television|TV|radio|broadcaster|news agency)", re.IGNORECASE
)
_ONE_OF = re.compile(
    r"(?:one|some|most|many|both|two|three|several|all|parts?) of (?=(?:the|its|his|her|their|these|those)\s)",
    re.IGNORECASE,
)
_NEWSPAPER = re.compile(
    r"(?:the\s+)?(?:[\w-]+\s+)?(?:newspaper|broadcaster|news agency|news site|news website|magazine|tabloid"
    rf"|daily|weekly|news outlet)\s+(?=[{nouns.UPPER}])",
    re.IGNORECASE,
)
_SEVERAL = re.compile(
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+|dozens of|some|several|many|most|few"
    r"|other|another|various"
    r"|certain|a number of|both|multiple|more|all)\s",
    re.IGNORECASE,
)


def named(phrase: str, context: tuple[str, ...] = ()) -> Named:  # noqa: PLR0911 - one for each form of a source
    """Return who *phrase* names, as far as it says so itself.

    Args:
        phrase: The source as the article has it.
        context: Names of outlets that stand before it, for ambiguous ones.
    """
    plain = _WEEKDAY.sub("", times.without(_COMPANY.sub("", " ".join(phrase.split()).strip(" ,."))))
    if _NOBODY.match(plain):
        return Named(plain, SourceKind.UNNAMED)
    plain = POSSESSIVE.sub("", plain) if len(plain.split()) == _PAIR and DEFINITE.match(plain) else plain
    part = _ONE_OF.match(plain)
    if part and plain.split()[-1].casefold() in nouns.DOCUMENTS:
        return Named(plain, SourceKind.DOCUMENT)
    if _BARE_OUTLET.fullmatch(plain) or _STATE_MEDIA.fullmatch(plain):
        known = outlets.lookup(plain, context)
        return Named(known.name.split(" (")[0] if known else plain, SourceKind.OUTLET)
    if own := _ITS_REPORT.match(plain):
        return Named(own[1], SourceKind.OUTLET, full=False, another=False)
    report = nouns.REPORT_OF.match(plain)
    if report:
        return _reported(plain, report, context)
    if plain.casefold() in PRONOUNS:
        return Named(plain, SourceKind.UNNAMED, full=False)
    staff = describing.staff(plain, context)
    at_outlet = Named(staff[0], SourceKind.PERSON, home=staff[1].domain) if staff else None
    found = (
        at_outlet or _outlet(plain, context) or proper.known(plain) or _at_site(describing.site(plain)) or _other(plain)
    )
    bare = [word.strip(".,") for word in plain.split()]
    roles = nouns.ROLES & {nouns.ROLE_OF.get(word, word.lower()) for word in bare}
    return replace(found, roles=roles) if found.kind is SourceKind.PERSON else found


def nameless(who: Named) -> bool:
    """Say whether a phrase or who it refers to is left without a name: "an engineer there", "agency"."""
    common = who.kind is not SourceKind.DOCUMENT and who.name.split()[-1:] == who.name.lower().split()[-1:]
    return who.kind is SourceKind.UNNAMED or common


def _at_site(site: str) -> Named | None:
    return Named(site, SourceKind.DOCUMENT, home=site.casefold()) if site else None


def _reported(plain: str, report: re.Match[str], context: tuple[str, ...]) -> Named:
    """Return who issued "another report by X"; a study in a journal stands for itself."""
    rest = plain[report.end() :]
    inner = Named(rest, SourceKind.OUTLET, full=False) if _THE_OUTLET.match(rest) else named(rest, context)
    scholarly = report["noun"] in {"study", "paper", "research", "findings"} and report["link"] == "in"
    made = describing.maker(plain, context) if inner.kind in _VAGUE and not scholarly else None
    if made:
        return Named(describing.called(made, plain), SourceKind.OUTLET, another=bool(_ANOTHER.match(plain)))
    if scholarly or inner.kind is SourceKind.UNNAMED:
        journal = outlets.lookup(inner.name, context) if inner.kind is SourceKind.OUTLET else None
        home = journal.domain if journal else ""
        return Named(proper.bare(plain[: report.end("noun")]), SourceKind.DOCUMENT, home=home)
    return Named(inner.name, inner.kind, inner.full, bool(_ANOTHER.match(plain)))


def _outlet(plain: str, context: tuple[str, ...]) -> Named | None:
    """Return the outlet that a phrase names, alone or after words for what it is."""
    bare = POSSESSIVE.sub("", plain)
    head, _, last = _DESCRIBED.split(bare, maxsplit=1)[0].rpartition(" ")
    if last in nouns.DOCUMENTS and head:
        owner = POSSESSIVE.sub("", head)
        if own := outlets.lookup(proper.bare(owner), context) or describing.outlet(owner, context):
            return Named(own.name.split(" (")[0], SourceKind.OUTLET)
    found = outlets.lookup(bare, context) or describing.outlet(bare, context)
    if not found and " " in bare and bare.split()[0].casefold() in nouns.OUTLET_WORDS:
        found = outlets.lookup(bare.split(maxsplit=1)[1], context)
    if found := found or describing.maker(plain, context):
        return Named(describing.called(found, plain), SourceKind.OUTLET)
    called = _NEWSPAPER.match(plain)
    return Named(proper.bare(bare[called.end() :]), SourceKind.OUTLET) if called else None


def _other(plain: str) -> Named:
    """Return who a phrase names: of "Her lawyer, Anita Grossman" the name, of "Zhou, a founder" the first part."""
    listed = _LISTED.search(plain)
    head, *apposed = [plain] if listed else [part.strip() for part in _CUT.split(plain, maxsplit=2)]
    if apposed and (person := _apposed(head, apposed[0])):
        return person
    short = _DESCRIBED.split(head, maxsplit=1)[0]
    if ARTICLE.match(short):
        short = short[0].lower() + short[1:]
    words = short.split()
    last = words[-1] if words else head
    if len(words) == 1 and last.lower() in nouns.ROLES | nouns.OFFICES | nouns.BEFORE_NAMES - nouns.PEOPLE:
        return Named(plain, SourceKind.PERSON, full=False)
    headline = len(words) == _PAIR and not ARTICLE.match(plain) and not words[0].islower()
    if headline and last.islower() and last in nouns.ROLES | nouns.OFFICES and not outlets.lookup(words[0]):
        return Named(plain, SourceKind.PERSON, full=False)
    if some := describing.several(head):
        return Named(proper.bare(head) if some == "body" else plain, _SEVERAL_ARE[some])
    the_minister = bool(DEFINITE.match(short)) and len(words[1:]) == 1 and last.lower() in nouns.ROLES
    if last.islower() or len(words) == 1 or the_minister:
        common = _common(head, short, last.lower())
        if common:
            return common
    return proper.proper(head, head)


def _apposed(head: str, apposition: str) -> Named | None:
    """Return the person of "Halvorsen's chief executive, Britt Aune"."""
    if PERSON.fullmatch(head) or not head.rsplit(maxsplit=1)[-1].islower():
        return None
    name = " ".join(PERSON.findall(apposition)[-1:]) if apposition[:4] in {"the ", "The "} else apposition
    if not PERSON.fullmatch(name) or nouns.ORGANISATION.search(name) or outlets.lookup(name):
        return None
    return Named(name, SourceKind.PERSON)


def _common(plain: str, short: str, last: str) -> Named | None:
    """Return who a phrase names whose head is a common noun; None when it is a name after all."""
    definite = bool(DEFINITE.match(plain))
    owner = proper.runs(short)
    if last in nouns.SPOKES and (body := _office(plain, short, last, owner)):
        return Named(body, SourceKind.ORGANISATION)
    if last in nouns.BODIES and not owner and _INDEFINITE.match(plain):
        return Named(plain, SourceKind.UNNAMED)
    if last in nouns.BODIES:
        full = bool(owner) or last in {"police", "prosecutors", "authorities"}
        return Named(proper.bare(short) if owner else plain, SourceKind.ORGANISATION, full=full)
    if last in nouns.DOCUMENTS or (last in nouns.OUTLETS and definite):
        kind = SourceKind.DOCUMENT if last in nouns.DOCUMENTS else SourceKind.OUTLET
        return Named(plain if definite else describing.poll(proper.bare(short)), kind, full=not definite)
    if last in nouns.ROLES and definite:
        return Named(plain, SourceKind.PERSON, full=False)
    plural = (
        last.endswith("s")
        and not last.endswith("ss")
        and (_SEVERAL.match(plain) or short[:1].islower() or " " in short)
    )
    somebody = bool(_INDEFINITE.match(plain)) and last.islower()
    unnamed = somebody or last in nouns.PEOPLE or plural or (definite and last.islower() and short.islower())
    return Named(plain, SourceKind.UNNAMED) if unnamed else None


def _office(plain: str, short: str, last: str, owner: list[str]) -> str:
    """Return whom a spokesperson without a name speaks for."""
    if said := spoken_for(plain):
        return said[0]
    return (proper.bare(short[: short.lower().rindex(last)]).strip() or owner[-1]) if owner else ""
