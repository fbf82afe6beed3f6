"""Real articles of the corpus, annotated further: whom each source means, through whom it came, what lies within.

An annotation holds ids, offsets, names and kinds, and no text; it is of use beside the corpus only. One line an
article::

    {"article": id, "entities": [{id, name, kind, gender, aliases, roles}], "sources": {attribution: entity},
     "channels": [{attribution, entity, span, scope}], "nested": [{outer, source, cue, content, entity, type}]}

with spans `[start, end)` in code points and "?" for a source that nobody can name.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claimcheck.model import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

OURS = Path(str(files("claimcheck.training") / "annotations"))
UNKNOWN = "?"


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that an article speaks of.

    Args:
        name: The fullest name that the article gives; None for those without one.
        kind: person, organisation, outlet, platform, document, group or unnamed.
        aliases: What else the article calls it.
    """

    name: str | None
    kind: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Told:
    """One relation, the outermost or one inside its content.

    Args:
        source: The phrase that is credited; None where there is none.
        cue: The words that attribute.
        content: What is attributed, in order.
        who: Whom the source means; empty when nobody can tell.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    who: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotated:
    """An article with its relations, and for each of these what lies in its content."""

    id: str
    text: str
    relations: tuple[Told, ...]
    nested: tuple[tuple[Told, ...], ...]

    @property
    def kept_aside(self) -> bool:
        """Whether it belongs to the fifth that is never trained on: chosen by its id alone."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 5 == 0


def annotated(corpora: Iterable[Path], annotations: Path = OURS) -> list[Annotated]:
    """Return the annotated articles, by id.

    Args:
        corpora: Corpus files, whose articles are annotated in part.
        annotations: A folder of annotation files, or one.
    """
    sources = sorted(annotations.glob("*.jsonl")) if annotations.is_dir() else [annotations]
    notes = {row["article"]: row for path in sources for row in _rows(path)}
    found = {
        row["id"]: _article(row, notes[row["id"]]) for path in corpora for row in _rows(path) if row["id"] in notes
    }
    return [found[name] for name in sorted(found)]


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _article(row: Mapping[str, Any], note: Mapping[str, Any]) -> Annotated:
    known = {
        one["id"]: Entity(one.get("name"), one["kind"], tuple(one.get("aliases") or ())) for one in note["entities"]
    }

    def who(named: str | list[str] | None) -> tuple[Entity, ...]:
        return tuple(known[one] for one in ([named] if isinstance(named, str) else named or ()) if one in known)

    relations, nested = [], []
    for one in row["attributions"]:
        source, cue = _spans(one.get("source")), _spans(one.get("cue"))
        content = _spans(one["content"])
        if not content:
            continue
        relations.append(
            Told(source[0] if source else None, cue[0] if cue else None, content, who(note["sources"].get(one["id"])))
        )
        nested.append(
            tuple(
                Told(_span(inner["source"]), _span(inner["cue"]), _spans(inner["content"]), who(inner["entity"]))
                for inner in note["nested"]
                if inner["outer"] == one["id"]
            )
        )
    return Annotated(str(row["id"]), str(row["text"]), tuple(relations), tuple(nested))


def _span(pair: list[int] | None) -> Span | None:
    return Span(*pair) if pair else None


def _spans(pairs: list[list[int]] | None) -> tuple[Span, ...]:
    return tuple(Span(*pair) for pair in pairs or ())
