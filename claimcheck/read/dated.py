"""Lines that say when and where a text appeared: bylines, datelines, "Published …"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from claimcheck.identity.outlets import lookup
from claimcheck.read.dates import find_day, find_yearless

if TYPE_CHECKING:
    from datetime import date

MONTH = r"(?i:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[A-Za-z]{0,6}\.?"
_WEEKDAY = r"(?i:Mon|Tues?|Wed(?:nes)?|Thu(?:rs?)?|Fri|Sat(?:ur)?|Sun)(?i:day)?\b\.?"
_NTH = r"(?:(?i:the)\s++)?\d{1,2}(?:st|nd|rd|th|\.)?(?:\s++(?:of\s++)?|-)"
_YEAR = r"[12]\d{3}(?!\d)"
_DATE = (
    rf"(?:{_YEAR}[-/.年]\d{{1,2}}[-/.月]\d{{1,2}}(?!\d)日?|\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}"
    rf"|{_NTH}{MONTH}(?:,?\s++|-){_YEAR}|{MONTH}\s++\d{{1,2}}(?:st|nd|rd|th)?,?\s++{_YEAR})"
)
_CLOCK = (
    r"(?:\d{1,2}[:.h]\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\s?[AaPp]\.?[Mm]\b\.?)?|\d{1,2}\s?[AaPp]\.?[Mm]\b\.?)(?:\s?hrs)?"
    r"(?:\s?\(?(?:[A-Z]{2,5}|Z|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)\)?(?!\w))?"
)
WHEN = (
    rf"(?<![\w.])(?:{_CLOCK}(?:,?\s++(?:on\s++)?))?(?:{_WEEKDAY},?\s++)?{_DATE}"
    rf"(?:(?:T|,?\s++(?:at\s++)?){_CLOCK})?(?!\w)"
)
BLANKS = r"(?<!\s)\s++"
"""White space from its beginning on: tried once for each run of it, not at each of its characters."""
_WORD = r"[A-ZÀ-Þ\d][\w.’'&-]*"
NAME = rf"(?:[Tt]he\s++)?{_WORD}(?:\s++(?:(?:of|and|the|de|du|van|von|der|on|in|&)\s++){{0,2}}{_WORD}){{0,5}}"
_HOST = r"\w[\w-]*(?:\.\w[\w-]*){1,4}"
_WHENS = re.compile(WHEN)
_BORDER = re.compile(
    rf"(?:{BLANKS})?[|·•;,/()\[\]][|·•;,/()\[\]\s–—-]*+|{BLANKS}[–—-]{{1,2}}\s++|^[–—-]{{1,2}}\s*+"
    rf"|(?:{BLANKS})?[–—-]{{1,2}}$|\.\s++(?=(?:First |Last )?(?:Published|Posted|Updated)\b)"
)
_LABEL = re.compile(
    rf"(?:this\s+(?:article|story|post|piece|column|interview|review)\s+(?:(?:was|is|has\s+been)\s+)?)?"
    r"(?:first\s+|originally\s+|last\s+|date\s+|online\s+)?"
    r"(?:(?P<updated>updated|modified|revised|edited|last[ -]update|update)"
    r"|published|posted|released|issued|printed|appeared|publication\s+date|date|dated)(?:\s+online)?"
    rf"(?:\s+(?:in|by|on|at)\s+(?P<name>(?-i:{NAME}|{_HOST})))?\s*+(?::\s*+)?(?:\b(?:on|at|in))?",
    re.IGNORECASE,
)
_IN_PRINT = re.compile(
    r"a\s+version\s+of\s+this\s+(?:article|story|piece)\s+(?:appears|appeared|was\s+published)\s+in\s+(?:print\s+)?on\s*",
    re.IGNORECASE,
)
_BYLINE = re.compile(
    rf"(?:(?:[Ww]ritten|[Rr]eported|[Ss]tory|[Tt]ext|[Ww]ords)\s+)?[Bb][Yy]:?\s+(?P<name>{NAME})(?:\s+(?:for|of)\s+(?P<outlet>{NAME}))?(?:\s+in\s+{_WORD})?"
)
_SIGNED = re.compile(rf"((?:[Ww]ritten |[Ss]tory )?[Bb]y:? .*?)(?:{BLANKS}on)?")
_ROLE = re.compile(r"(?:(?:in|at|from)\s+)?[\w’'-]+(?:\s+[\w’'-]+){0,4}")
_BESIDE = re.compile(
    r"\d{1,3}[ -]min(?:ute)?s?(?:\s+read)?|\d{1,6}\s+(?:comments?|views|shares)|(?:print|online)\s+edition"
    r"|(?:issue|vol(?:ume)?|no|nr|number|edition|page|section)\.?\s*[\dA-Z]{1,6}"
    r"|(?:©|\(c\)|copyright)(?:\s+[12]\d{3})?|[\w.+-]{0,60}@[\w.-]+|\d{1,3}\s+\w{3,6}\s+ago"
    rf"|(?:last\s+)?updated:?(?:\s+at)?\s+{_CLOCK}",
    re.IGNORECASE,
)
_OWNER = re.compile(rf"(?:©|\([cC]\)|[Cc]opyright)\s*(?:[12]\d{{3}}\s+)?(?P<name>{NAME})?")
_PLACED = re.compile(rf"(?P<link>by|By|in|for)\s+(?P<name>{NAME})")
_NONE = re.compile(
    r"(?:corrections?|clarification|deadline|retrieved|accessed|photo|picture|image|video|file|born|died|when|until"
    r"|since|from|to|due|next|starts|ends|meeting|event)\b",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"\b(?:News|Times|Post|Radio|Herald|Tribune|Gazette|Press|Dispatch|Chronicle|Courier|Bugle|Observer|Mirror|Telegraph"
    r"|Examiner|Sentinel|Inquirer|Enquirer|Magazine|Weekly|Newspaper|News Agency|Ledger)$"
    r"|\s(?:Star|Sun|Echo|Argus|Standard|Journal|Globe|Review|Mail|Express|Guardian|Monitor|Record|Citizen|Advertiser"
    r"|Bulletin|Independent|Mercury|Messenger|Reporter|Daily|Today|Online|Wire)$|^\w[\w-]*\.(?:com|org|net|info|co\.\w\w)$"
)
_AGENCY = r"[A-Z][\w .’'-]{1,40}"
_CAPITALS = r"[A-ZÀ-Þ][A-ZÀ-Þ .’'/-]{2,40}(?:,\s*[A-Z][\w .]{1,20}?)??"
_SHORT_DAY = rf"(?:{_WEEKDAY},?\s++)?(?:{MONTH}\s++\d{{1,2}}|\d{{1,2}}\s++{MONTH})(?!\w)"
_DATELINE = re.compile(
    rf"\s*+(?:[(*_]{{1,2}})?(?:{_CAPITALS}(?:\s*+\((?P<before>{_AGENCY})\))?(?:,?\s*+(?P<day>{WHEN}|{_SHORT_DAY}))?"
    rf"\s*+(?:\((?P<agency>{_AGENCY})\)|/(?P<wire>{_AGENCY})/)?[)*_]{{0,2}}\s*+(?:--|[-–—])"
    rf"|{_CAPITALS}(?:\s*+\((?P<other>{_AGENCY})\))?,?\s*+(?P<told>{WHEN})[)*_]{{0,2}}\s*+:\s"
    rf"|{_WORD}(?:\s{_WORD}){{0,2}},\s*+(?P<full>{WHEN})[)*_]{{0,2}}\s*+(?:--|[–—])\s*+[“\"‘'A-ZÀ-Þ\d])"
)
LONGEST = 200
"""Characters that such a line has at most."""
_MOST_DAYS = 4


@dataclass(slots=True)
class Said:
    """What one line says.

    Args:
        short: Month and number of a day that has no year.
        labelled: It says what its day is the day of.
        byline: It says who wrote the text.
        names: How many of its parts are names of who knows what: a person, a place, a title.
    """

    published: date | None = None
    updated: date | None = None
    short: tuple[int, int] | None = None
    publisher: str | None = None
    author: str | None = None
    labelled: bool = False
    byline: bool = False
    names: int = 0

    @property
    def bare(self) -> bool:
        """Whether it is hardly more than a day."""
        return not (self.labelled or self.byline or self.publisher or self.names)

    @property
    def clear(self) -> bool:
        """Whether its form alone shows that its day is the article's."""
        return self.labelled or self.byline or not self.names or self.publisher is not None

    @property
    def heading(self) -> bool:
        """Whether it may be a title as well, where the article has none above it."""
        return not (self.labelled or self.byline) and self.names > 0


