"""Annotated articles, and the weights learned from them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from claimcheck.extract.antecedents import shipped
from claimcheck.training import antecedents
from claimcheck.training.annotations import OURS, Entity, annotated
from claimcheck.training.antecedents import Question, fitted, of_article, of_passage, same, share
from claimcheck.training.examples import contents
from claimcheck.training.passages import passages

if TYPE_CHECKING:
    from pathlib import Path

    from claimcheck.extract.antecedents import Candidate

TEXT = "Ada Brandt said that Tom Lee had told her it froze.\n\nShe said that she would stay."


def _span(words: str, after: int = 0) -> list[int]:
    at = TEXT.index(words, after)
    return [at, at + len(words)]


@pytest.fixture
def corpus(tmp_path: Path) -> tuple[Path, Path]:
    """Return a corpus of one article and its annotations."""
    row = {
        "id": "a",
        "text": TEXT,
        "attributions": [
            {
                "id": "E1",
                "source": [_span("Ada Brandt")],
                "cue": [_span("said")],
                "content": [_span("that Tom Lee had told her it froze")],
            },
            {
                "id": "E2",
                "source": [_span("She")],
                "cue": [_span("said", 55)],
                "content": [_span("that she would stay")],
            },
            {"id": "E3", "source": [], "cue": [], "content": []},
        ],
    }
    note = {
        "article": "a",
        "entities": [
            {"id": "ada", "name": "Ada Brandt", "kind": "person", "aliases": ["Brandt"]},
            {"id": "tom", "name": "Tom Lee", "kind": "person"},
        ],
        "sources": {"E1": "ada", "E2": "ada"},
        "channels": [],
        "nested": [
            {
                "outer": "E1",
                "source": _span("Tom Lee"),
                "cue": _span("had told"),
                "content": [_span("it froze")],
                "entity": "tom",
                "type": "speech",
            }
        ],
    }
    (tmp_path / "corpus.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    (tmp_path / "notes.jsonl").write_text(json.dumps(note) + "\n", encoding="utf-8")
    return tmp_path / "corpus.jsonl", tmp_path / "notes.jsonl"


def test_annotations_join_their_article(corpus: tuple[Path, Path]) -> None:
    """A row has its relations with content, whom their sources mean, and what lies within."""
    [article] = annotated([corpus[0]], corpus[1])

    assert [("Ada Brandt",), ("Ada Brandt",)] == [tuple(who.name for who in told.who) for told in article.relations]
    assert ["Tom Lee"] == [who.name for inner in article.nested[0] for who in inner.who]
    assert article.id == "a"


def test_contents_are_texts_of_their_own(corpus: tuple[Path, Path]) -> None:
    """Each content becomes an example, with the relations in it at their place there."""
    [article] = annotated([corpus[0]], corpus[1])
    [first, inner, second] = contents(article)

    assert ("Tom Lee had told her it froze", "it froze", "she would stay") == (first.text, inner.text, second.text)
    assert [2] == [end - start for one in first.relations if one.source for start, end in one.source]
    assert not inner.relations
    assert not second.relations


def test_a_pronoun_becomes_a_question(corpus: tuple[Path, Path]) -> None:
    """A source that does not name anybody asks whom it means; the right candidates are known."""
    [article] = annotated([corpus[0]], corpus[1])
    [question] = of_article(article)

    assert ("She", "she", "Ada Brandt") == (question.phrase, question.sort, question.answer)
    assert ["Ada Brandt"] == [one.name for number in question.right if (one := question.found[number][0])]


def test_what_is_annotated_holds_no_text() -> None:
    """Our annotations hold ids, offsets, names and kinds, nothing longer."""
    for path in OURS.glob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            assert {"article", "entities", "sources", "channels", "nested"} == set(row)
            names = [name for one in row["entities"] for name in [one.get("name"), *(one.get("aliases") or [])] if name]
            assert max(map(len, names), default=0) <= 120


def test_weights_learn_what_tells() -> None:
    """The mark that goes with the right candidate comes out highest, and all questions right."""
    found: list[Candidate] = [(None, ["near", "odd"]), (None, ["far"])]
    questions = [
        Question("a", "he", found, (0,), "he", "A"),
        Question("b", "he", [(None, ["far"]), (None, ["near"])], (1,), "he", "B"),
        Question("c", "he", [(None, ["far"]), (None, ["far"])], (), "he", "C"),
    ]
    weights = fitted(questions)

    assert weights["near"] > 0 > weights["far"]
    assert {"he": (2, 3), "all": (2, 3)} == share(questions, weights)


def test_what_ships_was_learned_from_enough() -> None:
    """On passages that it was never fitted on, the shipped ranking finds most pronouns' bearers."""
    aside = [one for passage in passages() if passage.kept_aside for one in of_passage(passage)]
    right, total = (sum(part) for part in zip(*(share(aside, shipped())[sort] for sort in ("he", "she")), strict=True))

    assert total > 10
    assert right >= 0.8 * total


@pytest.mark.parametrize(
    ("name", "entity", "answer"),
    [
        ("Mr. Quill", Entity("Ada Quill", "person", ("Quill",)), True),
        ("Ada M. Quill", Entity("Ada Quill", "person"), True),
        ("Tom Quill", Entity("Ada Quill", "person"), False),
        ("the Clinton campaign", Entity("Clinton campaign", "organisation"), True),
        ("Monmouth University poll", Entity("Monmouth University national poll", "document"), True),
        ("poll", Entity("Monmouth University national poll", "document"), False),
    ],
)
def test_names_of_one_bearer(name: str, entity: Entity, answer: object) -> None:
    """A name is an entity's wholly, by first and last name, or by most words of a body's."""
    assert answer is same(name, entity)


def test_weights_are_written(tmp_path: Path) -> None:
    """The file holds the weights by mark."""
    question = Question("a", "he", [(None, ["near"]), (None, ["far"])], (0,), "he", "A")
    antecedents.write(tmp_path / "w.json", [question])

    assert {"near", "far"} == set(json.loads((tmp_path / "w.json").read_text(encoding="utf-8"))["weights"])
