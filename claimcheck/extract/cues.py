"""The cue lexicon: the words that attribute, and how their content is built."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


class CueClass(StrEnum):
    """What a cue takes; the data file says what each means."""

    SAY = "say"
    TELL = "tell"
    NAME = "name"
    URGE = "urge"
    SHOW = "show"


@dataclass(frozen=True, slots=True)
class Lemma:
    """An entry of the lexicon, with a sentence of which it makes a claim and one in which it does not."""

    name: str
    kind: CueClass
    forms: tuple[str, ...]
    fires: str
    silent: str


@cache
def lexicon() -> tuple[Lemma, ...]:
    """Return all entries, in the order of the data file."""
    data = tomllib.loads((files("claimcheck.extract") / "cues.toml").read_text(encoding="utf-8"))
    return tuple(
        Lemma(name, CueClass(entry["class"]), tuple(entry["forms"]), entry["fires"], entry["silent"])
        for name, entry in data.items()
    )


@cache
def by_form() -> Mapping[str, Lemma]:
    """Return the entry of every form."""
    return {form: lemma for lemma in lexicon() for form in lemma.forms}


@cache
def pattern() -> re.Pattern[str]:
    """Return a pattern for any form as a whole word, the longest first."""
    forms = sorted(by_form(), key=lambda form: (-len(form), form))
    return re.compile(r"\b(?:" + "|".join(map(re.escape, forms)) + r")\b")


@cache
def verbs() -> str:
    """Return the forms as an alternation, to build other patterns with."""
    return "|".join(sorted(map(re.escape, by_form()), key=lambda form: (-len(form), form)))
