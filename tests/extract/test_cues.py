from __future__ import annotations

import pytest

from claimcheck.extract import extract
from claimcheck.extract.cues import Lemma, lexicon
from claimcheck.model import Article, Span

LEMMAS = lexicon()


def _cues(sentence: str) -> set[str]:
    claims = extract(Article("a.txt", sentence, Span(0, len(sentence))))
    return {span.of(sentence) for claim in claims for span in claim.cue}


@pytest.mark.parametrize("lemma", LEMMAS, ids=lambda lemma: lemma.name)
def test_the_cue_fires(lemma: Lemma) -> None:
    """The example that must fire makes a claim by one of the cue's forms."""
    assert _cues(lemma.fires) & set(lemma.forms)


@pytest.mark.parametrize("lemma", LEMMAS, ids=lambda lemma: lemma.name)
def test_the_cue_stays_silent(lemma: Lemma) -> None:
    """The example that must not fire makes no claim."""
    assert set() == _cues(lemma.silent)


@pytest.mark.parametrize("lemma", LEMMAS, ids=lambda lemma: lemma.name)
def test_the_examples_hold_a_form_of_the_cue(lemma: Lemma) -> None:
    """Each cue has both examples, with the cue or its stem in them."""
    assert any(form in lemma.fires for form in lemma.forms)
    assert any(form.split()[0][:4] in lemma.silent.casefold() for form in lemma.forms)


def test_a_form_belongs_to_one_cue() -> None:
    """No form stands twice in the lexicon."""
    forms = [form for lemma in LEMMAS for form in lemma.forms]
    assert sorted(set(forms)) == sorted(forms)
