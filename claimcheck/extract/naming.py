"""Who a phrase names, and of what kind: outlet, person, organisation, document or unnamed."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck import outlets
from claimcheck.model import SourceKind

PRONOUNS = {"he", "she", "they", "it", "we", "i", "you", "who", "him", "her", "them"}
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Sen|Senator|Rep|Representative|Congressman|Congresswoman|Gov|Governor|Gen|General|Col|Colonel|Lt|Sgt|Sergeant|Capt"
    r"|Captain|Maj|Adm|Admiral|Rev|Sir|Dame|Lord|Lady|Baroness|President|Vice President|Prime Minister|Premier|Chancellor|Minister|Foreign Minister|Secretary"
    r"|Secretary of State|Secretary-General|Ambassador|Judge|Justice|Chief Justice|Sheriff|Mayor|Councillor|Chairman|Chairwoman|CEO|Director|Chief|Inspector|Detective|Commissioner"
    r"|Attorney General|King|Queen|Prince|Princess|Pope|Coach|Speaker|MP|Superintendent|Commander|Spokesman|Spokeswoman|Spokesperson|Analyst|Economist)"
)
_TITLES = re.compile(rf"^(?:(?:the|former|acting|deputy|US|U\.S\.|UK|British|Chinese|American|Republican|Democratic|then|current|senior|Labour|Tory|Conservative)\s+)*(?:{_TITLE}\.?\s+)+")
_ORGANISATION = re.compile(
    r"\b(?:[Mm]inistry|[Dd]epartment|[Cc]ommittee|[Cc]ommission|[Cc]ouncil|[Aa]gency|[Bb]ureau|[Oo]ffice|[Aa]uthority|[Aa]ssociation|[Ff]oundation|[Ii]nstitute"
    r"|[Uu]niversity|[Cc]ollege|[Ss]chool|[Cc]entre|[Cc]enter|[Cc]ourt|[Pp]olice|[Cc]ompany|[Cc]orporation|[Bb]ank|[Gg]roup|[Uu]nion|[Pp]arty|[Cc]ampaign|[Gg]overnment|[Aa]dministration"
    r"|[Aa]rmy|[Nn]avy|[Ff]orce|[Ss]ervice|[Ff]und|[Ff]ederation|[Ll]eague|[Cc]lub|[Hh]ospital|[Cc]harity|[Tt]rust|[Cc]ongress|[Ss]enate|[Pp]arliament|Inc|Corp|Ltd|LLC|PLC|plc|GmbH|Co|AG|SA"
    r"|Technolog(?:y|ies)|Labs?|Research|Security|Systems|Partners|Capital|Holdings|Airlines|Motors|Energy|House|Pentagon|Kremlin|NASA|FBI|CIA|NHS|UN|EU|WHO|FDA|NATO|[Rr]egulator|[Ww]atchdog|[Ff]irm"
    r"|[Tt]eam|[Nn]etwork|[Bb]oard|[Mm]useum|[Pp]rosecutors?|[Cc]oalition|[Oo]rganisation|[Oo]rganization|[Ss]ociety|[Aa]lliance|[Ee]mbassy|[Tt]ribunal|[Ss]tation|[Oo]bservatory)\b"
)
_DOCUMENT = re.compile(
    r"\b(?:[Rr]eport|[Ss]tudy|[Ss]tudies|[Ff]ilings?|[Dd]ocuments?|[Rr]ecords|[Dd]ata|[Ss]urvey|[Pp]oll|[Pp]olls|[Aa]nalysis|[Pp]aper|[Mm]emo|[Ll]etter|[Ss]tatement|[Ll]awsuit|[Ii]ndictment|[Cc]omplaint"
    r"|[Aa]udit|[Rr]eview|[Ee]mails?|[Tt]ranscript|[Ff]igures|[Ss]tatistics|[Aa]rticle|[Bb]ook|[Ff]indings|[Rr]esults|[Ii]nvestigation|[Aa]ffidavit|[Dd]ossier|[Rr]uling|[Pp]ost|[Ss]tory|[Ww]ebsite|[Cc]ensus|[Rr]esearch)$"
)
_PEOPLE = re.compile(
    r"\b(?:officials?|sources?|analysts?|experts?|critics?|insiders?|observers?|people|persons?|aides?|lawmakers|residents?|witnesses|economists?|scientists?|researchers?|traders?|investors?|executives?"
    r"|diplomats?|advis[eo]rs?|lawyers?|doctors?|activists?|supporters?|opponents?|employees?|workers?|staffers?|voters?|fans?|users?|neighbou?rs?|friends?|others?|many|some|several|spokes(?:man|woman|person|people)"
    r"|locals?|parents?|students?|teachers?|farmers?|commentators?|historians?|campaigners?|Democrats|Republicans|strategists?|operatives?|soldiers?|leaders?|ministers|members|colleagues?|relatives?|villagers?|shareholders?|customers?|authorities|reporters?|journalists?|bystanders?|passengers?|engineers?|specialists?|veterans?|academics?|insider|one|woman|man|official|source)$"
)
_INDEFINITE = re.compile(r"^(?:an?|one|two|three|four|five|six|some|several|many|most|few|other|another|various|certain|a number of|both|senior|multiple|local)\s", re.IGNORECASE)
_NAME_WORD = r"[A-ZÀ-Þ][\w’'&.-]*|[A-Z]\.|(?:de|van|von|bin|al|der|la|del|of|for|the|and|di|du)(?=\s+[A-ZÀ-Þ])|&"
_NAME = re.compile(rf"(?:[A-ZÀ-Þ0-9][\w’'&.-]*)(?:\s+(?:{_NAME_WORD}))*")
_POSSESSIVE = re.compile(r"[’']s$|(?<=s)[’']$")
_DEMONYM = re.compile(
    r"^(?:US|UK|EU|UN|American|British|Chinese|Russian|Indian|French|German|Japanese|European|Western|Israeli|Iranian|Ukrainian|Australian|Canadian|African|Asian|Democratic|Republican"
    r"|White House|Pentagon|State Department|Wall Street|Trump|Clinton|Biden|Obama|Kremlin|NATO|GOP|Labour|Tory|Israeli|Palestinian|Turkish|South Korean|North Korean|Saudi|Pakistani|Mexican)\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a phrase says about who it names: *full* is False for a reference such as "he" or "the report"."""

    name: str
    kind: SourceKind
    full: bool = True
    another: bool = False


