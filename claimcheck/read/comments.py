"""Comments of HTML, taken out of its source."""

from __future__ import annotations


def without_comments(source: str, gap: str = "") -> str:
    """Return *source* with *gap* for each comment; one that is not closed hides the rest."""
    found: list[str] = []
    place = 0
    while (start := source.find("<!--", place)) >= 0:
        found.append(source[place:start])
        end = source.find("-->", start)
        if end < 0:
            return gap.join((*found, ""))
        place = end + 3
    return gap.join((*found, source[place:]))
