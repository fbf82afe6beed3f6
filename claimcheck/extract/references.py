"""What a pronoun or a description says about whom it means."""

from __future__ import annotations

import re
from dataclasses import dataclass

from claimcheck.extract import nouns
from claimcheck.identity.words import DEMONYMS
from claimcheck.model import SourceKind

AGE = re.compile(r"\d+-year-old")
_PRONOUNS = {"he": "he", "him": "he", "his": "he", "she": "she", "her": "she", "it": "it", "its": "it"}
_PRONOUNS |= dict.fromkeys(("they", "them", "we", "us"), "they") | dict.fromkeys(("who", "which"), "who")
_GENDERS = {"he": "m", "she": "f"}
_OWNERS = {"his", "her", "its", "their", "our", "my"}
_BEHIND = {"of", "for", "at", "in", "from", "who", "that"}
_AGENCIES = {"agency", "service"}


@dataclass(frozen=True, slots=True)
class Reference:
    """What a pronoun or a description says about whom it means.

    Args:
        label: he, she, it, they, who, person, epithet, body, agency, outlet, paper, document or other.
        noun: Its noun in lower case; empty for a pronoun.
        modifiers: The words before the noun, without the article.
        owned: Whether a possessive pronoun opens it.
        gender: "m", "f" or unknown.
        bare: Whether it has no article, as in a headline.
    """

    label: str
    noun: str = ""
    modifiers: tuple[str, ...] = ()
    owned: bool = False
    gender: str = ""
    bare: bool = False

    @property
    def sort(self) -> str:
        """A finer label: whether a body's noun fits any company, whether a person's says an office or a relation."""
        if self.label == "body":
            return "any body" if self.noun in nouns.GENERIC else "body"
        if self.label == "person":
            return "relation" if self.owned else "office" if self.noun in nouns.OFFICES else "person"
        return self.label


def reference(name: str, kind: SourceKind) -> Reference | None:
    """Return what a mention that does not stand for itself says; None for a group of people, whom nobody can name."""
    words = [word.casefold() for word in name.split()]
    if len(words) == 1 and words[0] in _PRONOUNS:
        label = _PRONOUNS[words[0]]
        return Reference(label, gender=_GENDERS.get(label, ""))
    owned = words[0] in _OWNERS
    head = next((n for n, word in enumerate(words) if word in _BEHIND), len(words))
    words = words[:head] or words
    noun = words[-1]
    if noun in nouns.ABBREVIATED:
        kind = SourceKind.PERSON
    bare = words[0] not in nouns.DETERMINERS
    modifiers = tuple(word.removesuffix("-based") for word in words[:-1] if word not in nouns.DETERMINERS)
    news = noun in _AGENCIES and modifiers[-1:] in {("news",), ("wire",)}
    label = "outlet" if news else _label(noun, kind)
    if label in {"other", "person"} and _several(noun):
        return None
    gender = "f" if noun in nouns.FEMALE else "m" if noun in nouns.MALE else ""
    return Reference(label, noun, modifiers, owned, gender, bare)


def _several(noun: str) -> bool:
    """Say whether a noun means more than one: such people are described, not meant."""
    ends = noun.endswith("s") and not noun.endswith("ss")
    return ends and noun not in nouns.ROLES and noun not in nouns.BEFORE_NAMES - nouns.PEOPLE


def _label(noun: str, kind: SourceKind) -> str:
    if noun in nouns.DOCUMENTS:
        return "paper" if noun in nouns.OUTLETS or noun in {"report", "analysis"} else "document"
    if noun in _AGENCIES:
        return "agency"
    if noun in nouns.BODIES or kind is SourceKind.ORGANISATION:
        return "outlet" if noun in nouns.OUTLETS and noun not in nouns.ANY_BODY else "body"
    if noun in nouns.OUTLETS or kind is SourceKind.OUTLET:
        return "outlet"
    if AGE.fullmatch(noun) or noun in DEMONYMS:
        return "epithet"
    known = noun in nouns.ROLES or noun in nouns.BEFORE_NAMES or noun in nouns.FEMALE or noun in nouns.MALE
    return "person" if known or kind is SourceKind.PERSON else "other"
