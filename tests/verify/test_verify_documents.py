from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from verify.building import ANSWERED, article, chain_of, citation, claim, page, reading, verdict_on

from claimcheck.model import Asked, Citation, Judgement, Kind, Outcome, SourceKind, Survey, Trail, Verdict, Window
from claimcheck.verify import judge

QUOTE = "“The boats are old and the crews are tired”"
CARRIES = "“The boats are old and the crews are tired,” said Ana Ferraz."
SILENT = "The museum will lend its tapestries to a gallery in Vienna. It is the first loan in ten years."
LINK = "https://www.reuters.com/a"


def _trail(found: Citation, *asked: Asked) -> Trail:
    return Trail(found, (), asked or ANSWERED)


def test_second_document_of_the_outlet_is_read() -> None:
    """When the first document does not carry the words, the next of the same outlet may."""
    judgement = verdict_on(QUOTE, page(SILENT), page(CARRIES, path="/b"), speaker="Ana Ferraz")
    assert (Verdict.TRACED, "/b") == (judgement.verdict, judgement.evidence[0].page.url[-2:])


def test_best_result_of_all_documents_wins() -> None:
    """A document with the words as quoted outweighs one with a word changed."""
    changed = CARRIES.replace("tired", "hungry")
    judgement = verdict_on(QUOTE, page(changed), page(CARRIES, path="/b"), speaker="Ana Ferraz")
    assert Verdict.TRACED is judgement.verdict


def test_altered_outweighs_another_speaker() -> None:
    """A changed word in the right mouth outweighs the right words in another."""
    changed = CARRIES.replace("tired", "hungry")
    wrong = CARRIES.replace("Ana Ferraz", "Rui Falcao")
    judgement = verdict_on(QUOTE, page(wrong), page(changed, path="/b"), speaker="Ana Ferraz")
    assert Verdict.ALTERED is judgement.verdict


def test_words_in_another_outlets_document_are_misattributed() -> None:
    """When only a document of another outlet has the words, the reason says whose."""
    judgement = verdict_on(QUOTE, page(SILENT), others=(page(CARRIES, "CNBC"),), speaker="Ana Ferraz")
    assert Verdict.MISATTRIBUTED is judgement.verdict
    assert "CNBC" in judgement.reason


def test_link_to_another_outlet_is_misattributed() -> None:
    """A link that leads to another outlet's document with the words does not trace them to the one named."""
    judgement = verdict_on(QUOTE, reading(page(CARRIES, "BBC"), found_by="link"), links=("https://www.bbc.com/a",))
    assert Verdict.MISATTRIBUTED is judgement.verdict


def test_words_elsewhere_do_not_accuse_while_the_search_has_holes() -> None:
    """As long as the cited outlet could not be asked, the words in another document prove nothing."""
    failed = (Asked("sitemap", answered=False, problem="www.reuters.com did not answer in time"),)
    judgement = verdict_on(QUOTE, others=(page(CARRIES, "CNBC"),), asked=failed)
    assert Verdict.UNREACHABLE is judgement.verdict
    assert "did not answer in time" in judgement.reason


def test_person_without_an_outlet_is_traced_to_a_report_that_credits_them() -> None:
    """A person has no documents; a report that quotes them under their name is one."""
    judgement = verdict_on(QUOTE, others=(page(CARRIES, "CNBC"),), outlets=(), speaker="Ana Ferraz")
    assert Verdict.TRACED is judgement.verdict
    assert "CNBC" in judgement.reason


def test_paywalled_page_can_trace() -> None:
    """What the opening of a page carries is carried."""
    assert Verdict.TRACED is verdict_on(QUOTE, page(CARRIES, complete=False), speaker="Ana Ferraz").verdict


def test_paywalled_page_never_proves_absence() -> None:
    """What is not in the opening of a page may be behind the paywall."""
    judgement = verdict_on(QUOTE, page(SILENT, complete=False))
    assert Verdict.UNREACHABLE is judgement.verdict
    assert "paywall" in judgement.reason