def read_line(line: str) -> Said | None:
    """Return what a line says that is made of a day and of what stands beside one; None for any other line."""
    line = line.strip(" \t\r\n\f\v*_~`>#\ufeff")
    if len(line) > LONGEST:
        return None
    line = line.removesuffix(".") if not line.endswith("m.") else line
    whens = list(islice(_WHENS.finditer(line), _MOST_DAYS))
    if whens and (print_ := _IN_PRINT.match(line)) and print_.end() == whens[0].start():
        return Said(find_day(whens[0][0]), labelled=True)
    said = Said()
    at = 0
    for match in whens:
        if not _before(said, line[at : match.start()], match[0]):
            return None
        at = match.end()
    return said if at and _after(said, line[at:]) and (said.published or said.updated) else None


def dateline(line: str) -> Said | None:
    """Return what the dateline says that *line* begins with: its day and its agency, where it has them."""
    match = _DATELINE.match(line[: 2 * LONGEST])
    if match is None:
        return None
    told = match["day"] or match["told"] or match["full"] or ""
    agency = match["before"] or match["agency"] or match["wire"] or match["other"]
    day = find_day(told)
    return Said(day, short=None if day else find_yearless(told), publisher=agency, labelled=True)


def _before(said: Said, words: str, told: str) -> bool:
    """Take a day and what stands before it; False when the line is not made of such parts."""
    parts, label = _labelled(words)
    day = find_day(told)
    if parts is None or day is None or not (label or (said.published or said.updated) is None):
        return False
    if label and label["updated"]:
        said.updated = said.updated or day
    else:
        said.published = said.published or day
    said.labelled = said.labelled or label is not None
    if label and label["name"]:
        _take_name(said, label["name"], counts=False)
    return all(_take(said, part) for part in parts)


