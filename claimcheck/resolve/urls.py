"""URLs for comparison and for what their words and paths tell; what is fetched is always the URL as cited."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlencode, urljoin, urlsplit

from claimcheck.identity.sites import registrable_domain
from claimcheck.model.split import split

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|igshid|mc_[ce]id|cmpid|cmp|ref|ref_src|smid|ocid|ito|xtor|at_\w+|taid|sh"
    r"|src)$",
    re.IGNORECASE,
)
_FRONT = re.compile(r"^(?:www\d?|m|mobile|amp)\.")
_DATE = re.compile(
    r"(?<!\d)(?P<year>20\d\d|19\d\d)[-/_]?(?P<month>0[1-9]|1[0-2])(?:[-/_]?(?P<day>0[1-9]|[12]\d"
    r"|3[01]))?(?!\d)"
)
_NAMED = re.compile(
    r"/(?P<year>20\d\d)/(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/(?P<day>\d{1,2})/", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SECTION = re.compile(
    r"/(?:tags?|topics?|authors?|profile|category|categories|section|videos?|galler(?:y|ies)|podcasts?|search|privacy|terms|subscribe|login|account|rss|feeds?"
    r"|sitemaps?)(?:/|$|\.)"
    r"|/(?:archives?|newsletters?)/?$",
    re.IGNORECASE,
)
_SHELF = re.compile(
    r"/(?:people|page|live-tv|about|contact)(?:/(?P<rest>.*)|\.\w+)?$",
    re.IGNORECASE,
)
_STORY = re.compile(r"\d{4}|(?<![^\W_])[^\W_]++(?:[-_][^\W_]++){2}")
_WORD = re.compile(r"[^\W_]+")
_LONGEST = 2000
_REMEMBERED = 100_000  # the citations of a run look at the same addresses in turn
_LEAST_WORDS, _FEW = 3, 2
_ENDINGS = ("/amp", "/index.html", "/index.htm", ".amp")
_EXTENSION = re.compile(r"\.(?:[sx]?html?|php\d?|aspx?|jsp|cfm|do|ece)$", re.IGNORECASE)
_PAGED = re.compile(r"/(?:page|p|seite)[/-]?\d{1,4}/?$", re.IGNORECASE)
_CALENDAR = re.compile(r"(?:/[a-z-]+)?/(?:19|20)\d\d(?:/\d{1,2}){0,2}/?", re.IGNORECASE)
_CODE = re.compile(r"(?=\w*\d)(?=\w*[a-z])\w{8,}", re.IGNORECASE)
_COUNTERS = frozenset({"page", "paged", "pg", "start", "offset", "from", "size", "limit", "year", "month"})


@lru_cache(maxsize=_REMEMBERED)
def is_web(url: str) -> bool:
    """Say whether *url* is an absolute http(s) URL of a reasonable length without blanks or control characters."""
    if len(url) > _LONGEST or " " in url or not url.isprintable():
        return False
    parts = split(url)
    return parts.scheme in {"http", "https"} and bool(parts.hostname)


def join(base: str, url: str) -> str:
    """Return *url* as seen from *base*; an empty string when it is no address."""
    try:
        return urljoin(base, url)
    except ValueError:
        return ""


@lru_cache(maxsize=_REMEMBERED)
def site(url: str) -> str:
    """Return the registrable domain of *url*; an empty string when it is no address."""
    return registrable_domain(split(url).hostname or "")


@lru_cache(maxsize=_REMEMBERED)
def key(url: str) -> str:
    """Return what two URLs of one document share: no scheme, fragment, tracking, mobile host or last slash."""
    try:
        parts = urlsplit(url)
        host = _FRONT.sub("", parts.hostname or "")
        port = f":{parts.port}" if parts.port not in {None, 80, 443} else ""
    except ValueError:
        return url
    path = parts.path.rstrip("/")
    path = path.removesuffix(next(filter(path.endswith, _ENDINGS), ""))
    kept = sorted(
        (name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(name)
    )
    return f"{host}{port}{path}?{urlencode(kept)}" if kept else f"{host}{port}{path}"


@lru_cache(maxsize=_REMEMBERED)
def day(url: str) -> date | None:
    """Return the day in a URL's path (the first of the month when it has none), or None."""
    path = _path(url)
    named = _NAMED.search(path)
    match = named or _DATE.search(path)
    if not match:
        return None
    month = _MONTHS.index(match["month"].lower()) + 1 if named else int(match["month"])
    try:
        return date(int(match["year"]), month, int(match["day"] or 1))
    except ValueError:
        return None


@lru_cache(maxsize=_REMEMBERED)
def whole_day(url: str) -> date | None:
    """Return the day in a URL's path when it names the day, not only year and month; else None."""
    path = _path(url)
    match = _NAMED.search(path) or _DATE.search(path)
    return day(url) if match and match["day"] else None


@lru_cache(maxsize=_REMEMBERED)
def slug(url: str) -> tuple[str, ...]:
    """Return the words of the path segment that tells most: the one with the most words that are not numbers."""
    segments = [_WORD.findall(unquote(segment)) for segment in _EXTENSION.sub("", _path(url)).split("/")]
    told = [[word for word in words if not word.isdigit() or len(word) < _LEAST_WORDS] for words in segments]
    longest: list[str] = max(told, key=len, default=[])
    return tuple(longest)


@lru_cache(maxsize=_REMEMBERED)
def is_document(url: str, *, titled: bool = False) -> bool:
    """Say whether *url* looks like a document rather than a front page, section, tag, author or video index.

    Args:
        url: Absolute; what has no scheme is no document.
        titled: It was listed with a title of its own, so its path need not tell.
    """
    path = _path(url)
    if "://" not in url or _SECTION.search(path) or not path.strip("/"):
        return False
    shelf = _SHELF.search(path)
    if shelf and not _STORY.search(shelf["rest"] or ""):
        return False
    if titled:
        return True
    return len(slug(url)) >= _LEAST_WORDS or bool(re.search(r"\d{4,}", path)) or _is_single(url, path)


def _is_single(url: str, path: str) -> bool:
    """Say whether an address is of one thing by its end: a number, two words, a code; or a number in its query."""
    end = _EXTENSION.sub("", path.rstrip("/").rpartition("/")[2])
    if _PAGED.search(path) or _CALENDAR.fullmatch(path):
        return False
    if len(re.findall(r"[^\W\d_]{2,}", end)) >= _FEW or re.search(r"\d{2}", end) or _CODE.fullmatch(end):
        return True
    return any(
        len(value) >= _FEW and value.isdecimal() and name.lower() not in _COUNTERS for name, value in _query(url)
    )


def _query(url: str) -> list[tuple[str, str]]:
    return parse_qsl(split(url).query)


def _path(url: str) -> str:
    """Return the path of *url*; an empty string when it is no address."""
    return split(url).path
