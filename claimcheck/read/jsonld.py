"""What a page says of itself in JSON-LD (schema.org NewsArticle and its kin)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from claimcheck.read.dates import find_day
from claimcheck.read.heads import is_false, primary

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPEN = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>", re.IGNORECASE)
_CLOSE = re.compile(r"</script", re.IGNORECASE)
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|NewsArticle|LiveBlogPosting)$")
_ADDRESS = re.compile(r"(?:https?:)?//|www\.|[\w.-]{1,60}@[\w.-]{1,60}$", re.IGNORECASE)
_LARGEST = 2_000_000
_DEEPEST = 12


@dataclass(frozen=True, slots=True)
class About:
    """What the article's own entry says; *free* is False when it is marked as not accessible for free."""

    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    published: date | None = None
    free: bool = True
    language: str | None = None


def objects(source: str) -> list[dict[str, Any]]:
    """Return every JSON object of a page's JSON-LD, nested ones as well, in order; broken ones are left out."""
    found: list[dict[str, Any]] = []
    for script in _scripts(source):
        if len(script) > _LARGEST:
            continue
        try:
            found += _walk(json.loads(script, strict=False), 0)
        except (ValueError, RecursionError):
            continue
    return found


def _scripts(source: str) -> Iterator[str]:
    """Yield what stands in the scripts of JSON-LD; one that is not closed has nothing after it."""
    at = 0
    while (opened := _OPEN.search(source, at)) and (closed := _CLOSE.search(source, opened.end())):
        yield source[opened.end() : closed.start()]
        at = closed.end()


def describe(found: list[dict[str, Any]]) -> About:
    """Return what the entries say about the article; an empty description when there is none."""
    articles = [entry for entry in found if _is_article(entry)]
    main = next((entry for entry in articles if entry.get("headline") or entry.get("datePublished")), None)
    main = main or next(iter(articles), {})
    others = [entry for entry in articles if entry is not main and entry.get("headline") != main.get("headline")]
    named = {str(entry["@id"]): entry for entry in reversed(found) if "name" in entry and "@id" in entry}
    return About(
        title=_text(main.get("headline")) or _text(main.get("name")),
        author=_names(main.get("author"), named) or _names(main.get("creator"), named),
        publisher=_names(main.get("publisher"), named),
        published=_day(main.get("datePublished")),
        free=not any(is_false(entry.get("isAccessibleForFree")) for entry in _without(found, others)),
        language=_language(main.get("inLanguage")),
    )


def name(text: object) -> str | None:
    """Return a name on one line; None for what is none: no text, an address."""
    found = _text(text)
    return None if found is None or _ADDRESS.match(found) else found


def _without(found: list[dict[str, Any]], others: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yield the entries but those of other articles, which a page may list beside its own."""
    left_out = {id(entry) for entry in others}
    return (entry for entry in found if id(entry) not in left_out)


def _language(value: object) -> str | None:
    several = value if isinstance(value, list) else [value]
    words = [word for one in several for word in (one.values() if isinstance(one, dict) else [one])]
    return next((tag for word in words if (tag := primary(word))), None)


def _walk(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _walk(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(inner, depth + 1)


def _is_article(entry: dict[str, Any]) -> bool:
    kinds = entry.get("@type")
    return any(
        isinstance(kind, str) and _ARTICLE.search(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def _text(value: object) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _names(value: object, known: dict[str, dict[str, Any]]) -> str | None:
    """Return the name of a person or organisation, or those of several, with commas; *known*: entries by their id."""
    names: list[str] = []
    for one in value if isinstance(value, list) else [value]:
        entry = known.get(str(one.get("@id")), one) if isinstance(one, dict) and "name" not in one else one
        given = entry.get("name") if isinstance(entry, dict) else entry
        names += [found for part in (given if isinstance(given, list) else [given]) if (found := name(part))]
    return ", ".join(dict.fromkeys(names)) or None


def _day(value: object) -> date | None:
    """Return the day of a time as the publisher wrote it, in its own zone."""
    if isinstance(value, list):
        value = next(iter(value), None)
    try:
        return date.fromisoformat(value.strip()[:10]) if isinstance(value, str) else None
    except ValueError:
        return find_day(str(value)[:60])