def test_copy_of_the_article_is_no_evidence() -> None:
    """A page that holds the whole article proves nothing about its sources."""
    filler = " ".join(f"Word {number} of the story stands here, and then another one." for number in range(30))
    text = f"{filler} {CARRIES}"
    made = claim(text, QUOTE[:-1] + ",”", chain=chain_of(("Reuters",), ("Ana Ferraz",)))
    cited = citation(QUOTE, speakers=("Ana Ferraz",))
    copied = reading(page(f"Our headline. {text} Our footer."))
    judgement = judge(made, cited, article(text), _trail(cited), [copied], [])
    assert Verdict.UNTRACEABLE is judgement.verdict
    assert "copies of the article" in judgement.reason


@pytest.mark.parametrize("own", ["reuters.com", LINK])
def test_articles_own_site_is_no_evidence(own: str) -> None:
    """Neither the article's own address nor its own site is a source of it."""
    assert Verdict.TRACED is not verdict_on(QUOTE, page(CARRIES), speaker="Ana Ferraz", own=(own,)).verdict


@pytest.mark.parametrize(("day", "verdict"), [(6, Verdict.TRACED), (7, Verdict.UNTRACEABLE)])
def test_document_published_later_is_no_evidence(day: int, verdict: Verdict) -> None:
    """A document may be a day younger than the article, for time zones, and no more."""
    assert verdict is verdict_on(QUOTE, page(CARRIES, published=date(2025, 3, day)), speaker="Ana Ferraz").verdict


def test_document_that_is_merely_similar_does_not_prove_absence() -> None:
    """A page of the outlet with a low rank is not taken for the cited document; it is named."""
    judgement = verdict_on(QUOTE, reading(page(SILENT, title="Tapestries travel"), score=0.4))
    assert Verdict.UNTRACEABLE is judgement.verdict
    assert "Tapestries travel" in judgement.reason


def test_linked_document_proves_absence() -> None:
    """The article's own link names its document, whatever its rank."""
    judgement = verdict_on(QUOTE, reading(page(SILENT), score=0.1, found_by="link"), links=(LINK,))
    assert Verdict.UNSUPPORTED is judgement.verdict


def test_page_in_another_language_does_not_prove_absence() -> None:
    """A translated quotation cannot be checked word for word."""
    text = "Les bateaux sont vieux et les équipages fatigués, affirme la directrice de la compagnie maritime. " * 4
    judgement = verdict_on(QUOTE, reading(page(text), found_by="link"), links=(LINK,))
    if Verdict.UNREACHABLE is not judgement.verdict:
        pytest.fail(judgement.reason)
    assert "another language" in judgement.reason


FAULTS = [outcome for outcome in Outcome if not outcome.answers]


@pytest.mark.parametrize("outcome", FAULTS)
def test_document_that_cannot_be_read_is_unreachable(outcome: Outcome) -> None:
    """Whatever keeps a document from being read, the verdict is unreachable and the reason names the host."""
    judgement = verdict_on(QUOTE, reading(outcome))
    assert Verdict.UNREACHABLE is judgement.verdict
    assert "www.reuters.com" in judgement.reason


@pytest.mark.parametrize("outcome", FAULTS)
def test_fault_before_the_document_read_forbids_unsupported(outcome: Outcome) -> None:
    """A better-ranked candidate that failed may be the one that carries the content."""
    judgement = verdict_on(QUOTE, reading(outcome, url="https://www.reuters.com/b"), page(SILENT))
    assert Verdict.UNREACHABLE is judgement.verdict


def test_fault_after_the_document_read_does_not_matter() -> None:
    """A candidate ranked behind the document that was read changes nothing."""
    judgement = verdict_on(QUOTE, page(SILENT), reading(Outcome.TIMEOUT, url="https://www.reuters.com/b", score=0.2))
    assert Verdict.UNSUPPORTED is judgement.verdict


_ALL_BUT = {"sitemap": ANSWERED[:1], "some-plugin": ANSWERED}


