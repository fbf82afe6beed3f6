"""Descriptions instead of names: "the governor of Ohio", "the health ministry", "a Kremlin official".

What is described is whoever the text calls so, if that is one; a description is never the same as a name by itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from claimcheck.identity.answers import Different, Same, Unknown
from claimcheck.identity.bearing import NAME, bodies_in
from claimcheck.identity.bodies import body, same_body
from claimcheck.identity.spelling import tokens
from claimcheck.identity.words import (
    COMMON,
    DEMONYMS,
    HEADS,
    KINDS,
    LEGAL,
    LESSER,
    PARTICLES,
    PEOPLES,
    SMALL,
    SPELT,
    STATE,
)

if TYPE_CHECKING:
    from claimcheck.identity.answers import Answer
    from claimcheck.identity.bodies import Body

_ENDS = r"(?=\s*(?:[,.;:)”\"]|$)|\s+(?:of|for|at|in|from|since|who|and)\b)"
_NOW = r"(?<![Ff]ormer )(?<![Ee]x-)(?<![Tt]hen-)(?<![Tt]hen )(?<!deputy )(?<!vice )"
_ALONE = r"(?=\s*(?:[,.;:)”\"]|$)|\s+(?:since|who|and)\b)"
_LEAD = re.compile(r"^(?:the|a|an|this|that|its|their|his|her|our|one)\s+", re.IGNORECASE)
_LONGEST = 80
_PAIR = 2
_LOWER = re.compile(r"(?<![\w’'-])(?:[a-z][\w-]*\s){0,3}[a-z][\w-]*")
_TABLE = {"bank": "central_bank", "regulator": "regulator", "watchdog": "regulator", "university": "university"}
"""What the table calls a body for which a noun stands."""
_WATCHING = frozenset({"regulator", "watchdog"})
"""What no name says of itself: a commission may be one."""
_COMPANIES = frozenset({"company", "firm", "business", "maker", "group"})
_PUBLIC = STATE | {"council", "university", "union", "party", "school", "commission", "committee", "church", "college"}
_OWNER = re.compile(r"^(.{1,60}?)(?:[’']s|(?<=s)[’'])\s+(?!of\b)(?=[a-z])")
_OF = re.compile(r"\s(?:of|for|at|in)\s")


@dataclass(frozen=True, slots=True)
class Office:
    """A description of somebody or of a body by what it is.

    Args:
        name: As written, its article left out.
        words: Its folded words without small ones, nations as their countries.
        head: The noun it is about: "governor", "ministry", "official".
        body: Whether that noun means a body.
    """

    name: str
    words: tuple[str, ...]
    head: str
    body: bool


def without_article(description: str) -> str:
    """Return a description without its article: "finance minister"."""
    return _LEAD.sub("", description)


def is_description(name: str) -> bool:
    """Say whether a phrase begins or ends as a description does: "health ministry", "Two thirds of nurses"."""
    if _OWNER.match(name):
        return True
    words = without_article(name).partition(",")[0].split()
    if not words or words[0] in PARTICLES:
        return False
    noun = words[-1].islower() and words[-1] not in HEADS | LEGAL
    return words[0].islower() or noun or (words[-1].islower() and words[0].casefold() in DEMONYMS)


@lru_cache(maxsize=4096)
def office(name: str) -> Office:
    """Take a description apart: "the governor of Ohio" is about a governor, "a White House aide" about an aide."""
    plain = without_article(" ".join(name.split()))
    every = tuple(SPELT.get(word, word) for word in tokens(plain))
    ahead = re.split(r"\s(?:of|for|at|in|on|from|who|which|that|to|with|by)\s|,", plain, maxsplit=1)[0]
    head = SPELT.get(tokens(ahead)[-1], tokens(ahead)[-1]) if tokens(ahead) else ""
    words = tuple(PEOPLES.get(word, word) for word in every if word not in SMALL)
    return Office(plain, words, head, head in HEADS | COMMON)


def holders(text: str, description: str) -> frozenset[str]:
    """Return who in *text* is what a description says: called so, or by its noun where the text names the rest.

    "The governor of Calder" is Governor Holt on a page that names Calder and no other governor.
    """
    if found := bearers(text, description):
        return found
    owner = _OWNER.match(description)
    role = description[owner.end() :] if owner else _OF.split(without_article(description), maxsplit=1)[0]
    rest = owner[1] if owner else description[description.find(role) + len(role) :]
    told = set(tokens(rest)) - SMALL
    return bearers(text, role, alone=True) if told and told <= words_of(text) else frozenset()


@lru_cache(maxsize=16)
def words_of(text: str) -> frozenset[str]:
    """Return the folded words of a text."""
    return frozenset(word for part in re.findall(r"[\w’'-]+", text) for word in tokens(part))


@lru_cache(maxsize=64)
def bearers(text: str, description: str, *, alone: bool = False) -> frozenset[str]:
    """Return who *text* calls so, in apposition: "the finance minister, Rui Falcao", or the other way round.

    Args:
        text: What may say it.
        description: With its article or without.
        alone: Only where the text does not go on to say of what: "governor", not "governor of Winslow".
    """
    plain = without_article(description).strip()
    if not plain or len(plain) > _LONGEST:
        return frozenset()
    role = rf"(?i:{re.escape(plain)})\b"
    ends = _ALONE if alone else r"\b" if _OF.search(plain) else _ENDS
    shapes = (
        rf"{_NOW}\b{role},?\s+({NAME.pattern})",
        rf"{_NOW}\b{role}\s(?:of|for)\s(?:the\s)?{NAME.pattern},\s({NAME.pattern})",
        rf"({NAME.pattern}),\s+(?:who (?:is|was|has been) )?(?:[\w’'-]+\s+){{0,5}}?{role}{ends}",
        rf"({NAME.pattern})(?:, \d{{1,3}},)? (?:is|was) (?:[\w’'-]+\s+){{0,3}}?{role}{ends}",
    )
    found = {match[1] for shape in shapes for match in re.finditer(shape, text)}
    return frozenset(name for name in found if tokens(name))


def same_office(one: Office, other: Office, beside: str = "") -> Answer:
    """Say whether two descriptions mean the same; *beside* is the text that has one of them, or both."""
    mine, yours = set(one.words), set(other.words)
    if mine == yours:
        return Same()
    if mine & LESSER != yours & LESSER:
        return Different(f"{one.name} is not {other.name}")
    if mine < yours or yours < mine:
        short, long = sorted((one, other), key=lambda it: len(it.words))
        several = short.head in {"cent", "percent"} or short.head.endswith("s")
        if several or short.head != long.head or _others(short, long, beside):
            return Unknown(f"{short.name} may be another than {long.name}")
        return Same(f"{short.name} is {long.name}")
    return Different(f"{one.name} is not {other.name}") if one.head == other.head else Unknown("two descriptions")


def _others(short: Office, long: Office, beside: str) -> bool:
    """Say whether a text has others of the kind: "the health ministry" where "the ministry" may be one of two."""
    for match in _LOWER.finditer(beside):
        words = set(office(match[0]).words)
        at = next((word for word in words if word == short.head), None)
        if (
            at
            and not words <= set(long.words)
            and office(match[0]).head == short.head
            and len(words) > len(short.words)
        ):
            return True
    return any(short.head in name and not set(name) & set(long.words) - {short.head} for name in bodies_in(beside))


def held_by(one: Office, name: Body, beside: str = "") -> Answer:  # noqa: PLR0911 - one for each way to know
    """Say whether a description means the body of a name."""
    called = bearers(beside, one.name)
    if called:
        answers = [same_body(body(bearer), name, beside) for bearer in sorted(called)]
        if any(isinstance(answer, Same) for answer in answers):
            alone = len(answers) == 1 or all(isinstance(answer, Same) for answer in answers)
            return Same(f"the text calls {name.name} so") if alone else Unknown(f"several are called {one.name}")
        return Different(f"the text calls {min(called)} {one.name}")
    if set(one.words) == set(name.words):
        return Same(f"{name.name} is the {one.name}")
    if not _named(name, beside):
        return _apart(one, name)
    if set(one.words) <= set(name.words) and one.head == name.head and not _rival(one, name, beside):
        return Same(f"{name.name} is the {one.name}")
    if _TABLE.get(one.head, "-") == name.kind and len(one.words) <= _PAIR and not _of_kind(name, beside):
        return Same(f"{name.name} is a {one.name}")
    telling = one.words == (one.head,) and one.head not in _WATCHING and fits(one.head, name)
    if telling and not _others_fit(one.head, name, beside):
        return Same(f"{name.name} is the only {one.name} there")
    return _apart(one, name)


def _named(name: Body, beside: str) -> bool:
    """Say whether a text names a body, in full or shortened."""
    return any(isinstance(same_body(body(" ".join(found)), name), Same) for found in bodies_in(beside))


def _apart(one: Office, name: Body) -> Answer:
    """Answer for a description that the text does not give to the body: not it where their words differ."""
    odd = set(one.words) - {one.head}
    if one.head == name.head and odd and set(name.words) - {name.head} and not odd & set(name.words):
        return Different(f"the {one.name} is not {name.name}")
    return Unknown(f"{name.name} is not clearly the {one.name}")


def _rival(one: Office, name: Body, beside: str) -> bool:
    """Say whether a text names another body that the description fits."""
    for found in bodies_in(beside):
        other = body(" ".join(found))
        fits = set(one.words) <= set(other.words) and len(other.words) > len(one.words)
        if fits and not isinstance(same_body(other, name), Same):
            return True
    return False


def fits(noun: str, name: Body) -> bool:
    """Say whether a noun can stand for a body by what its name ends or begins with: "airline" for "Aurelia Air"."""
    known = KINDS.get(noun, frozenset())
    first = {name.words[0]} - COMMON
    return bool(known) and bool({name.words[-1], *name.every[-1:], *first} & known)


def unfit(noun: str, name: Body) -> bool:
    """Say whether a noun cannot stand for a body whose name says that it is something else: "company" for a council."""
    if noun not in KINDS or fits(noun, name):
        return False
    own = name.head
    if own and (noun not in _COMPANIES or own in _PUBLIC):
        return True
    others = {other for other, words in KINDS.items() if name.words[-1] in words} - _COMPANIES
    return bool(others) and (noun not in _COMPANIES or others <= _PUBLIC)


def _others_fit(noun: str, name: Body, beside: str) -> bool:
    for found in bodies_in(beside):
        other = body(" ".join(found))
        if len(found) > 1 and fits(noun, other) and not isinstance(same_body(other, name, beside), Same):
            return True
    return False


def _of_kind(name: Body, beside: str) -> bool:
    """Say whether a text names another body of the table's kind."""
    near = (body(" ".join(found)) for found in bodies_in(beside))
    return any(other.kind == name.kind and other.key != name.key for other in near)
