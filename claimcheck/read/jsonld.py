"""What a page says of itself in JSON-LD (schema.org NewsArticle and its kin)."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_SCRIPT = re.compile(r"<script[^>]{0,300}application/ld\+json[^>]{0,300}>(.*?)</script", re.IGNORECASE | re.DOTALL)
_ARTICLE = re.compile(r"(?:Article|BlogPosting|Report|NewsArticle|LiveBlogPosting)$")
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


def objects(source: str) -> list[dict[str, Any]]:
    """Return every JSON object of a page's JSON-LD, nested ones as well, in order; broken ones are left out."""
    found: list[dict[str, Any]] = []
    for match in _SCRIPT.finditer(source):
        if len(match[1]) > _LARGEST:
            continue
        try:
            found += _walk(json.loads(match[1], strict=False), 0)
        except (ValueError, RecursionError):
            continue
    return found


def describe(found: list[dict[str, Any]]) -> About:
    """Return what the entries say about the article; an empty description when there is none."""
    main = next((entry for entry in found if _is_article(entry)), {})
    return About(
        title=_text(main.get("headline")),
        author=_names(main.get("author")),
        publisher=_names(main.get("publisher")),
        published=_day(main.get("datePublished")),
        free=not any(str(entry.get("isAccessibleForFree")).lower() == "false" for entry in found),
    )


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


def _names(value: object) -> str | None:
    """Return the name of a person or organisation, or those of several, with commas."""
    several = value if isinstance(value, list) else [value]
    names = [_text(one.get("name")) if isinstance(one, dict) else _text(one) for one in several]
    return ", ".join(name for name in names if name) or None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if isinstance(value, str) else None
    except ValueError:
        return None
