"""Bodies by their names: whether two are the same organisation, outlet, agency, court or state.

A head noun shared is not identity: a body is the same by its whole name, by a name that a table has for it, by an
abbreviation of it, or where one name is a shortening of the other that the text bears to nobody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.identity import organisations, outlets
from claimcheck.identity.acronyms import acronym, acronyms, stands_for
from claimcheck.identity.answers import Different, Same, Unknown
from claimcheck.identity.bearing import bodies_in, namesakes
from claimcheck.identity.sites import site
from claimcheck.identity.spelling import near, tokens
from claimcheck.identity.words import COMMON, FORMS, GIVEN, HEADS, LEGAL, LONG, PEOPLES, PLACES, SMALL, SPELT, STATE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from claimcheck.identity.answers import Answer

_FIRST = 2


@dataclass(frozen=True, slots=True)
class Body:
    """What a name says of a body.

    Args:
        name: As written, without "the".
        words: Its folded words in one spelling, without small ones, nations as their countries, legal forms left out.
        every: All of its folded words but an article before them.
        short: The abbreviation that the name is; empty for another.
        key: The one of the tables that it names: its main domain and name there; empty for none.
        full: The name that the table has for it.
        sites: Hosts, with a path where others share the host.
        form: What it is by law, "ltd", where that is of one country; empty for a name of the tables.
    """

    name: str
    words: tuple[str, ...]
    every: tuple[str, ...]
    short: str = ""
    key: tuple[str, str] | None = None
    full: str = ""
    kind: str = ""
    sites: tuple[str, ...] = ()
    form: str = ""

    @property
    def head(self) -> str:
        """The noun that says what it is: "council" of "Selby council", "ministry" of "Ministry of Defence"."""
        return next((word for word in (*self.words[-1:], *self.words[:1]) if word in HEADS), "")


@lru_cache(maxsize=4096)
def body(name: str, context: tuple[str, ...] = ()) -> Body:
    """Take a name apart, and look it up.

    Args:
        name: As news writes it: "the U.S. Department of Justice".
        context: Names of outlets that decide what an ambiguous one means, the latest last.
    """
    plain = " ".join(name.split())
    plain = plain[4:] if plain[:4].casefold() == "the " else plain
    every = tokens(plain)
    words = _joined(every)
    words = tuple(PEOPLES.get(word, word) for word in words if word not in SMALL) or words
    form = words[-1] if len(words) > 1 and words[-1] in FORMS else ""
    while len(words) > 1 and words[-1] in LEGAL:
        words = words[:-1]
    short = acronym(plain)
    if outlet := outlets.lookup(plain, context):
        shown = outlet.name.split(" (")[0]
        return Body(plain, words, every, short, (outlet.domain, outlet.name), shown, outlet.kind, outlet.domains)
    if found := organisations.lookup(plain):
        return Body(plain, words, every, short, (found.domain, found.name), found.name, found.kind, (str(found.site),))
    return Body(plain, words, every, short, form=form)


def _joined(every: tuple[str, ...]) -> tuple[str, ...]:
    """Return words in one spelling, a country of several as one: "us" of "united states"."""
    words: list[str] = []
    at = 0
    while at < len(every):
        known = next((long for long in LONG if every[at : at + len(long)] == long), None)
        words.append(LONG[known] if known else SPELT.get(every[at], every[at]))
        at += len(known) if known else 1
    return tuple(words)


def same_body(one: Body, other: Body, beside: str = "") -> Answer:  # noqa: PLR0911 - one for each way to know
    """Say whether two names mean the same body; *beside* is the text that has one of them, or both."""
    if not one.words or not other.words:
        return Unknown("a name is missing")
    if _torn(one, beside) or _torn(other, beside):
        return Unknown("several in the text are called so")
    if one.every == other.every:
        return Same()
    explained = _explained(one, other, beside) if one.short or other.short else None
    if explained is not None:
        return explained
    if one.key and other.key:
        return _by_table(one, other)
    if one.words == other.words and one.form and other.form and FORMS[one.form] != FORMS[other.form]:
        return Unknown(f"{one.name} and {other.name} are firms of two countries")
    if one.words == other.words:
        return Same()
    if one.short or other.short:
        return _by_letters(one, other)
    return _by_words(one, other, beside)


def _torn(one: Body, beside: str) -> bool:
    """Say whether a short name ends the names of several bodies in the text: "the Post" beside two Posts."""
    if len(one.words) != 1 or one.words[0] not in HEADS | COMMON:
        return False
    return len({name for name in bodies_in(beside) if len(name) > 1 and name[-1] == one.words[0]}) > 1


def _by_table(one: Body, other: Body) -> Answer:
    if one.key == other.key:
        return Same(f"both are names of {one.full}")
    if set(one.words) < set(other.words) or set(other.words) < set(one.words):
        return Unknown(f"{one.full} and {other.full} belong together")
    pairs = [(site(mine), site(yours)) for mine in one.sites for yours in other.sites]
    within = any(mine.holds(yours) or yours.holds(mine) for mine, yours in pairs)
    return Unknown(f"{one.full} and {other.full} belong together") if within else Different(_two(one, other))


def _two(one: Body, other: Body) -> str:
    return f"{one.full or one.name} is not {other.full or other.name}"


def _explained(one: Body, other: Body, beside: str) -> Answer | None:
    """Answer by what the text says that an abbreviation stands for; None where it says nothing of it."""
    told = acronyms(beside)
    for short, long in ((one, other), (other, one)):
        if short.short in told and not long.short:
            reason = f"{short.name} stands for {told[short.short]}"
            kind = type(same_body(body(told[short.short]), long))
            return kind(reason)
    return None


def _by_letters(one: Body, other: Body) -> Answer:
    """Answer for an abbreviation and a name that no text explains."""
    if one.short and other.short:
        return Different(_two(one, other))
    short, long = (one, other) if one.short else (other, one)
    if not (stands_for(short.short, long.every) or stands_for(short.short, long.words)):
        return Different(_two(one, other)) if not _letters_in(short.short, long) else Unknown(_two(one, other))
    if short.key:
        return Unknown(f"{short.name} is a name of {short.full}")
    return Same(f"{short.name} has the first letters of {long.name}")


def _letters_in(short: str, long: Body) -> bool:
    """Say whether an abbreviation begins as the name does and has letters of it, in their order."""
    rest = iter("".join(long.every))
    return long.every[0][0] == short[0].casefold() and all(letter in rest for letter in short.casefold())


def _by_words(one: Body, other: Body, beside: str) -> Answer:
    mine, yours = set(one.words), set(other.words)
    if not mine & yours:
        close = len(mine) == len(yours) == 1 and near(one.words[0], other.words[0])
        return Unknown(f"{one.name} is spelt nearly as {other.name}") if close else Different(_two(one, other))
    if mine == yours:
        return Same(f"{one.name} is {other.name}")
    if mine < yours or yours < mine:
        return _shortened(one, other, beside)
    odd = (sorted(mine - yours), sorted(yours - mine))
    if len(odd[0]) == len(odd[1]) == 1 and near(odd[0][0], odd[1][0]):
        return Unknown(f"{one.name} is spelt nearly as {other.name}")
    return Different(_two(one, other))


def _shortened(  # noqa: PLR0911 - one for each way to be short
    one: Body, other: Body, beside: str
) -> Answer:
    """Answer where all words of one name are in the other."""
    short, long = sorted((one, other), key=lambda it: (len(set(it.words)), it.words))
    left = [word for word in long.words if word not in short.words]
    reason = f"{short.name} may be another than {long.name}"
    if all(word in LEGAL for word in left) or left == ["party"]:
        return Same(f"{short.name} is {long.name}")
    if _country_left(short, left):
        return Unknown(reason) if _rivals(short, long, beside, anywhere=True) else Same(f"{short.name} is {long.name}")
    if short.words == (short.head,) == (long.head,) and _named(long, beside):
        only = not _rivals(short, long, beside, anywhere=True)
        return Same(f"{long.name} is the only {short.name} there") if only else Unknown(reason)
    if short.words != long.words[: len(short.words)] or not _telling(short):
        return Unknown(reason)
    if short.words[-1] in COMMON | HEADS or (any(word in HEADS for word in left) and not long.key):
        return Unknown(f"{short.name} need not be {long.name}")
    if short.key or _rivals(short, long, beside):
        return Unknown(f"{long.name} may be a part of {short.name}" if short.key else reason)
    return Same(f"{short.name} is short for {long.name}")


def _named(long: Body, beside: str) -> bool:
    return any(body(" ".join(name)).words == long.words for name in bodies_in(beside))


def _country_left(short: Body, left: Sequence[str]) -> bool:
    """Say whether a name only leaves out of which country: "Ministry of Defence", "Justice Department"."""
    places = set(PEOPLES.values()) | PLACES
    return short.head in STATE and len(short.words) >= _FIRST and all(word in places for word in left)


def _telling(short: Body) -> bool:
    """Say whether a shortening has a word that is its body's own: not "General", "US" or "Bank"."""
    return any(word not in COMMON | HEADS | PLACES and word not in PEOPLES.values() for word in short.words)


def _rivals(short: Body, long: Body, beside: str, *, anywhere: bool = False) -> bool:
    """Say whether a text has other bodies that a shortening could mean."""
    size = len(short.words)
    if any(name[0] in GIVEN for name in namesakes(beside, short.words[-1])):
        return True
    for name in bodies_in(beside):
        words = body(" ".join(name)).words
        fits = set(short.words) < set(words) if anywhere else words[:size] == short.words and len(words) > size
        if fits and words != long.words:
            return True
    return False
