"""Where a text names somebody: runs of capital words, cut to what belongs to the name.

Capitals tell a name only where they are a choice: not at the start of a sentence, in a headline in title case or in a
dateline. What stands there counts when the text bears it out elsewhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.extract import nouns
from claimcheck.identity.words import DEMONYMS, GIVEN, PLACES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_INITIALS = r"(?:[A-Z]\.(?:[ ]?[A-Z]\.)*)"
_SHORT = r"(?:Mr|Mrs|Ms|Mx|Dr|Sen|Sens|Rep|Reps|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|Hon|Jr|Sr|St|Adm|Maj|Atty)\."
_CAPITAL = rf"[{nouns.UPPER}][\w’'&/-]*"
_WORD = rf"(?:{_INITIALS}|{_SHORT}|{_CAPITAL})"
_PARTICLE = r"(?:de|da|dos|do|van|von|der|den|bin|ibn|al|el|la|del|di|du|ten|ter|y|e)"
_RUN = re.compile(
    rf"(?<![\w’'.@#])(?:{_WORD}|\d+(?=\s{_CAPITAL}))"
    rf"(?:[ \t\xa0]+(?:{_PARTICLE}[ \t\xa0]+){{0,2}}(?:{_WORD}|\d+\b)){{0,7}}"
)
_JOINED = re.compile(rf"[ \t\xa0]+(?P<link>of|for|on|and|&)(?:\s+the)?[ \t\xa0]+(?={_CAPITAL})")
_ON = re.compile(r"(?:Commission|Committee|Council|Conference|Cent(?:er|re)|Institute|Panel|Convention)$")
_POSSESSIVE = re.compile(r"(?:[’']s|(?<=s)[’'])$")
_INSIDE = re.compile(r"[’']s$|(?<=s)[’']$")
_MEMBERS = re.compile(
    r"(?<=s[’'])\s(?:Union|Federation|League|Association|Guild|Council|Alliance|Party|Society|Club|Forum)\b"
)
_SUFFIX = {"jr", "sr", "ii", "iii", "iv", "jr.", "sr."}
_DATELINE = re.compile(r"(?:[,(][^\n]{0,30})?\)?\s+[—–-]{1,2}\s|\s\([A-Z][\w /]+\)\s*[—–-]")
_STARTS = re.compile(r"(?:\A|[.!?:;\n•*“\"‘(\[—–]|[.!?][”\"’)]|\s-)\s{0,4}[“\"‘'(\[]?\Z")
_LOWER = re.compile(r"(?<![\w’'])[a-zà-öø-ÿ][\w-]*")
_TITLE_LINE, _SENTENCE, _LONG, _SHARE = 3, 6, 4, 0.75
_LONGEST_LINE = 200
_BEFORE = 4
_NEVER = nouns.WORDS["small"]
_S = ("’s", "'s")
_MONTHS_AND_NAMES = frozenset({"jan", "april", "june", "august"})
_PARTICLES = frozenset(_PARTICLE[3:-1].split("|"))
_WRONG_LAST = frozenset({"says", "said", "tells", "told", "adds", "asks", "writes", "reports", "claims"})


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where somebody or something is named.

    Args:
        start: Where the name starts, titles left out.
        end: Where it ends, a possessive left out.
        name: The name, blanks made single.
        titles: The words before it that say what its bearer is, in lower case.
        after_the: Whether "the" opens it.
    """

    start: int
    end: int
    name: str
    titles: tuple[str, ...] = ()
    after_the: bool = False


@dataclass(frozen=True, slots=True)
class _Run:
    start: int
    end: int
    words: tuple[tuple[int, int, str], ...]
    title: bool
    first: bool


def mentions(text: str) -> list[Mention]:
    """Return the names in a text in order. Linear in its length."""
    headlines = _headlines(text)
    runs = list(_runs(text, headlines))
    lower = {match[0] for match in _LOWER.finditer(text)}
    cut = [(run, _cut(text, run)) for run in runs]
    borne = Counter(word for run, one in cut if one and not _doubtful(run, one) for word in one.name.split())
    found: list[Mention] = []
    for run, one in cut:
        mention = _borne_out(text, run, one, borne, lower) if one and _doubtful(run, one) else one
        if mention:
            found.append(mention)
    return found


def _doubtful(run: _Run, one: Mention) -> bool:
    """Say whether the capitals of a name may be owed to where it stands."""
    return run.title or (run.first and one.start == run.start)


def _headlines(text: str) -> list[tuple[int, int]]:
    """Return the lines in title case, where every word has a capital."""
    found = []
    for match in re.finditer(r"[^\n]+", text):
        line = match[0].strip()
        if len(line) > _LONGEST_LINE:
            continue
        words = [word.strip("“”\"‘’'(),:;.!?") for word in line.split()]
        long = [word for word in words if len(word) >= _LONG and word[0].isalpha()]
        least = _SENTENCE if line.endswith(".") else _TITLE_LINE
        if len(long) >= least and sum(not word[0].islower() for word in long) >= _SHARE * len(long):
            found.append(match.span())
    return found


def _runs(text: str, headlines: Sequence[tuple[int, int]]) -> Iterator[_Run]:
    starts = [start for start, _ in headlines]
    at = 0
    while match := _RUN.search(text, at):
        words = _split(match)
        end = words[-1][1]
        while (
            (join := _JOINED.match(text, end))
            and not _INSIDE.search(text[words[-1][0] : end])
            and _holds(words, join["link"])
        ):
            more = _RUN.match(text, join.end())
            if more is None or (join["link"] in {"and", "&"} and _another(join[0], more[0])):
                break
            words = (*words, (join.start(), join.end(), join[0].strip()), *_split(more))
            end = words[-1][1]
        at = end
        if text[match.start() : end].isupper() and _DATELINE.match(text, end, min(end + 60, len(text))):
            continue
        line = bisect_right(starts, match.start()) - 1
        title = line >= 0 and match.start() < headlines[line][1]
        first = _STARTS.search(text, max(match.start() - _BEFORE, 0), match.start()) is not None
        yield _Run(match.start(), end, words, title, first)


