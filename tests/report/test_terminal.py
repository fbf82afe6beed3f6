from __future__ import annotations

import re
from dataclasses import replace

import pytest
from rich.cells import cell_len
from support import reports

from claimcheck import rules
from claimcheck.model import (
    CheckedArticle,
    CheckedClaim,
    Claim,
    Judgement,
    Kind,
    Outcome,
    Report,
    Source,
    SourceKind,
    Span,
    Verdict,
)
from claimcheck.report import terminal

ANSI = re.compile(r"\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\")


def show(
    report: Report, *, width: int = 100, color: bool = False, verbose: bool = False, encoding: str = "utf-8"
) -> str:
    judged = any(claim.judgement for article in report.articles for claim in article.claims)
    code = rules.exit_code(report, "error") if judged or report.problems else None
    return terminal.render(report, width=width, color=color, verbose=verbose, encoding=encoding, code=code)


def block(text: str, start: str) -> list[str]:
    """Return the lines of the claim whose headline begins with *start*."""
    return text[text.index(f"\n{start}") + 1 :].split("\n\n", 1)[0].split("\n")


def claim_about(text: str, *spans: tuple[int, int], kind: Kind = Kind.INDIRECT) -> tuple[CheckedArticle, Claim]:
    article = reports.article(text)
    content = tuple(Span(*span) for span in spans)
    source = Source(Span(0, 0), "Jane Roe", SourceKind.PERSON)
    claim = Claim("0" * 16, kind, content, (), (source,), content[0])
    return CheckedArticle(article, (CheckedClaim(claim),)), claim


def test_a_claim_shows_all_there_is_to_know() -> None:
    """Sign, verdict, chain, place, code; content and passage with the change marked; reason, document and link."""
    lines = block(show(reports.every_verdict()), "≠ altered  Harbour")

    assert re.fullmatch(r"≠ altered  Harbour Times › Jane Roe +articles/bridge.txt:8:1  CC402", lines[0])
    assert lines[1].startswith('  "We will *never* close this bridge')
    assert lines[2].startswith("  → The Harbour Times has the quotation, but not word for word")
    assert [
        "  │ Bridge to reopen in May, mayor says",
        "  │ Harbour Times · 2 March 2026 · read 5 March 2026",
        "  │ “We will *not soon* close this bridge again without asking the people who cross it every day,”",
    ] == lines[3:6]
    assert lines[6].startswith("  │ https://harbourtimes.example/2026/03/02/bridge-reopens#:~:text=")


def test_claims_stand_in_the_order_of_the_article() -> None:
    """Verdicts do not reorder claims."""
    places = [
        int(line) for line in re.findall(r"bridge\.txt:(\d+):", show(reports.every_verdict()).split("Summary")[0])
    ]

    assert sorted(places) == places
    assert len(places) == 10


def test_every_verdict_has_its_sign() -> None:
    """Signs alone tell the verdicts that fail from those that do not."""
    text = show(reports.every_verdict())
    signs = "✓ traced|~ partial|≠ altered|✗ contradicted|✗ misattributed|✗ unsupported"
    signs += "|\\? untraceable|… unreachable|– unnamed"

    assert 10 == len(re.findall(rf"^(?:{signs})  ", text, re.MULTILINE))


@pytest.mark.parametrize("width", [20, 40, 60, 80, 200])
@pytest.mark.parametrize("make", [reports.every_verdict, reports.unreachable, reports.listed])
def test_no_line_is_wider_than_the_terminal(make: object, width: int) -> None:
    """Only addresses and places, which must stay whole, may run over; prose is never wider than 100 columns."""
    assert callable(make)
    for line in show(make(), width=width).splitlines():
        whole = "://" in line or "bridge.txt" in line
        assert whole or cell_len(line) <= min(width, 100)
        assert line == line.rstrip()


def test_colour_changes_nothing_but_colour() -> None:
    """Without its escape sequences the coloured report has the same words, the marks and long addresses aside."""
    plain = re.sub(r"[*]|#:~:text=\S+", "", show(reports.every_verdict()))
    colored = ANSI.sub("", show(reports.every_verdict(), color=True))

    assert plain.split() == colored.split()
    assert "\x1b" not in plain


def test_links_open_at_the_passage() -> None:
    """With colour the address of a document leads to the passage in it."""
    text = show(reports.every_verdict(), color=True)

    assert re.search(
        r"\x1b\]8;;https://harbourtimes\.example/\S+#:~:text=\S+\x1b\\\x1b\[2;4mhttps://harbourtimes\.example/[\w/-]+\x1b",
        text,
    )
    assert text.count("\x1b]8;;http") == text.count("\x1b]8;;\x1b\\")


def test_the_same_report_gives_the_same_bytes() -> None:
    """Links have no random ids."""
    assert show(reports.every_verdict(), color=True) == show(reports.every_verdict(), color=True)


def test_no_address_is_followed_by_a_colon() -> None:
    """Terminals would take it for part of the address."""
    assert [] == re.findall(r"https?://\S+:(?:\s|$)", show(reports.every_verdict(), verbose=True))


def test_a_poor_encoding_gets_ascii() -> None:
    """Signs, bars and quotation marks have ASCII stand-ins."""
    text = show(reports.every_verdict(), encoding="ascii", width=60)

    assert text.isascii()
    assert re.search(r"^# altered  Harbour Times > Jane Roe", text, re.MULTILINE)
    assert "  | Harbour Times - 2 March 2026" in text
    assert '"not soon"' in text
    assert "?" not in text.replace("? untraceable", "")


def test_without_a_network_a_claim_is_brief() -> None:
    """The same cause for every claim does not drown them: a line each for headline, content and the cause."""
    text = show(reports.unreachable(), width=80)
    blocks = text.split("─\n", 1)[1].split("Summary")[0].strip().split("\n\n")

    assert 10 == len(blocks)
    assert {2, 3} == {len(b.splitlines()) for b in blocks}
    assert "  → No address found for cnbc.com (DNS).\n" in text


def test_an_archived_passage_says_when_it_was_archived() -> None:
    """The date of the capture comes from the archive's address; without one there it is "archived copy"."""
    assert "National Audit Office · 2 March 2026 · archived 3 March 2026" in show(reports.every_verdict())
    for address in ("https://archive.example/x", "https://web.archive.org/web/20269999/x"):
        page = reports.page("A passage.", archive_url=address)
        article = reports.article()
        claim = reports.claim(article, "Repairs cost 52 million crowns", "National Audit Office")
        checked = reports.checked(claim, Verdict.TRACED, "Found.", reports.evidence(page, page.text))

        assert "· archived copy" in show(Report((CheckedArticle(article, (checked,)),)))


def test_long_content_is_abridged_unless_verbose() -> None:
    """Three lines show beginning and end; -v shows all of it."""
    short = block(show(reports.every_verdict()), "~ partial")
    whole = " ".join(block(show(reports.every_verdict(), verbose=True), "~ partial"))

    assert any(" … " in line for line in short)
    assert 3 == [line.startswith("  →") for line in short].index(True) - 1
    assert "at the expense of the county and" in whole


def test_verbose_shows_all_passages_and_what_was_looked_at() -> None:
    """Two passages by default with a note of the others; -v shows them, and the candidates with how they fared."""
    article = reports.article()
    page = reports.page("First one. Second one. Third one.")
    proof = [reports.evidence(page, f"{word} one.") for word in ("First", "Second", "Third")]
    claim = reports.claim(article, "Repairs cost 52 million crowns", "National Audit Office")
    failed = reports.failed("https://b.example/x", Outcome.RATE_LIMITED, "HTTP 429")
    checked = reports.checked(claim, Verdict.TRACED, "Found.", *proof, readings=(reports.reading(page), failed))
    report = Report((CheckedArticle(article, (checked,)),))

    assert "Third one." not in show(report)
    assert "1 more passage with -v" in show(report)
    assert "Third one." in show(report, verbose=True)
    assert "rate limited · found by link\n  │ https://b.example/x" in show(report, verbose=True)
    assert 1 == show(report).count("Bridge to reopen in May, mayor says")


def test_what_was_read_in_vain_is_named() -> None:
    """An unsupported claim links to the document that does not carry it; a paywalled one is a teaser only."""
    assert "read · found by feed\n  │ https://dailyledger.example/contractor" in show(reports.every_verdict())
    article = reports.article()
    claim = reports.claim(article, "Repairs cost 52 million crowns", "National Audit Office")
    teaser = reports.reading(reports.page("The repairs", complete=False))
    checked = reports.checked(claim, Verdict.UNREACHABLE, "Only a teaser could be read.", readings=(teaser,))

    assert "teaser only · found by sitemap" in show(Report((CheckedArticle(article, (checked,)),)))


def test_changes_that_the_reason_leaves_out_are_told() -> None:
    """A change of words has a line of its own when the reason does not give both sides."""
    assert "article: “will not pay”, source: “will pay”" in show(reports.every_verdict())
    assert "article: “never”" not in show(reports.every_verdict())


def test_a_list_names_who_is_meant() -> None:
    """`claims` shows kind and place, and says who a shortened name is; "The Daily Ledger" needs no saying."""
    text = show(reports.listed())

    assert re.search(r"^• Harbour Times › Jane Roe +articles/bridge.txt:8:1  direct$", text, re.MULTILINE)
    assert "  “Roe” is Jane Roe\n" in text
    assert "is Daily Ledger" not in text
    assert "unreachable" not in text


def test_a_repeated_credit_is_shown_once() -> None:
    """One claim with two places: its text once, and how often it stands there."""
    article, _ = claim_about("Photo:CCTV\n\nPhoto:CCTV\n", (0, 10), (12, 22), kind=Kind.CREDIT)

    assert "  Photo:CCTV (in 2 places)\n" in show(Report((article,)))


def test_a_split_quotation_is_shown_whole() -> None:
    """Parts of one claim are joined by an ellipsis."""
    article, _ = claim_about('"One," she said. "Two."', (0, 6), (17, 23))

    assert '  "One," … "Two."\n' in show(Report((article,)))


def test_an_input_without_lines_is_named_by_its_path() -> None:
    """A place is the path alone when the input has no lines."""
    article, _ = claim_about("She said so.", (0, 12))
    bare = replace(article, article=replace(article.article, positions=(), path="https://a.example/x"))

    assert re.search(r"^• Jane Roe +https://a\.example/x  indirect$", show(Report((bare,))), re.MULTILINE)


def test_an_article_without_claims_says_so() -> None:
    """Nothing found is said, not left blank."""
    empty = CheckedArticle(reports.article("Nobody said anything."), ())
    text = terminal.render(Report((empty,)), width=80, code=0)

    assert "no attributed claim found" in text
    assert text.endswith("No attributed claim was found, so there is nothing to check.\n")


def test_an_article_without_title_or_date_has_a_header() -> None:
    """What is not known is left out."""
    article, claim = claim_about("She said so.", (0, 12))
    bare = replace(article.article, title=None, publisher=None, published=None)
    judged = CheckedClaim(claim, Judgement(Verdict.UNNAMED, ""))

    assert show(Report((CheckedArticle(bare, (judged,)),))).startswith(
        "articles/bridge.txt\narticles/bridge.txt\n1 claim: 1 unnamed\n"
    )


def test_quiet_leaves_out_the_summary() -> None:
    """Without a summary the last claim is the end."""
    text = terminal.render(reports.every_verdict(), summary=False, code=1, width=80)

    assert "Summary" not in text
    assert text.rstrip().endswith("them to come back")


def test_width_is_that_of_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a width given, `COLUMNS` decides."""
    monkeypatch.setenv("COLUMNS", "45")

    assert terminal.render(reports.listed(), encoding="utf-8") == show(reports.listed(), width=45)


@pytest.mark.parametrize("report", [reports.every_verdict(), reports.listed()], ids=["run", "claims"])
def test_low_confidence_is_shown(report: Report) -> None:
    """A claim that is not sure says how sure it is; one that is says nothing of it."""
    [article, *_] = report.articles
    doubtful = replace(article.claims[0], claim=replace(article.claims[0].claim, confidence=0.45))
    less = replace(report, articles=(replace(article, claims=(doubtful, *article.claims[1:])),))

    assert "% sure" not in show(report)
    assert 1 == show(less).count("45% sure")


def test_a_claim_without_a_source_is_shown_as_such() -> None:
    """Where the article names nobody at all, the report says so instead of a chain."""
    article = reports.article("The bridge is said to be unsafe.")
    claim = Claim("", Kind.INDIRECT, (Span(18, 31),), (Span(11, 15),), (), Span(0, 32))
    judged = CheckedClaim(claim, Judgement(Verdict.UNNAMED, "The source is not named."))
    for checked in (CheckedClaim(claim), judged):
        assert "nobody named" in show(Report((CheckedArticle(article, (checked,)),)))
