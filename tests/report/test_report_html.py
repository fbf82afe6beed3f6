from __future__ import annotations

import json
import os
import re
import shutil
from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from playwright.sync_api import sync_playwright
from report.test_hostile_reports import HOSTILE, controls, everywhere
from support import reports

from claimcheck.model import CheckedArticle, CheckedClaim, Claim, Kind, Report, Source, SourceKind, Span, Verdict
from claimcheck.report import convert, html, marking
from claimcheck.report.escape import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element
    from playwright.sync_api import Page


GOLDEN = Path(__file__).parent / "golden" / "run.html"
CHROMIUM = shutil.which("chromium")
Json = Any
SCREENS = {"wide": (1280, 900), "phone": (390, 844)}


def made(report: Report) -> str:
    return html.render(convert.to_wire(report))


def overlapping(text: str, *spans: tuple[int, int]) -> Report:
    article = reports.article(text)
    source = Source(Span(0, 0), "Wire", SourceKind.OUTLET)
    claims = [
        CheckedClaim(Claim(f"{n:016x}", Kind.DIRECT, (Span(*s),), (Span(0, 0),), (source,), Span(*s)))
        for n, s in enumerate(spans)
    ]
    return Report((CheckedArticle(article, tuple(claims)),))


def tree(page: str) -> _Element:
    """Read a page as XML, which it is but for our style and script, so that no tag may be open or crossed."""
    ours = re.compile(r"<!doctype html>|(?<=<style>).*?(?=</style>)|(?<=<script>).*?(?=</script>)", re.DOTALL)
    return etree.fromstring(ours.sub("", page))


def found(root: _Element, path: str) -> list[str]:
    """Return the values at *path*, or the texts of the elements there."""
    nodes = cast("list[_Element | str]", root.xpath(path))
    return [str(each) if isinstance(each, str) else "".join(map(str, each.itertext())) for each in nodes]


def data(page: str) -> Json:
    return json.loads(found(tree(page), "//*[@id='data']")[0])


def body(number: int) -> str:
    article = convert.to_wire(reports.every_verdict()).articles[0]
    return marking.body(article, article.claims[number]).text


def colours(css: str, dark: int) -> dict[str, str]:
    block = css.split(":root {")[1 + dark].partition("}")[0]
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))


