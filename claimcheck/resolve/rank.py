"""How well a URL, its title and its date fit a citation, before anything of it is fetched.

The score rests on the words that title (or URL slug) and claim share, weighted by how telling they are: figures and
names most, long words more than short ones. It asks both ways: how much of the title the claim explains (a title is a
document in one line), and how much of the claim's most telling words the title has.
"""

from __future__ import annotations

import re
from datetime import timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.resolve import urls
from claimcheck.text import fold

if TYPE_CHECKING:
    from datetime import date

    from claimcheck.model import Candidate, Citation, Window

_WORD = re.compile(r"[^\W_]+(?:[.,'’]\d+)*")
_STOP = frozenset(
    """a an the and or but nor so of in on at by for to from with without as is are was were be been being has have
    had do does did will would can could should may might must not no it its he she they them his her their this
    that these those there here who whom which what when where why how than then into over under after before
    about also more most many much some such only other another very just up out off new says said say according
    told report reports reported news s t us we you i our your my
    end day week month year time first last two one people country government part way""".split()  # noqa: SIM905 - words read better than a list of strings
)
_FIGURE, _NAME, _LONG_WORD, _WORD_WEIGHT = 2.0, 2.0, 1.3, 1.0
_LONG = 7
START, _ENDING = 5, 3
_TOP = 10
_MOST_WORDS = 60
_TITLE_SHARE = 0.65
_OUTSIDE, _UNKNOWN, _ELSEWHERE = 0.5, 0.92, 0.4
_LEAST_SHARED = 2
_SINGLE = 0.35
_FEW = 2
_BLIND = 0.12
"""Below what any document scores whose title shares two words with the claim."""
_NEXT, _RECENT = timedelta(days=1), timedelta(days=31)
_UNLIKELY = 0.7


def telling(text: str) -> tuple[str, ...]:
    """Return the folded words of a claim to look for, the most telling first, each once."""
    weights: dict[str, float] = {}
    for match in _WORD.finditer(text):
        word = stem(match[0])
        if word in _STOP or (len(word) < 2 and not word.isdigit()):  # noqa: PLR2004 - single letters tell nothing
            continue
        opens = match.start() == 0 or text[max(match.start() - 8, 0) : match.start()].rstrip().endswith((".", "?", "!"))
        weights[word] = max(weights.get(word, 0.0), _weight(match[0], opens=opens))
    ordered = sorted(weights, key=lambda word: -weights[word])
    return tuple(ordered[:_MOST_WORDS])


def words(text: str) -> list[str]:
    """Return the folded words of a text that tell something, in order."""
    return [word for word in map(stem, _WORD.findall(text)) if word not in _STOP]


def score(citation: Citation, candidate: Candidate) -> float:
    """Return how well *candidate* fits what is said itself, 0 to 1; 0 for sections, and when no word is shared."""
    if not may_be(candidate):
        return 0.0
    if blind(candidate):
        return _blindly(citation, candidate)
    title = [word for word in map(stem, _WORD.findall(candidate.title)) if word not in _STOP]
    slug = _slug(candidate.url)
    words = max(_shared(citation.words, title), _shared(citation.words, slug))
    return round(words * bearing(citation, candidate), 4)


def signs(candidate: Candidate) -> frozenset[str]:
    """Return the folded words of a candidate's title, address and description that tell something."""
    return frozenset((*words(candidate.title), *_slug(candidate.url), *words(candidate.summary)))


def may_be(candidate: Candidate) -> bool:
    """Say whether a candidate is a document by its address, or by having a title in a list."""
    return urls.is_document(candidate.url, titled=bool(candidate.title))


def day(candidate: Candidate) -> date | None:
    """Return the day of a candidate, as a list or its address gives it."""
    return candidate.published or urls.day(candidate.url)


def in_time(window: Window, candidate: Candidate) -> bool:
    """Say whether a candidate may have appeared in a window; one without a day may.

    A time zone may move it by a day, and what changed after the window may have appeared within.
    """
    when = day(candidate)
    if when is None:
        return True
    near = window.first - _NEXT <= when <= window.last + _NEXT
    return near or (candidate.changed and when > window.last) or (_is_month(candidate) and _timely(window, when) == 1.0)


def _is_month(candidate: Candidate) -> bool:
    """Say whether no more than the month of a candidate is known."""
    return candidate.published in {None, urls.day(candidate.url)} and urls.whole_day(candidate.url) is None


