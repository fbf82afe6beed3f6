"""How the names of outlets are spelt: their words, what parts them, and when two spellings are one name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

Words = tuple[tuple[str, str], ...]
"""The words of a name, each behind what parts it from the one before."""
LONGEST = 80
"""No name has more characters."""
WORD = re.compile(r"[^\W_]+")
_LONGEST_GAP = 8
_MARKS = str.maketrans({**dict.fromkeys("‘’ʼ`´＇", "'"), **dict.fromkeys("‐‑‒–—―−", "-")})


def split(text: str) -> Iterator[tuple[str, str, int]]:
    """Yield the words of a text, each after what parts it from the one before, with the offset of its end."""
    last = 0
    for match in WORD.finditer(text):
        yield _gap(text[last : match.start()]) if last else "", match[0], match.end()
        last = match.end()


@lru_cache(maxsize=8192)
def words(name: str) -> Words:
    """Split a name into words as `split` does; a leading "the" is left out."""
    found = tuple((gap, word) for gap, word, _ in split(name))
    return (("", found[1][1]), *found[2:]) if len(found) > 1 and found[0][1].lower() == "the" else found


def _gap(between: str) -> str:
    """Return what parts two words of a name in one form: white space and hyphens count alike."""
    if between == " " or len(between) > _LONGEST_GAP or between.count("\n") > 1:
        return between
    plain = " ".join(between.translate(_MARKS).split())
    return " " if plain in {"", "-"} else " " * between[0].isspace() + plain + " " * between[-1].isspace()


def key(parts: Words) -> str:
    """Return what the spellings of one name share."""
    return "".join([gap + fold(word) for gap, word in parts])


def cased(table: Words, seen: Words) -> bool:
    """Say whether words are written as in the table: capitals where it has them, abbreviations in capitals alone."""
    return all(
        word == other
        or other.isupper()
        or not ((other[0].islower() and (word[0].isupper() or place == 0)) or (word.isupper() and len(word) > 1))
        for place, ((_, word), (_, other)) in enumerate(zip(table, seen, strict=False))
    )


def fold(word: str) -> str:
    """Return a word without case and accents."""
    if word.isascii() or len(word) > LONGEST:
        return word.lower()
    return "".join(char for char in unicodedata.normalize("NFKD", word) if not unicodedata.combining(char)).casefold()
