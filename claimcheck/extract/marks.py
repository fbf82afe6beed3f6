"""What speaks for and against a candidate for a reference: what it is called, where it stands, who was credited."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claimcheck.extract import nouns
from claimcheck.extract.references import AGE
from claimcheck.identity.words import DEMONYMS
from claimcheck.model import SourceKind

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from claimcheck.extract.cast import Entity
    from claimcheck.extract.references import Reference

MANY, _PAIR = 4, 2
_OPENING = 150
_ENDS = frozenset('.!?”"\n:,—–;')
_PREPOSITIONS = frozenset(
    (
        "of",
        "to",
        "for",
        "with",
        "by",
        "in",
        "on",
        "at",
        "from",
        "about",
        "against",
        "like",
        "than",
        "behind",
        "over",
        "under",
    )
)
_CLAUSES = frozenset(
    (
        "that",
        "when",
        "while",
        "as",
        "because",
        "if",
        "but",
        "after",
        "before",
        "said",
        "says",
        "where",
        "although",
        "though",
    )
)
_ALSO = {"democratic": "democrat", "democrats": "democrat", "republicans": "republican", "gop": "republican"}


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a reference stands.

    Args:
        at: Where, in the text.
        paragraph: Where its paragraph starts.
        previous: Where the paragraph before that starts.
        sentence: Where its sentence starts.
        last: Where the sentence before that starts.
        chain: Names of the sources through which its claim came.
        quoted: Whether it stands in a quotation, where "he" is seldom the speaker.
        hidden: The text with what quotations hold blotted out.
        text: The text.
    """

    at: int
    paragraph: int
    previous: int
    sentence: int
    last: int
    text: str
    hidden: str
    chain: Collection[str] = ()
    quoted: bool = False


def said(who: Reference, one: Entity) -> list[str]:
    """Return how far the words before the noun agree with what the text says of an entity."""
    if not who.noun or not who.modifiers:
        return []
    own = {word.rstrip(",.") for word in one.name.casefold().split()} | one.words
    agreeing = min(sum(bool(nouns.alike(word) & own) for word in who.modifiers), _PAIR)
    marks = [f"modifiers:{agreeing}", f"{who.sort} modifiers:{agreeing}"]
    mine, theirs = (
        {_ALSO.get(word, word) for word in words if word in nouns.PARTIES | DEMONYMS} for words in (who.modifiers, own)
    )
    return [*marks, "party shared" if mine & theirs else "party other"] if mine and theirs else marks


def level(who: Reference, one: Entity) -> str:
    """Return how well the noun fits what is said of an entity."""
    own = {word.rstrip(",.").removesuffix("’s").removesuffix("'s") for word in one.name.casefold().split()}
    singular = own | {word.removesuffix("s") for word in own} | {word.removesuffix("ies") + "y" for word in own}
    alike = nouns.alike(who.noun) | {who.noun.removesuffix("s")}
    if who.noun in own:
        return "in name"
    if who.noun in one.words:
        return "said"
    if alike & singular:
        return "alike in name"
    if alike & one.words:
        return "alike said"
    return "other" if _otherwise(who, one) else "free"


def _otherwise(who: Reference, one: Entity) -> bool:
    """Say whether an entity is said to be something that the noun does not mean."""
    if who.label == "epithet":
        return bool(AGE.fullmatch(who.noun)) and any(AGE.fullmatch(word) for word in one.words)
    if who.label in {"paper", "document"} and one.kind is SourceKind.OUTLET:
        return False
    known = nouns.callings(one.words)
    return bool(known) and not (who.noun not in nouns.POSITIONS and known <= nouns.POSITIONS)


def count(one: Entity, at: int) -> int:
    """Return how often an entity stands before *at*."""
    return bisect_left(one.places, at)


def placed(one: Entity, scene: Scene, rank: int, latest: Sequence[int], most: int) -> list[str]:
    """Return where an entity stands before the reference, how often, and how often it is a source."""
    last = one.before(scene.at)
    if last < 0:
        return ["ahead in chain" if one.name in scene.chain else "ahead"]
    share = count(one, scene.at) / max(most, 1)
    marks = [f"rank {min(rank, MANY)}", f"often {min(count(one, scene.at), MANY)}"]
    marks.append("most" if share >= 1 else "half" if share >= 0.5 else "less")  # noqa: PLR2004
    near = (
        "same sentence"
        if last >= scene.sentence
        else "sentence before"
        if last >= scene.last
        else "same paragraph"
        if last >= scene.paragraph
        else "previous paragraph"
        if last >= scene.previous
        else "far"
    )
    marks.append(near)
    inside = scene.hidden[last : last + 1] != scene.text[last : last + 1]
    marks.append(f"{near} {'quoted' if inside else _role(one, last, scene)}")
    if scene.quoted:
        marks.append(f"within {near}")
    if one.last_credited(scene.at) >= scene.paragraph:
        marks.append("here credited")
    if one.credited and one.credited[0] < scene.at:
        place = latest.index(one.credited[-1]) if one.credited[-1] in latest else MANY
        marks += [f"credited {min(place, MANY)}", f"credited {min(place, MANY)} rank {min(rank, MANY)}"]
        marks.append(f"sources {min(len(one.credited), MANY)}")
    else:
        marks.append("never credited")
    if one.name in scene.chain:
        marks.append(f"in chain{' and quoted' if scene.quoted else ''}")
    if one.places[0] < _OPENING:
        marks.append("opening")
    return marks


def _role(one: Entity, at: int, scene: Scene) -> str:
    """Return what part a mention seems to play in its sentence: subject, owner, object."""
    before = scene.hidden[max(at - 24, 0) : at].rstrip()
    name = one.name.split()
    end = next((at + len(word) for word in (one.name, name[-1], name[0]) if scene.text.startswith(word, at)), at)
    if scene.text[end : end + 2] in {"’s", "'s"}:
        return "owner"
    words = before.split()
    if not words or before[-1] in _ENDS or "\n" in scene.text[max(at - 2, 0) : at]:
        return "first"
    previous = words[-1].casefold().strip('“"(')
    kinds = (
        ("behind a preposition", _PREPOSITIONS),
        ("titled", nouns.BEFORE_NAMES | nouns.HONOURS | DEMONYMS | nouns.PARTIES),
        ("joined", {"and", "or"}),
        ("opens a clause", _CLAUSES),
    )
    return next((kind for kind, members in kinds if previous in members or previous.strip(".") in members), "within")