def bearing(citation: Citation, candidate: Candidate) -> float:
    """Return what day and site leave of a candidate's fit, 0 to 1."""
    when = day(candidate)
    if candidate.changed and when and citation.window and when > citation.window.last:
        when = None
    timely = _timely(citation.window, when) if citation.window else _by_hint(citation.day, when)
    return timely * _at_home(citation, candidate)


def _by_hint(likely: date | None, when: date | None) -> float:
    """Return what a day weighs where no more is known than when the file of the article was changed."""
    if likely is None or when is None:
        return _UNKNOWN
    return 1.0 if likely - _RECENT <= when <= likely + _NEXT else _UNLIKELY


def blind(candidate: Candidate) -> bool:
    """Say whether neither title nor address tells what a document is about: `/page/202611/1307.shtml`."""
    return not candidate.title.strip() and len(urls.slug(candidate.url)) < _FEW


def _blindly(citation: Citation, candidate: Candidate) -> float:
    """Return a low score for a document that only its day speaks for: the nearer to the citation's, the higher."""
    day = candidate.published or urls.day(candidate.url)
    if citation.domains and urls.site(candidate.url) not in citation.domains:
        return 0.0
    if citation.window is None:
        return round(_BLIND / 4 * _by_hint(citation.day, day), 4)
    if day is None:
        return _BLIND / 4
    if not urls.whole_day(candidate.url) and day.day == 1 and _timely(citation.window, day) == 1.0:
        return _BLIND / 3
    if not citation.window.first - _NEXT <= day <= citation.window.last + _NEXT:
        return 0.0
    return round(_BLIND / (1 + abs((day - (citation.day or citation.window.last)).days) / 4), 4)


@lru_cache(maxsize=100_000)
def _slug(url: str) -> list[str]:
    return [word for word in map(stem, urls.slug(url)) if word not in _STOP]


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return a word folded and without the ending of its plural."""
    folded = word.lower() if word.isascii() else fold(word).text  # of ASCII words folding changes the case alone
    if len(folded) > 4 and folded.endswith("ies"):  # noqa: PLR2004 - "ties", "dies"
        return folded[:-3] + "y"
    if len(folded) > 3 and folded.endswith("s") and not folded.endswith(("ss", "us", "is")):  # noqa: PLR2004 - "gas", "its"
        return folded[:-1]
    return folded


def _weight(word: str, *, opens: bool) -> float:
    if any(char.isdigit() for char in word):
        return _FIGURE
    if word[0].isupper() and not opens:
        return _NAME
    return _LONG_WORD if len(word) >= _LONG else _WORD_WEIGHT


def _shared(claim: tuple[str, ...], title: list[str]) -> float:
    """Return how much title and claim share; the claim's words weigh by their place, most telling first."""
    if not title:
        return 0.0
    known = _by_start(claim)
    found = {word for word in title if _known(word, known)}
    if not found:
        return 0.0
    share = sum(_length(word) for word in title if word in found) / sum(map(_length, title))
    top = claim[:_TOP]
    covered = sum(word in found for word in top) / max(min(len(top), 5), 1)
    mixed = _TITLE_SHARE * share + (1 - _TITLE_SHARE) * min(covered, 1.0)
    return mixed if len(found) >= _LEAST_SHARED else min(mixed, _SINGLE)


@lru_cache(maxsize=256)
def _by_start(claim: tuple[str, ...]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for word in claim:
        found.setdefault(word[:START], []).append(word)
    return found


def alike(word: str, other: str) -> bool:
    """Say whether two folded words are the same but for their endings: inspected, inspection."""
    if word == other:
        return True
    if len(word) <= START or abs(len(other) - len(word)) > _ENDING:  # short words share their beginnings by chance
        return False
    root = word[: max(START, len(word) - _ENDING)]
    return other.startswith(root)


def _known(word: str, known: dict[str, list[str]]) -> bool:
    """Say whether a word is known, or differs from a known one in its ending only: inspected, inspection."""
    likely = known.get(word[:START])
    if not likely or word in likely:
        return bool(likely)
    return any(alike(word, other) for other in likely)


def _length(word: str) -> float:
    return _LONG_WORD if len(word) >= _LONG or word.isdigit() else _WORD_WEIGHT


def _timely(window: Window | None, day: date | None) -> float:
    if window is None or day is None:
        return _UNKNOWN
    in_month = day.day == 1 and (day.year, day.month) in {
        (window.first.year, window.first.month),
        (window.last.year, window.last.month),
    }
    return 1.0 if window.holds(day) or in_month else _OUTSIDE


def _at_home(citation: Citation, candidate: Candidate) -> float:
    if not citation.domains:
        return 1.0
    return 1.0 if urls.site(candidate.url) in citation.domains else _ELSEWHERE
