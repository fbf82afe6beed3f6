"""The report for streams: the contract `claimcheck.report/1` as one JSON object a line, without the articles' text.

The first line is the run; each article is followed by its claims; the problems come last. `type` says which it is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from claimcheck.report.json import UNSEEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from claimcheck.report.wire import WireReport


def render(document: WireReport) -> str:
    """Return *document* as JSON Lines; unseen characters are written as escapes, as in the JSON document."""
    return "".join(f"{_line(entry)}\n" for entry in _entries(document))


def _entries(document: WireReport) -> Iterator[dict[str, Any]]:
    yield {
        "type": "run",
        "schema": document.schema_,
        "tool": document.tool.model_dump(mode="json"),
        "summary": document.summary.model_dump(mode="json"),
    }
    for article in document.articles:
        yield {"type": "article"} | article.model_dump(mode="json", exclude={"text", "claims"})
        for claim in article.claims:
            yield {"type": "claim", "path": article.path} | claim.model_dump(mode="json")
    for problem in document.problems:
        yield {"type": "problem"} | problem.model_dump(mode="json")


def _line(entry: dict[str, Any]) -> str:
    text = json.dumps(entry, ensure_ascii=False)
    return UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