def _labelled(words: str) -> tuple[list[str] | None, re.Match[str] | None]:
    """Return the parts that stand before a day, and the one that names it, when it has a name.

    The parts are None when the words right before the day are neither a name for it nor a byline.
    """
    parts = [part.strip() for part in _BORDER.split(words)]
    if len(parts) > 1 and not parts[-1] and _LABEL.fullmatch(parts[-2]):
        parts.pop()
    if label := _LABEL.fullmatch(parts[-1]):
        return parts[:-1], label
    if parts[-1]:
        byline = _SIGNED.fullmatch(parts[-1])
        return ([*parts[:-1], byline[1]] if byline else None), None
    return parts, None


def _after(said: Said, words: str) -> bool:
    """Take what stands after the last day."""
    parts = _BORDER.split(words)
    first = parts[0].strip()
    if first and not _PLACED.fullmatch(first):
        return False
    return all(_take(said, part) for part in parts)


def _take(said: Said, part: str) -> bool:
    """Take a part of a line: a byline, a role, a name, the number of an issue; False for any other words."""
    part = part.strip()
    if not part or _BESIDE.fullmatch(part):
        return True
    if _NONE.match(part):
        return False
    if byline := _BYLINE.fullmatch(part):
        said.byline = True
        said.author = said.author or byline["name"]
        _take_name(said, byline["outlet"] or "", counts=False)
        return True
    for shape in (_PLACED, _OWNER):
        if (match := shape.fullmatch(part)) and match["name"]:
            _take_name(said, match["name"], counts=False)
            return True
    if re.fullmatch(NAME, part):
        _take_name(said, part, counts=True)
        return True
    return said.byline and _ROLE.fullmatch(part) is not None


def _take_name(said: Said, name: str, *, counts: bool) -> None:
    if len(name) <= LONGEST and (_OUTLET.search(name) or lookup(name)):
        said.publisher = said.publisher or name.removeprefix("the ")
    else:
        said.names += counts
