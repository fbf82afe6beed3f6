"""When a file changed last: a hint at the day of an article that does not give one itself."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from claimcheck.changed import in_work_tree, last_changed
from claimcheck.model import Dating

if TYPE_CHECKING:
    from pathlib import Path

    from claimcheck.model import Article

_FIRST_YEAR = 1990
"""Archives and builds write the first day of their calendar, 1970 or 1980, where they know no other."""


def hinted(article: Article, path: Path) -> Article:
    """Return *article* with the day of its file's last change as a hint, unless it has a day of its own.

    A checkout writes every file anew, so that in a work tree of git only a commit tells a day.
    """
    if article.published:
        return article
    inside = in_work_tree(path)
    day = last_changed(path) if inside else _modified(path)
    return replace(article, hint=day, hint_by=Dating.GIT if inside else Dating.MTIME) if day else article


def _modified(path: Path) -> date | None:
    """Return the day, in UTC, on which a file was written last, or None for one that no article has."""
    try:
        day = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
    except (OSError, OverflowError, ValueError):
        return None
    return day if day.year >= _FIRST_YEAR else None