@pytest.mark.parametrize("finder", ["sitemap", "some-plugin"])
def test_finder_that_must_answer_and_did_not(finder: str) -> None:
    """Without its answer nothing is untraceable or unsupported, and the reason says what stood in the way."""
    asked = (*_ALL_BUT[finder], Asked(finder, answered=False, problem="example.net refused us (403)"))
    for pages in ((), (page(SILENT),)):
        judgement = verdict_on(QUOTE, *pages, asked=asked)
        assert Verdict.UNREACHABLE is judgement.verdict
        assert "example.net refused us (403)" in judgement.reason


def test_sitemap_or_feed_is_enough() -> None:
    """One of the two answers for both."""
    asked = (
        Asked("sitemap", answered=False, problem="no"),
        Asked("feed", answered=True, covers=True),
    )
    assert Verdict.UNTRACEABLE is verdict_on(QUOTE, asked=asked).verdict


def test_best_effort_finder_decides_nothing() -> None:
    """A refusal of a best-effort finder is noted elsewhere and changes no verdict."""
    asked = (*ANSWERED, Asked("gdelt", answered=False, problem="429", best_effort=True))
    assert Verdict.UNTRACEABLE is verdict_on(QUOTE, asked=asked).verdict


def test_nothing_asked_is_unreachable() -> None:
    """A search that asked nobody found nothing out."""
    assert Verdict.UNREACHABLE is verdict_on(QUOTE, asked=()).verdict


def test_everything_answered_and_nothing_found() -> None:
    """A named source of which nothing is found is untraceable."""
    judgement = verdict_on(QUOTE)
    assert Verdict.UNTRACEABLE is judgement.verdict
    assert "Reuters" in judgement.reason
    assert () == judgement.evidence


def test_dead_link_without_a_capture_is_untraceable() -> None:
    """A link that answers 404, with no capture, is an answer."""
    judgement = verdict_on(QUOTE, reading(Outcome.NOT_FOUND, found_by="link"), links=(LINK,))
    assert Verdict.UNTRACEABLE is judgement.verdict
    assert LINK in judgement.reason


def test_nowhere_to_look() -> None:
    """A source without a website, in a sentence without a link, cannot be looked for."""
    judgement = verdict_on(QUOTE, outlets=(), speaker="Ana Ferraz")
    assert Verdict.UNREACHABLE is judgement.verdict
    assert "nowhere to look" in judgement.reason


def test_without_a_citation_or_search() -> None:
    """What was not looked for is unreachable."""
    made = claim(QUOTE, QUOTE)
    assert Verdict.UNREACHABLE is judge(made, None, article(QUOTE), None, [], []).verdict
    assert Verdict.UNREACHABLE is judge(made, citation(QUOTE), article(QUOTE), None, [], []).verdict


def _unnamed(*chain: tuple[str, SourceKind]) -> Judgement:
    text = "Insiders said the boats are old"
    return judge(claim(text, "the boats are old", kind=Kind.INDIRECT, chain=chain), None, article(text), None, [], [])


def test_unnamed_sources_have_nothing_to_trace() -> None:
    """A chain of unnamed sources is unnamed; one outlet in it can be looked for."""
    insiders = ("insiders", SourceKind.UNNAMED)
    assert Verdict.UNNAMED is _unnamed(insiders, ("two people", SourceKind.UNNAMED)).verdict
    assert Verdict.UNNAMED is not _unnamed(("Reuters", SourceKind.OUTLET), insiders).verdict
    assert Verdict.UNNAMED is _unnamed().verdict


@pytest.mark.parametrize(
    ("text", "verdict"),
    [("Ana Ferraz at the harbour on Monday, photo: Reuters", Verdict.TRACED), (SILENT, Verdict.UNREACHABLE)],
)
def test_photo_credit_is_traced_by_its_caption_alone(text: str, verdict: Verdict) -> None:
    """A photo credit asks for no document: the same caption on the outlet's page traces it, nothing accuses it."""
    judgement = verdict_on("Ana Ferraz at the harbour on Monday", page(text), kind=Kind.CREDIT)
    assert verdict is judgement.verdict


