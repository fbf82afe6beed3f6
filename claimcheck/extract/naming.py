"""Who a phrase names, and of what kind: outlet, person, organisation, document or unnamed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from claimcheck.extract import describing, nouns, times
from claimcheck.identity import outlets
from claimcheck.model import SourceKind

PRONOUNS = {"he", "she", "they", "it", "we", "i", "you", "who", "him", "her", "them"}
_ANOTHER = re.compile(r"(?:another|a second|a third|a separate|a further)\b", re.IGNORECASE)
_CUT = re.compile(r",|\s(?:who|which|whose|that)\s")
_DESCRIBED = re.compile(
    r"\s(?:familiar|close|with|who|from|in|at|on|briefed|involved|told|speaking|including|obtained|seen|found|sent|written"
    r"|reviewed|dated|filed"
    r"|published|released|conducted|polled|surveyed|interviewed|by|to|for|of|and)(?:\s|$)"
)
_CONNECT = r"(?:of|for|the|and|de|van|von|bin|al|der|la|del|di|du|&)"
_NAME = re.compile(rf"[{nouns.UPPER}0-9][\w’'&.-]*(?:\s+(?:(?:{_CONNECT}\s+){{0,2}}[{nouns.UPPER}][\w’'&.-]*))*")
_LISTED = re.compile(
    r"\b(?:Department|Ministry|Office|Committee|Commission|Bureau|Secretary|Minister|Institute) (?:for"
    r"|of) [A-Z]\w+, [A-Z]"
)
_POSSESSIVE = re.compile(r"[’']s$|(?<=s)[’']$")
_PERSON = re.compile(rf"[{nouns.UPPER}][\w’'-]{{1,60}}(?:\s+(?:[A-Z]\.|[{nouns.UPPER}][\w’'-]{{1,60}})){{1,3}}")
_PAIR = 2
_OPENERS = nouns.DETERMINERS | {"a", "an", "these", "those", "one", "two", "three"}
_SEVERAL_ARE = {"body": SourceKind.ORGANISATION, "some": SourceKind.UNNAMED}
_COMPANY = re.compile(r"\s(?:A/S|ASA|ApS|Oyj|S/A)$")
_VAGUE = {SourceKind.UNNAMED, SourceKind.DOCUMENT}
_NO_NAMES = _OPENERS | nouns.PEOPLE | nouns.DOCUMENTS | nouns.COMMON
_OFFICE = re.compile(rf"\b(?:for|of|at|from)\s+((?:the\s+)?[{nouns.UPPER}].*)$")
_LOWER_OFFICE = re.compile(r"\b(?:for|of|at|from)\s+((?:the|its|his|her)\s+[a-z][\w’'-]*(?:\s+[a-z][\w’'-]*)?)$")
_DEFINITE = re.compile(r"(?:the|this|that|his|her|its|their|our|my)\s", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:the|an?|his|her|its|their|our|this|that|one|but|and)\s+", re.IGNORECASE)
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


@dataclass(frozen=True, slots=True)
class Named:
    """What a phrase says about who it names.

    Args:
        full: It stands for itself; False for a reference such as "he", "Fu" or "the report".
        another: It is said to be another document of its source.
        gender: "m" or "f" where a title says so.
        roles: What the phrase calls the person: "senator", "minister".
        home: The domain of the outlet that the phrase places them at: "Fox News's Ed Henry", "a study in Nature".
    """

    name: str
    kind: SourceKind
    full: bool = True
    another: bool = False
    gender: str = ""
    roles: frozenset[str] = frozenset()
    home: str = ""


def named(phrase: str, context: tuple[str, ...] = ()) -> Named:
    """Return who *phrase* names, as far as it says so itself.

    Args:
        phrase: The source as the article has it.
        context: Names of outlets that stand before it, for ambiguous ones.
    """
    plain = times.without(_COMPANY.sub("", " ".join(phrase.split()).strip(" ,.")))
    plain = _POSSESSIVE.sub("", plain) if len(plain.split()) == _PAIR and _DEFINITE.match(plain) else plain
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
    found = at_outlet or _outlet(plain, context) or _at_site(describing.site(plain)) or _other(plain)
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
        return Named(_bare(plain[: report.end("noun")]), SourceKind.DOCUMENT, home=home)
    return Named(inner.name, inner.kind, inner.full, bool(_ANOTHER.match(plain)))


def _outlet(plain: str, context: tuple[str, ...]) -> Named | None:
    """Return the outlet that a phrase names, alone or after words for what it is."""
    bare = _POSSESSIVE.sub("", plain)
    head, _, last = _DESCRIBED.split(bare, maxsplit=1)[0].rpartition(" ")
    if last in nouns.DOCUMENTS and head:
        owner = _POSSESSIVE.sub("", head)
        if own := outlets.lookup(_bare(owner), context) or describing.outlet(owner, context):
            return Named(own.name.split(" (")[0], SourceKind.OUTLET)
    found = outlets.lookup(bare, context) or describing.outlet(bare, context)
    if not found and " " in bare and bare.split()[0].casefold() in nouns.OUTLET_WORDS:
        found = outlets.lookup(bare.split(maxsplit=1)[1], context)
    if found := found or describing.maker(plain, context):
        return Named(describing.called(found, plain), SourceKind.OUTLET)
    called = _NEWSPAPER.match(plain)
    return Named(_bare(bare[called.end() :]), SourceKind.OUTLET) if called else None


def _bare(phrase: str) -> str:
    """Return a phrase without the article or pronoun that opens it."""
    match = _ARTICLE.match(phrase)
    return phrase[match.end() :] if match else phrase


def _other(plain: str) -> Named:
    """Return who a phrase names: of "Her lawyer, Anita Grossman" the name, of "Zhou, a founder" the first part."""
    listed = _LISTED.search(plain)
    head, *apposed = [plain] if listed else [part.strip() for part in _CUT.split(plain, maxsplit=2)]
    if apposed and (person := _apposed(head, apposed[0])):
        return person
    short = _DESCRIBED.split(head, maxsplit=1)[0]
    if _ARTICLE.match(short):
        short = short[0].lower() + short[1:]
    words = short.split()
    last = words[-1] if words else head
    if len(words) == 1 and last.lower() in nouns.ROLES | nouns.OFFICES | nouns.BEFORE_NAMES - nouns.PEOPLE:
        return Named(plain, SourceKind.PERSON, full=False)
    headline = len(words) == _PAIR and not _ARTICLE.match(plain) and not words[0].islower()
    if headline and last.islower() and last in nouns.ROLES | nouns.OFFICES and not outlets.lookup(words[0]):
        return Named(plain, SourceKind.PERSON, full=False)
    if some := describing.several(head):
        return Named(_bare(head) if some == "body" else plain, _SEVERAL_ARE[some])
    the_minister = bool(_DEFINITE.match(short)) and len(words[1:]) == 1 and last.lower() in nouns.ROLES
    if last.islower() or len(words) == 1 or the_minister:
        common = _common(head, short, last.lower())
        if common:
            return common
    return _proper(head, head)


def _apposed(head: str, apposition: str) -> Named | None:
    """Return the person of "Halvorsen's chief executive, Britt Aune"."""
    if _PERSON.fullmatch(head) or not head.rsplit(maxsplit=1)[-1].islower():
        return None
    name = " ".join(_PERSON.findall(apposition)[-1:]) if apposition[:4] in {"the ", "The "} else apposition
    if not _PERSON.fullmatch(name) or nouns.ORGANISATION.search(name) or outlets.lookup(name):
        return None
    return Named(name, SourceKind.PERSON)


def _common(plain: str, short: str, last: str) -> Named | None:
    """Return who a phrase names whose head is a common noun; None when it is a name after all."""
    definite = bool(_DEFINITE.match(plain))
    owner = _runs(short)
    if last in nouns.SPOKES and (body := _office(plain, short, last, owner)):
        return Named(body, SourceKind.ORGANISATION)
    if last in nouns.BODIES and not owner and _INDEFINITE.match(plain):
        return Named(plain, SourceKind.UNNAMED)
    if last in nouns.BODIES:
        full = bool(owner) or last in {"police", "prosecutors", "authorities"}
        return Named(_bare(short) if owner else plain, SourceKind.ORGANISATION, full=full)
    if last in nouns.DOCUMENTS or (last in nouns.OUTLETS and definite):
        kind = SourceKind.DOCUMENT if last in nouns.DOCUMENTS else SourceKind.OUTLET
        return Named(plain if definite else describing.poll(_bare(short)), kind, full=not definite)
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
    office = _OFFICE.search(plain) or _LOWER_OFFICE.search(plain)
    if office:
        return _bare(office[1])
    return (_bare(short[: short.lower().rindex(last)]).strip() or owner[-1]) if owner else ""


def _proper(plain: str, head: str) -> Named:
    """Return the person or organisation that a phrase names."""
    runs = _runs(head)
    if not runs:
        return Named(plain, SourceKind.UNNAMED, full=not _DEFINITE.match(plain))
    words = head.split()
    roles = [i for i, word in enumerate(words) if word.strip(".").casefold() in nouns.BEFORE_NAMES]
    gender = next((nouns.GENDER[w.strip(".")] for w in words if w.strip(".") in nouns.GENDER), "")
    if roles and roles[-1] + 1 < len(words):
        rest = re.sub(rf"^(?:of|for)\s+(?:the\s+)?[{nouns.UPPER}][\w’'-]*\s*", "", " ".join(words[roles[-1] + 1 :]))
        person = _PERSON.match(rest)
        after = [person[0]] if person else _runs(rest)
        if after and rest[:1].isupper() and not nouns.ORGANISATION.search(after[0]):
            name = _POSSESSIVE.sub("", after[0])
            return Named(name, SourceKind.PERSON, full=" " in name, gender=gender)
    name = runs[0] if not _POSSESSIVE.search(runs[0]) or len(runs) == 1 else runs[-1]
    name = _POSSESSIVE.sub("", name).strip(" .")
    if roles and roles[-1] + 1 == len(words) and not (_DEFINITE.match(plain) and nouns.MEDIA.search(name)):
        return Named(_bare(head), SourceKind.PERSON)
    return _judged(name, plain)


def _judged(name: str, plain: str) -> Named:
    words = name.split()
    if nouns.MEDIA.search(name):
        return Named(name, SourceKind.OUTLET)
    inner_capital = any(char.isupper() for char in name[1:]) if len(words) == 1 else False
    if (
        nouns.ORGANISATION.search(name)
        or inner_capital
        or re.match(r"[Tt]he\s", plain)
        or re.search(r"\d|\b(?:of|for)\b", name)
    ):
        return Named(name, SourceKind.ORGANISATION)
    if len(words) > 4:  # noqa: PLR2004 - no person is given with more names than four
        return Named(name, SourceKind.ORGANISATION)
    return Named(name, SourceKind.PERSON, full=len(words) > 1)


def _runs(text: str) -> list[str]:
    """Return the capitalised names of a phrase, determiners and common words that merely open it left out."""
    found = []
    for match in _NAME.finditer(text):
        name = _bare(match[0]) if match.start() == 0 else match[0]
        first = name.split()[0].casefold() if name.split() else ""
        opens = match.start() == 0 and " " not in name
        if opens and first in _NO_NAMES:
            continue
        if name and name[0].isupper() and not times.CALENDAR.fullmatch(name):
            found.append(name.strip(" ."))
    return found