def named(phrase: str, context: tuple[str, ...] = ()) -> Named:
    """Return who *phrase* names, as far as it says so itself.

    Args:
        phrase: The source as the article has it.
        context: Names of outlets that stand before it, for ambiguous ones.
    """
    plain = " ".join(phrase.split()).strip(" ,.")
    report = _REPORT_OF.match(plain)
    if report:
        inner = named(plain[report.end() :], context)
        another = bool(re.match(r"(?:another|a second|a separate|a further)\b", plain, re.IGNORECASE))
        return Named(inner.name, inner.kind, inner.full, another)
    if plain.casefold() in PRONOUNS:
        return Named(plain, SourceKind.UNNAMED, full=False)
    outlet = _outlet(plain, context)
    if outlet:
        return outlet
    return _other(plain)


_REPORT_OF = re.compile(
    r"(?:[\w’'-]+\s+){0,5}?(?:reports?|article|story|dispatch|analysis|interview|investigation|statement|post|study|survey|poll)\s+"
    r"(?:(?:published|released|carried|aired|issued|posted|broadcast)\s+)?(?:\w+day\s+|this\s+week\s+)?(?:by|from|in|on|with|of)\s+(?=.*[A-Z])"
)


def _outlet(plain: str, context: tuple[str, ...]) -> Named | None:
    bare = _POSSESSIVE.sub("", plain)
    found = outlets.lookup(bare, context)
    if not found and (mentions := outlets.find_mentions(bare)):
        span, name = mentions[-1]
        lower = bare[: span.start].removeprefix("the ").strip()
        described = not lower or lower == lower.lower() or re.fullmatch(r"[\w’' -]*(?:broadcaster|newspaper|agency|network|daily|channel|magazine|outlet|website|tabloid|media)\s*", lower)
        if span.end == len(bare) and described:
            found = outlets.lookup(name, context)
    return Named(found.name.split(" (")[0], SourceKind.OUTLET) if found else None