def test_accusation_in_other_words_waits_for_the_better_candidate() -> None:
    """A figure that differs in a merely similar page accuses nobody while a better-ranked one could not be read."""
    similar = reading(page("The company employs 1,400 people in the town."), score=0.5)
    content = "the company employs 2,400 people in the town"
    better = reading(Outcome.TIMEOUT, url="https://www.reuters.com/b", score=0.9)
    assert Verdict.ALTERED is verdict_on(content, similar, kind=Kind.INDIRECT).verdict
    assert Verdict.UNREACHABLE is verdict_on(content, better, similar, kind=Kind.INDIRECT).verdict


@pytest.mark.parametrize("pages", [(page(CARRIES),), (page(SILENT),), (), (reading(Outcome.BLOCKED),)])
def test_reason_is_one_sentence(pages: tuple[object, ...]) -> None:
    """A reason starts with a capital letter, ends with one full stop, and has no line break."""
    reason = verdict_on(QUOTE, *pages, speaker="Ana Ferraz").reason  # type: ignore[arg-type]
    assert reason[0].isupper()
    assert reason.rstrip("”").endswith(".")
    assert "\n" not in reason


@pytest.mark.parametrize("outcome", [Outcome.SERVER_ERROR, Outcome.TIMEOUT, Outcome.BLOCKED, Outcome.PAYWALLED])
def test_nothing_is_held_against_a_claim_whose_own_link_failed(outcome: Outcome) -> None:
    """While the linked document could not be read, a changed quotation on another page of the outlet accuses nobody."""
    other = page(CARRIES.replace("tired", "hungry"), path="/b")
    linked = reading(outcome, found_by="link")
    judgement = verdict_on(QUOTE, linked, other, speaker="Ana Ferraz", links=(LINK,))
    assert Verdict.UNREACHABLE is judgement.verdict
    assert "the document that the claim links could not be read" in judgement.reason.lower()
    assert Verdict.ALTERED is verdict_on(QUOTE, other, speaker="Ana Ferraz").verdict


def test_unread_pages_leave_the_question_open() -> None:
    """With pages of the window left unread the verdict is unreachable, and the reason counts them."""
    cited = citation(QUOTE, speakers=("Ana Ferraz",))
    made = claim(f"Reuters said {QUOTE}.", QUOTE)
    survey = Survey(listed=430, read=18, set_aside=0, unread=412)
    trail = Trail(replace(cited, window=Window(date(2025, 3, 3), date(2025, 3, 6))), (), ANSWERED, survey)
    judgement = judge(made, trail.citation, article(f"Reuters said {QUOTE}."), trail, [], [])
    assert Verdict.UNREACHABLE is judgement.verdict
    assert "412 of 430 listed pages of 3 to 6 March 2025 were not read (--max-pages)" in judgement.reason


def test_an_absence_says_what_it_rests_on() -> None:
    """The reason of `untraceable` gives how many pages were listed, read and set aside."""
    cited = replace(citation(QUOTE), window=Window(date(2025, 2, 27), date(2025, 3, 6)))
    made = claim(f"Reuters said {QUOTE}.", QUOTE)
    trail = Trail(cited, (), ANSWERED, Survey(listed=23, read=20, set_aside=3))
    judgement = judge(made, cited, article(f"Reuters said {QUOTE}."), trail, [], [])
    assert Verdict.UNTRACEABLE is judgement.verdict
    said = (
        "of the 23 pages that it lists for 27 February to 6 March 2025, 20 were read, and 3 set aside by their titles"
    )
    assert said in judgement.reason


