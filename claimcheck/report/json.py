"""The report for machines: one JSON document (RFC 8259) of the schema `claimcheck.report/1`."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.report.wire import WireReport

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pydantic import BaseModel

    from claimcheck.report.wire import WireArticle

_ARTICLES = '\n  "articles": []'
SCHEMA_FILE = Path(__file__).with_name("schema.json")
UNSEEN = re.compile(r"[\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]|(?<=##)\[")


def render(document: WireReport) -> str:
    """Return *document* as JSON, indented by two blanks, with a newline at the end.

    Characters stand for themselves, but those that control or reorder a terminal are written as escapes;
    so is the bracket of `##[`, which would be a command in the log of a job wherever it stands.
    """
    return render_parts(document.model_copy(update={"articles": []}), document.articles)


def render_parts(head: WireReport, articles: Iterable[WireArticle]) -> str:
    """Return what `render` does of a document without its articles, and those one by one: many fill the memory."""
    before, after = _dumped(head).split(_ARTICLES)
    listed = [_dumped(one).replace("\n", "\n    ") for one in articles]
    if not listed:
        return f"{before}{_ARTICLES}{after}\n"
    parts = [before, _ARTICLES[:-1], "\n    "]
    for one in listed:
        parts += (one, ",\n    ")
    del listed
    parts[-1:] = ("\n  ]", after, "\n")
    return "".join(parts)


def _dumped(model: BaseModel) -> str:
    text = model.model_dump_json(by_alias=True, indent=2)
    return UNSEEN.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def schema() -> str:
    """Return the JSON Schema (draft 2020-12) of what `render` writes, as `schema.json` holds it."""
    made: dict[str, Any] = WireReport.model_json_schema(mode="serialization")
    head = {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "claimcheck.report/1"}
    return json.dumps(head | made, ensure_ascii=False, indent=2) + "\n"