def contrast(one: str, other: str) -> float:
    def light(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_page_is_as_it_was(monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of every verdict and a problem is the one last approved."""
    monkeypatch.setattr(convert, "__version__", "0.0.0")
    page = made(reports.with_problem(reports.every_verdict()))
    if os.environ.get("UPDATE_GOLDEN"):
        GOLDEN.write_bytes(page.encode())

    assert GOLDEN.read_bytes().decode() == page


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_inert(name: str) -> None:
    """Nothing from outside becomes an element, a handler, an address to run or a hidden character."""
    page = made(everywhere(HOSTILE[name]))
    root = tree(page)
    elements = Counter(str(each.tag) for each in root.iter())

    assert set() == controls(page)
    assert (2, 1) == (elements["script"], elements["style"])
    assert set() == set(elements) & {"iframe", "object", "form", "base", "link", "img", "svg"}
    assert [] == found(root, "//@*[starts-with(name(), 'on') or name() = 'style' or name() = 'srcdoc']")
    assert [] == [url for url in found(root, "//@href | //@src") if not re.match(r"#|https?://", url)]
    assert 2 == len(data(page)["claims"])


def test_an_address_to_run_is_no_link() -> None:
    """`javascript:` and `data:` addresses are left out by the builder itself."""
    assert "<a>x</a>" == marking.h("a", "x", href="javascript:alert(1)").text
    assert "<a>x</a>" == marking.h("a", "x", href=" data:text/html,x").text
    assert '<a href="https://a.example/%22">x</a>' == marking.h("a", "x", href='https://a.example/"').text


def test_every_outward_link_tells_nothing() -> None:
    """Links that leave the page are http(s), and give away neither opener nor referrer."""
    outward = "//a[@href and not(starts-with(@href, '#'))]"
    root = tree(made(reports.every_verdict()))

    assert found(root, f"{outward}/@rel") == ["noopener noreferrer"] * len(found(root, outward)) != []


def test_the_policy_allows_our_own_text_alone() -> None:
    """The hashes of the policy are those of the style and the script in the page, and nothing else may load."""
    page = made(reports.every_verdict())
    root = tree(page)
    policy = found(root, "//meta[@http-equiv='Content-Security-Policy']/@content")[0]
    inlined = [re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL) for tag in ("style", "script")]

    assert policy.startswith("default-src 'none'; ")
    assert [1, 1] == [len(each) for each in inlined]
    assert all(html._hash(marking.Markup(text)) in policy for [text] in inlined)
    assert "unsafe" not in policy


@example(reports.TEXT, [(100, 300), (200, 400)])
@given(st.text("ab <&\n\t", min_size=1, max_size=40), st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40))))
def test_overlapping_claims_keep_the_markup_whole(text: str, ends: list[tuple[int, int]]) -> None:
    """However claims cross, tags close in order and the words of the article stay."""
    spans = [(min(a, b, len(text)), min(max(a, b), len(text))) for a, b in ends]
    page = made(overlapping(text, *spans))

    assert [lines(text)] == found(tree(page), "//*[@class='text']")


def test_a_piece_belongs_to_the_innermost_claim() -> None:
    """Of nested claims the inner one takes the words they share; each knows the marks it covers."""
    page = made(overlapping("0123456789", (0, 8), (2, 4), (3, 10)))
    root = tree(page)
    marks = zip(found(root, "//a/mark"), found(root, "//a/@data-claim"), strict=True)

    assert [("01", "0"), ("2", "1"), ("3", "1"), ("4567", "2"), ("89", "2")] == list(marks)
    assert [[[0, 4]], [[1, 3]], [[2, 5]]] == [claim["marks"] for claim in data(page)["claims"]]


def test_changed_words_are_marked_on_both_sides() -> None:
    """What the article has is struck out, what the source has is put in."""
    text = body(2)

    assert "We will <del>never</del> close" in text
    assert "We will <ins>not soon</ins> close" in text
    assert "CC402" in text
    assert "Quote the words as they stand in the source" in text


def test_a_claim_shows_its_chain_and_its_links() -> None:
    """The chain leads from the article to the document; page, passage and archived copy can be opened."""
    root = etree.fromstring(body(3))

    chain = found(root, "//*[@class='chain']/li/span[2]")

    assert ["Bay Courier", "National Audit Office", "Special report 4/2026: Harbour Bridge"] == chain
    assert ["Passage", "Page", "Archived copy"] == found(root, "//*[@class='links']/a")
    assert "archived 3 March 2026" in "".join(found(root, "."))


def test_listed_claims_have_a_page_as_well() -> None:
    """Claims without a verdict are shown as not checked."""
    page = made(reports.listed())

    assert {"none"} == {claim["verdict"] for claim in data(page)["claims"]}
    assert "not checked" in page


def test_several_articles_have_a_table_of_contents() -> None:
    """Each article is linked from the top, and no id is given twice."""
    one = reports.every_verdict().articles[0]
    page = made(Report((one, replace(one, article=replace(one.article, title="Second")))))
    root = tree(page)
    ids = found(root, "//@id")
    inward = {href[1:] for href in found(root, "//a[starts-with(@href, '#')]/@href")}

    assert ["#article-1", "#article-2"] == found(root, "//nav[@aria-label='Articles']//a/@href")
    assert len(set(ids)) == len(ids)
    assert inward <= set(ids)
    assert set(found(root, "//@aria-describedby | //@aria-labelledby")) <= set(ids)


def test_an_empty_report_is_a_page() -> None:
    """Without articles there is nothing to filter, and still a page."""
    page = made(Report(()))

    assert ("0 claims in 0 articles" in page, data(page)["claims"]) == (True, [])


def test_two_thousand_claims_grow_the_page_by_their_number() -> None:
    """A claim more costs the page the same, however many there are and though all of them overlap."""
    sizes = [
        len(made(overlapping("word " * number, *((5 * n, 5 * n + 14) for n in range(number)))))
        for number in (1000, 2000, 3000)
    ]

    assert sizes[2] - sizes[1] == pytest.approx(sizes[1] - sizes[0], rel=0.05)


def test_the_page_is_the_same_each_time() -> None:
    """Nothing of the hour or of the order of sets gets into it."""
    assert made(reports.every_verdict()) == made(reports.every_verdict())


@pytest.mark.parametrize("dark", [0, 1])
def test_colours_can_be_told_apart(dark: int) -> None:
    """Text stands out from what is behind it by 4.5 to 1 (WCAG AA), by day and by night."""
    css = html._asset("report.css").text
    tones = colours(css, dark)
    pairs = [(fore, back) for fore in ("ink", "soft", "link") for back in ("paper", "card")]
    for tone in ("good", "part", "bad", "open", "bare"):
        pairs += [(tone, f"{tone}-tint"), (tone, "paper"), (tone, "card"), ("ink", f"{tone}-tint")]

    assert [] == [pair for pair in pairs if contrast(tones[pair[0]], tones[pair[1]]) < 4.5]


@pytest.fixture(params=SCREENS)
def page(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    """Yield the report in a browser; in the end it must have asked for nothing and complained of nothing."""
    if not CHROMIUM:
        pytest.skip("needs Chromium")
    file = tmp_path / "run.html"
    file.write_text(made(reports.with_problem(reports.every_verdict())), encoding="utf-8")
    width, height = SCREENS[request.param]
    said: list[str] = []
    asked: list[str] = []
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        tab = browser.new_page(viewport={"width": width, "height": height})
        tab.on("console", lambda message: said.append(message.text))
        tab.on("pageerror", lambda error: said.append(str(error)))
        tab.on("request", lambda sent: asked.append(sent.url))
        tab.goto(file.as_uri())
        yield tab
        browser.close()

    assert ([], [file.as_uri()]) == (said, asked)


@pytest.mark.enable_socket
def test_a_click_opens_a_claim(page: Page) -> None:
    """The panel shows the claim that was clicked, Escape closes it, and nothing runs off the screen."""
    page.click(".mark[data-look=contradicted]")

    assert "The document says the opposite" in page.inner_text("#panel")
    assert page.is_visible("#panel ins")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Escape")
    assert "The document says the opposite" not in (page.text_content("#panel") or "")


@pytest.mark.enable_socket
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_shut_out(page: Page, scheme: Literal["light", "dark"]) -> None:
    """axe-core finds nothing against WCAG or its best practices, with the panel shut and open, by day and by night."""
    page.emulate_media(color_scheme=scheme)
    shut = Axe().run(page)
    page.click(".mark[data-look=contradicted]")
    opened = Axe().run(page)

    assert ("", "") == tuple(found.generate_report() if found.violations_count else "" for found in (shut, opened))


@pytest.mark.enable_socket
def test_keys_go_from_claim_to_claim(page: Page) -> None:
    """Enter opens a mark, j and k and the arrows step, and focus goes along."""
    page.focus(".mark")
    page.keyboard.press("Enter")
    places = [page.inner_text("#place")]
    for key in ("j", "ArrowDown", "k"):
        page.keyboard.press(key)
        places.append(page.inner_text("#place"))

    assert ["1", "2", "3", "2"] == [place.split()[1] for place in places]
    assert "1" == page.evaluate("document.activeElement.dataset.claim")


@pytest.mark.enable_socket
def test_filters_hide_the_others(page: Page) -> None:
    """A verdict, a source and a word each narrow the claims; taken back, all are there again."""
    rows = ".row:not([hidden])"
    page.click(f"[data-filter={Verdict.ALTERED}]")
    assert (2, 2) == (page.locator(rows).count(), page.locator(".mark:not([data-look=off])").count())
    page.select_option("#source", label="Harbour Times")
    assert 1 == page.locator(rows).count()
    page.fill("#search", "nowhere")
    assert 0 == page.locator(rows).count()
    page.fill("#search", "")
    page.select_option("#source", "")
    page.click(f"[data-filter={Verdict.ALTERED}]")
    assert 10 == page.locator(rows).count()
