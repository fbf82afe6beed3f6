"""Names of persons and bodies within a phrase: which words belong to the name, and what it is of."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.extract import nouns, times
from claimcheck.identity import organisations
from claimcheck.identity.spelling import tokens
from claimcheck.identity.words import COMMON, GIVEN, HEADS
from claimcheck.model import SourceKind

_CONNECT = r"(?:of|for|the|and|de|van|von|bin|al|der|la|del|di|du|&)"
_NAME = re.compile(rf"[{nouns.UPPER}0-9][\w’'&.-]*(?:\s+(?:(?:{_CONNECT}\s+){{0,2}}[{nouns.UPPER}][\w’'&.-]*))*")
POSSESSIVE = re.compile(r"[’']s$|(?<=s)[’']$")
PERSON = re.compile(rf"[{nouns.UPPER}][\w’'-]{{1,60}}(?:\s+(?:[A-Z]\.|[{nouns.UPPER}][\w’'-]{{1,60}})){{1,3}}")
_OPENERS = nouns.DETERMINERS | {"a", "an", "these", "those", "one", "two", "three"}
_NO_NAMES = _OPENERS | nouns.PEOPLE | nouns.DOCUMENTS | nouns.COMMON
DEFINITE = re.compile(r"(?:the|this|that|his|her|its|their|our|my)\s", re.IGNORECASE)
ARTICLE = re.compile(r"(?:the|an?|his|her|its|their|our|this|that|one|but|and)\s+", re.IGNORECASE)
_FORM = re.compile(
    rf"[a-z]{{1,2}}[A-Z][\w’'-]{{1,30}}"
    rf"|[{nouns.UPPER}]\w+s (?:Without|Against|for) [{nouns.UPPER}]\w+(?: [{nouns.UPPER}]\w+){{0,2}}"
    r"|(?:Office|Ministry|Department|Committee|Bureau|Council|Court) (?:of|for) (?:the )?[A-Z].*"
)
_AT_HEAD = re.compile(
    rf"\b(?:of|at|for) (?:the )?(?:[{nouns.UPPER}][\w’'&.-]*\s)+?"
    rf"(?P<name>(?P<given>[{nouns.UPPER}][\w’'-]+)\s[{nouns.UPPER}][\w’'-]+)$"
)


@dataclass(frozen=True, slots=True)
class Named:
    """What a phrase says about who it names.

    Args:
        full: It stands for itself; False for a reference such as "he", "Fu" or "the report".
        another: It is said to be another document of its source.
        gender: "m" or "f" where a title says so.
        roles: What the phrase calls the person: "senator", "minister".
        home: The domain of the outlet that the phrase places them at: "Fox News's Ed Henry", "a study in Nature".
    """

    name: str
    kind: SourceKind
    full: bool = True
    another: bool = False
    gender: str = ""
    roles: frozenset[str] = frozenset()
    home: str = ""


def bare(phrase: str) -> str:
    """Return a phrase without the article or pronoun that opens it."""
    match = ARTICLE.match(phrase)
    return phrase[match.end() :] if match else phrase


def known(plain: str) -> Named | None:
    """Return whom a phrase names by its form or by a table: "eBay", "Doctors Without Borders"."""
    name = bare(plain)
    if (headed := _AT_HEAD.search(name)) and headed["given"].casefold() in GIVEN and name[:1].isupper():
        return Named(headed["name"], SourceKind.PERSON)
    whole = _FORM.fullmatch(name) is not None or (name[:1].isupper() and organisations.lookup(name) is not None)
    return Named(name, SourceKind.ORGANISATION) if whole else None


def proper(plain: str, head: str) -> Named:
    """Return the person or organisation that a phrase names."""
    found = runs(head)
    if not found:
        return Named(plain, SourceKind.UNNAMED, full=not DEFINITE.match(plain))
    words = head.split()
    roles = [i for i, word in enumerate(words) if word.strip(".").casefold() in nouns.BEFORE_NAMES]
    gender = next((nouns.GENDER[w.strip(".")] for w in words if w.strip(".") in nouns.GENDER), "")
    if roles and roles[-1] + 1 < len(words):
        rest = re.sub(rf"^(?:of|for)\s+(?:the\s+)?[{nouns.UPPER}][\w’'-]*\s*", "", " ".join(words[roles[-1] + 1 :]))
        person = PERSON.match(rest)
        after = [person[0]] if person else runs(rest)
        if not person and words[roles[-1] + 1] in {"of", "for"}:
            return Named(bare(head), SourceKind.PERSON)
        if after and rest[:1].isupper() and not _of_body(after[0]):
            name = POSSESSIVE.sub("", after[0])
            return Named(name, SourceKind.PERSON, full=" " in name, gender=gender)
    name = found[0] if not POSSESSIVE.search(found[0]) or len(found) == 1 else found[-1]
    name = POSSESSIVE.sub("", name).strip(" .")
    if roles and roles[-1] + 1 == len(words) and not (DEFINITE.match(plain) and nouns.MEDIA.search(name)):
        return Named(bare(head), SourceKind.PERSON)
    return _judged(name, plain)


def _of_body(name: str) -> bool:
    """Say whether what stands behind a title is rather the rest of a body's name: "Electric" of "General Electric"."""
    return bool(nouns.ORGANISATION.search(name)) or (" " not in name and bool(set(tokens(name)) & (COMMON | HEADS)))


def _judged(name: str, plain: str) -> Named:
    words = name.split()
    if nouns.MEDIA.search(name):
        return Named(name, SourceKind.OUTLET)
    inner_capital = any(char.isupper() for char in name[1:]) if len(words) == 1 else False
    if (
        nouns.ORGANISATION.search(name)
        or inner_capital
        or bool(set(tokens(words[-1])) & (COMMON | HEADS))
        or re.match(r"[Tt]he\s", plain)
        or re.search(r"\d|\b(?:of|for)\b", name)
    ):
        return Named(name, SourceKind.ORGANISATION)
    if len(words) > 4:  # noqa: PLR2004 - no person is given with more names than four
        return Named(name, SourceKind.ORGANISATION)
    return Named(name, SourceKind.PERSON, full=len(words) > 1)


def runs(text: str) -> list[str]:
    """Return the capitalised names of a phrase, determiners and common words that merely open it left out."""
    found = []
    for match in _NAME.finditer(text):
        name = bare(match[0]) if match.start() == 0 else match[0]
        first = name.split()[0].casefold() if name.split() else ""
        opens = match.start() == 0 and " " not in name
        if opens and first in _NO_NAMES:
            continue
        if name and name[0].isupper() and not times.CALENDAR.fullmatch(name):
            found.append(name.strip(" ."))
    return found