def _other(plain: str) -> Named:
    titled = _TITLES.match(plain)
    rest = plain[titled.end() :] if titled else plain
    if titled and rest[:1].isupper():
        name = _first_name(rest)
        return Named(name, SourceKind.PERSON, full=" " in name)
    if _PEOPLE.search(_head(plain)) and not _person_at_end(plain):
        return _group(plain)
    if _DOCUMENT.search(_head(plain)):
        return Named(plain, SourceKind.DOCUMENT, full=not plain.casefold().startswith(("the ", "this ", "that ")))
    name = _main_name(plain)
    if not name:
        if _ORGANISATION.search(plain) and not _INDEFINITE.match(plain):
            return Named(plain, SourceKind.ORGANISATION, full=False)
        return Named(plain, SourceKind.PERSON if re.match(r"(?:the|The|his|her)\s", plain) else SourceKind.UNNAMED, full=False)
    if _ORGANISATION.search(name) or name.isupper() or re.match(r"(?:the|The)\s", plain) or any(c.isupper() for c in name.split()[0][1:]) and " " not in name:
        return Named(name, SourceKind.ORGANISATION)
    words = name.split()
    person = len(words) <= 4 and not re.search(r"\d|\bof\b|\bfor\b", name)
    return Named(name, SourceKind.PERSON if person else SourceKind.ORGANISATION, full=len(words) > 1 or not person)


def _head(plain: str) -> str:
    """Return a phrase up to what describes it further: "officials familiar with the matter" -> "officials"."""
    return re.split(r"\s(?:familiar|close|with|who|from|in|at|of|for|on|briefed|involved|told|speaking|including|and their|,)\b|,", plain, maxsplit=1)[0]


def _person_at_end(plain: str) -> bool:
    """Say whether a name follows the word for a person: "analyst Jane Roe"."""
    return bool(re.search(r"[a-z]\s+[A-ZÀ-Þ][\w’'-]+(?:\s+[A-ZÀ-Þ][\w’'.-]+)+$", plain))


def _group(plain: str) -> Named:
    definite = re.match(r"(?:the|this|that|his|her)\s", plain, re.IGNORECASE)
    singular = not re.search(r"s$|people$|many$|some$", _head(plain))
    if definite and singular and not re.search(r"\b(?:source|person|insider)$", _head(plain)):
        return Named(plain, SourceKind.PERSON, full=False)
    spokes = re.search(r"\bspokes(?:man|woman|person|people)\b", plain)
    if spokes and (owner := _main_name(plain)):
        return Named(owner, SourceKind.ORGANISATION)
    if re.fullmatch(r"(?:the )?(?:police|authorities|prosecutors)", plain.casefold()):
        return Named(plain, SourceKind.ORGANISATION)
    return Named(plain, SourceKind.UNNAMED)


def _main_name(plain: str) -> str:
    """Return the name in a phrase: the last one before any description, without possessives in front of a role."""
    head = re.split(r",|\s(?:who|which|whose)\s", plain, maxsplit=1)[0]
    found = [m for m in _NAME.finditer(head) if not (m[0] in {"The", "A", "An", "His", "Her", "One", "Two", "This", "But", "In"})]
    cleaned = [re.sub(r"^(?:The|A|An|His|Her)\s+", "", m[0]) for m in found]
    names = [name for name in cleaned if not (_POSSESSIVE.search(name) and name != cleaned[-1])]
    if not names:
        return ""
    name = _POSSESSIVE.sub("", names[-1] if len(names[-1].split()) > 1 or len(names) == 1 else names[0])
    return _TITLES.sub("", name).strip(" .") or name


def _first_name(rest: str) -> str:
    match = _NAME.match(rest)
    return _POSSESSIVE.sub("", match[0]).strip(" .") if match else rest
