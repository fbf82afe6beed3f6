"""The closed word lists of the room, in the spelling of `tokens`, from `wordlists.toml`."""

from __future__ import annotations

import tomllib
from importlib.resources import files
from typing import Any

_LISTS: dict[str, Any] = tomllib.loads(files("claimcheck.verify").joinpath("wordlists.toml").read_text("utf-8"))


def _words(name: str) -> frozenset[str]:
    return frozenset(_LISTS[name].split())


def _forms(groups: dict[str, str]) -> dict[str, str]:
    return {form: base for base, forms in groups.items() for form in forms.split()}


STOP_WORDS = _words("stop_words")
NEGATIONS = _words("negations")
TURNING = _words("turning")
EXCEEDING = _words("exceeding")
UNDERCUTTING = _words("undercutting")
SPEECH_VERBS = _words("speech_verbs")
TITLES = _words("titles")
WEEKDAYS = _words("weekdays")
MONTHS = _words("months")
IRREGULAR = _forms({group.split()[0]: group for group in _LISTS["irregular"]})
SYNONYMS = _forms(_LISTS["synonyms"])
SAME_NAME = _forms(_LISTS["same_name"])
LONG_NAMES: dict[str, str] = _LISTS["long_names"]
DIRECTIONS: list[tuple[str, str]] = [(one, other) for one, other in _LISTS["directions"]]
CLASSES: dict[str, str] = _LISTS["classes"]
NEUTRAL = _LISTS["leads"]["neutral"].split()
PAIRS: dict[str, str] = _LISTS["pairs"]