def _another(join: str, more: str) -> bool:
    """Say whether behind "and" another is named: "and Bill Aune", "and the University of Torrin"."""
    first = more.split(maxsplit=1)[0]
    own = join.rsplit(maxsplit=1)[-1] == "the" and nouns.ORGANISATION.fullmatch(first) is not None
    return own or first.casefold() in GIVEN


def _split(match: re.Match[str]) -> tuple[tuple[int, int, str], ...]:
    """Return the words of a run up to the first that ends in a possessive."""
    words = []
    for part in re.finditer(r"\S+", match[0]):
        start, end = match.start() + part.start(), match.start() + part.end()
        words.append((start, end, part[0]))
        if _INSIDE.search(part[0]) and not _MEMBERS.match(match[0], part.end()):
            break
    return tuple(words)


def _holds(words: Sequence[tuple[int, int, str]], link: str) -> bool:
    """Say whether a run may go on with "of": "Department of Justice", "Secretary of State"; not "Obama and Clinton"."""
    plain = words[-1][2].strip(".").casefold()
    if link == "on":
        return _ON.search(words[-1][2]) is not None
    if link == "&":
        return True
    if link == "and":
        return any(word.split()[0] in {"of", "for"} for *_, word in words)
    return bool(nouns.ORGANISATION.search(" ".join(word for *_, word in words))) or plain in nouns.OFFICES | nouns.ROLES


def _cut(text: str, run: _Run) -> Mention | None:
    """Return the name in a run: without what opens the sentence, titles and nationalities before it."""
    words = list(run.words)
    while words and _opens(words[0][2], words[1:]):
        words = words[1:]
    while words and words[-1][2].casefold() in _WRONG_LAST:
        words = words[:-1]
    if not words:
        return None
    return _named(text, words)


def _opens(word: str, rest: Sequence[tuple[int, int, str]]) -> bool:
    """Say whether a word stands before a name without being part of it."""
    if word.isdigit():
        return not rest or len(word) > len("60") or rest[0][2].casefold() in nouns.PARTIES
    plain = _POSSESSIVE.sub("", word.strip("."))
    month = plain.casefold() in _MONTHS_AND_NAMES and rest and not rest[0][2].isdigit()
    return plain.casefold() in _NEVER and plain not in nouns.GENDER and not month


def _named(text: str, words: list[tuple[int, int, str]]) -> Mention | None:
    plain = [word.strip(".").casefold() for *_, word in words]
    last = max(
        (n for n, word in enumerate(plain[:-1]) if word in nouns.BEFORE_NAMES or word in nouns.HONOURS), default=-1
    )
    titles = last + 1
    if last >= 0 and plain[last + 1] in {"of", "for", "of the", "for the"} and len(words) > last + 3:
        titles = last + 3
    elif last >= 0 and plain[last + 1] in {"of", "for", "of the", "for the"}:
        titles = 0
    if nouns.ORGANISATION.search(" ".join(word for *_, word in words[titles:])):
        titles = 0
    while titles < len(words) - 1 and plain[titles] in DEMONYMS | nouns.PARTIES:
        titles += 1
    kept = words[titles:]
    name = _POSSESSIVE.sub("", " ".join(word for *_, word in kept)).rstrip(",")
    if not name or (len(kept) == 1 and kept[0][2].strip(".").casefold() in _NEVER | nouns.BEFORE_NAMES):
        return None
    start = kept[0][0]
    end = kept[-1][1] - (len(kept[-1][2]) - len(_POSSESSIVE.sub("", kept[-1][2])))
    the = text[max(start - 4, 0) : start].casefold() == "the "
    return Mention(start, end, name, tuple(plain[:titles]), the)


def _borne_out(text: str, run: _Run, one: Mention, borne: Counter[str], lower: set[str]) -> Mention | None:
    """Return a name that stands where capitals mean little, as far as the rest of the text bears it out."""
    words = one.name.split()
    known = [word in borne for word in words]
    if all(known) or (not run.title and any(word in nouns.HONOURS for word in one.titles)):
        return one
    places = [start for start, *_ in run.words if start >= one.start]
    likely = [
        ok
        or word in _PARTICLES
        or word.casefold() in GIVEN
        or not (run.title or word.casefold() in lower or _common(word))
        for ok, word in zip(known, words, strict=True)
    ]
    first = next((n for n, ok in enumerate(likely) if ok), None)
    if first is None:
        return None
    last = next(
        (n for n in range(first, len(words)) if not likely[n] and words[n].casefold() not in {"of", "the"}), len(words)
    )
    kept = words[first:last]
    if len(kept) == len(words):
        start, end = one.start, one.end
    elif len(places) == len(words):
        start, end = places[first], places[last - 1] + len(kept[-1])
    else:
        return None
    owner = text.startswith(_S, end) and not run.title and one.name.casefold() not in PLACES
    single = len(kept) == 1 and not known[first] and not kept[0].isupper() and not owner
    return None if single else Mention(start, end, " ".join(kept), one.titles if not first else (), one.after_the)


def _common(word: str) -> bool:
    plain = word.casefold()
    return plain in _NEVER or plain in nouns.PEOPLE or plain in nouns.DOCUMENTS or plain in nouns.BODIES