def test_a_page_on_the_very_matter_was_the_cited_document() -> None:
    """A page listed with the words of the claim and its article, and nothing as likely unread, makes it unsupported."""
    found = reading(page(SILENT), score=0.6)
    found = replace(found, candidate=replace(found.candidate, fit=0.2, matter=0.6))
    assert Verdict.UNSUPPORTED is verdict_on(QUOTE, found).verdict
    rival = reading(Outcome.TIMEOUT, score=0.5, url="https://www.reuters.com/b")
    assert (
        Verdict.UNREACHABLE
        is verdict_on(QUOTE, found, replace(rival, candidate=replace(rival.candidate, fit=0.2))).verdict
    )


def test_what_could_not_be_checked_says_where_the_words_stand() -> None:
    """With the cited outlet out of reach, the reason names the document of another that was read and has the words."""
    failed = (Asked("sitemap", answered=False, problem="www.reuters.com did not answer in time"),)
    judgement = verdict_on(QUOTE, others=(page(CARRIES, "CNBC"),), asked=failed, speaker="Ana Ferraz")
    assert Verdict.UNREACHABLE is judgement.verdict
    assert "the words stand in the CNBC page" in judgement.reason


def test_a_page_that_is_half_in_another_language_proves_no_absence() -> None:
    """A translated passage between lines in English may be the one that is cited."""
    strange = "Les bateaux sont vieux et les équipages fatigués, affirme la directrice de la compagnie maritime. " * 4
    judgement = verdict_on(QUOTE, reading(page(f"{SILENT}\n\n{strange}"), found_by="link"), links=(LINK,))
    assert Verdict.UNREACHABLE is judgement.verdict


def test_one_of_two_joined_statements_is_a_part() -> None:
    """Where a document about the matter has one of two statements the verdict is partial, and names the other."""
    text = "The crown slid after the announcement. Shops in the old town stayed open until the evening."
    said = "the crown slid after the announcement and the stock exchange halted trading for ten minutes"
    judgement = verdict_on(said, page(text), kind=Kind.INDIRECT)
    assert Verdict.PARTIAL is judgement.verdict
    assert "the stock exchange halted trading for ten minutes" in judgement.reason
    neither = "Shops in the old town stayed open until the evening. The crown jewels were shown in the castle."
    assert Verdict.UNSUPPORTED is verdict_on(said, page(neither), kind=Kind.INDIRECT).verdict


def test_on_a_host_of_many_a_body_needs_credit_outside_its_own_part() -> None:
    """What stands in another body's part of a shared host is not the cited body's own word."""
    said = "312 leaks in the pipes of the town have been repaired since August"
    text = f"{said.capitalize()}. The board meets in November to speak about the ditches."
    chain = (("Reuters", SourceKind.ORGANISATION),)
    made = claim(f"Reuters said that {said}.", said, kind=Kind.INDIRECT, chain=chain)
    for home, verdict in (("https://www.reuters.com/water/", Verdict.TRACED), ("https://www.reuters.com/board", None)):
        cited = replace(citation(said, speakers=("Reuters",)), home=home)
        one = reading(replace(page(text, path="/water/news/autumn-report"), publisher="Drainage Board of Fenwick"))
        trail = Trail(cited, (one.candidate,), ANSWERED)
        judged = judge(made, cited, article(f"Reuters said that {said}."), trail, [one], [])
        assert (judged.verdict is Verdict.TRACED) == (verdict is Verdict.TRACED), judged.reason


def test_a_guessed_site_accuses_nobody() -> None:
    """Pages of whoever is cited beside a person may trace their words; that they lack them leaves the claim open."""
    guess = replace(citation(QUOTE, speakers=("Ana Ferraz",)), guessed=True)
    made = claim(f"Ana Ferraz said {QUOTE}.", QUOTE, chain=(("Ana Ferraz", SourceKind.PERSON),))
    for text, verdict in ((CARRIES, Verdict.TRACED), (SILENT, Verdict.UNREACHABLE)):
        one = reading(page(text))
        trail = Trail(guess, (one.candidate,), ANSWERED)
        assert verdict is judge(made, guess, article(f"Ana Ferraz said {QUOTE}."), trail, [one], []).verdict
