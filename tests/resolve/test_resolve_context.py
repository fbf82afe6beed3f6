"""What surrounds a claim, as weighted words."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimcheck.model import Article, Candidate, Citation, Claim, Kind, SourceKind, Span
from claimcheck.resolve.context import BESIDE, CLAIM, PARAGRAPH, REST, TITLE, context, weighed

SENTENCE = "“Nobody asked us twice,” Ida Brandt told the Kestrel Post."
TEXT = f"""Ferry to be replaced

The county wants a bridge. {SENTENCE} She owns a bakery.

Islanders meet again on Friday.

{"Gulls circled overhead. " * 30}

Vineyards closed."""


def _article(text: str = TEXT, title: str | None = "Ferry to be replaced") -> Article:
    return Article("ferry.txt", text, Span(0, len(text)), title=title)


def _claim(text: str = TEXT, sentence: str = SENTENCE, content: str = "Nobody asked us twice") -> Claim:
    start, place = text.index(sentence), text.index(content)
    span = Span(start, start + len(sentence))
    return Claim("1", Kind.DIRECT, (Span(place, place + len(content)),), (), (), span)


def test_nearer_words_weigh_more() -> None:
    """The claim's own words, title, speakers and paragraph, what stands beside it, the rest: in this order."""
    found = dict(context(_article(), _claim(), ("Ada Quill",)))
    named = ("asked", "ferry", "quill", "bakery", "bridge", "islander", "vineyard")
    weights = (CLAIM, TITLE, PARAGRAPH, PARAGRAPH, PARAGRAPH, BESIDE, REST)
    assert weights == tuple(found[word] for word in named)
    assert "the" not in found


def test_an_article_without_title_or_paragraphs() -> None:
    """One line is one paragraph; what has no blank lines is parted at the ends of its lines."""
    lines = "Gulls circled.\nThe mill burned, the Kestrel Post said. Ice held.\nVineyards closed."
    claim = _claim(lines, "The mill burned, the Kestrel Post said.", "The mill burned")
    found = dict(context(_article(lines, None), claim, ()))
    assert (CLAIM, BESIDE, BESIDE) == (found["mill"], found["gull"], found["vineyard"])
    assert {PARAGRAPH} == {found[word] for word in ("ice", "held", "kestrel")}


def test_endless_articles_are_cut() -> None:
    """Of a very long text that has no paragraphs at most four hundred words are looked for, the claim's first."""
    text = " ".join(f"w{number}x" for number in range(60_000)) + " The mill burned, they said. " + "z" * 1_000_000
    found = context(_article(text), _claim(text, "The mill burned, they said.", "The mill burned"), ())
    assert ("mill", "burned") == tuple(word for word, _ in found[:2])
    assert len(found) <= 400


@given(st.text("ab.\n \u2028éß", max_size=60), st.text("abc \n", max_size=30), st.data())
def test_each_word_stands_once_and_weights_fall(text: str, title: str, data: st.DataObject) -> None:
    """However a text is laid out, its words stand once each, those that weigh most first."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    claim = Claim("1", Kind.INDIRECT, (Span(start, end),), (), (), Span(start, end))
    found = context(_article(text, title), claim, (title,))
    weights = [weight for _, weight in found]
    assert len(dict(found)) == len(found)
    assert sorted(weights, reverse=True) == weights
    assert set(weights) <= {CLAIM, TITLE, PARAGRAPH, BESIDE, REST}


def _weighed(texts: list[str], listed: float = 0.0) -> list[float]:
    one = _claim()
    cited = Citation("1", "Kestrel Post", SourceKind.OUTLET, "", context=context(_article(), one, ("Ida Brandt",)))
    found = [Candidate(f"https://kestrelpost.org/{at}", "sitemap", matter=listed) for at in range(len(texts))]
    told = weighed(cited, found, {one.url: text for one, text in zip(found, texts, strict=True)})
    return [one.matter for one in told]


ABOUT = "Nobody asked us twice, Ida Brandt of the bakery told the Kestrel Post as the county wanted a bridge, no ferry."
OTHER = "The orchestra names a new conductor. She will begin in the spring with a concert in the old market hall."


def test_a_text_tells_what_it_is_about_beside_those_of_others() -> None:
    """Of eight texts the one with the words of claim and paragraph stands out; of two alone nothing is said."""
    assert [True, *[False] * 7] == [share > 0.45 for share in _weighed([ABOUT, *[OTHER] * 7])]
    assert [0.0, 0.0] == _weighed([ABOUT, OTHER])
    assert [0.0] * 8 == _weighed([ABOUT] * 8)


def test_a_title_needs_some_of_the_text() -> None:
    """What a title says of the matter counts when the text has some of it too."""
    assert [0.6, 0.0] == _weighed([ABOUT, OTHER], listed=0.6)
