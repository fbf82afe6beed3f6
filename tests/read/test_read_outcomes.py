from __future__ import annotations

from datetime import UTC, datetime

import pytest

from claimcheck.model import Memento, Outcome, Redirect
from claimcheck.read import seen
from claimcheck.read.survey import survey

URL = "https://www.gulfpost.org/2026/03/04/harbour-opens-two-weeks-early"
LEAD = "The port of Kingsmere opened two weeks early on Monday, and the first ship came from Oslo with timber."
STORY = "".join(
    f"<p>{LEAD} On day {n} the harbour master counted {n + 3} ships, and nobody spoke of ice any more.</p>"
    for n in range(12)
)
BANNER = """<div id="cookie-banner" role="dialog"><p>We and our partners use cookies to show you personalised
advertising and to measure how our site is used. You can change your privacy choices at any time.</p>
<button>Accept all</button><button>Manage choices</button></div>"""
MENU = '<nav><a href="/">Home</a><a href="/news">News</a></nav>'
SEARCH = '<form><input type="search"><button>Search</button></form>'


def _page(title: str, body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>{title}</title>{head}</head><body>{MENU}{body}</body></html>"


def _seen(
    source: str | bytes, *, url: str = URL, final: str = "", kind: str = "text/html; charset=utf-8"
) -> tuple[Outcome, str, str | None]:
    """Return the outcome, the reason and the text of a page."""
    hops = (Redirect(url, 302),) if final else ()
    body = source.encode() if isinstance(source, str) else source
    when = datetime(2026, 3, 5, tzinfo=UTC)
    headers = (("Content-Type", kind),)
    memento, page = seen(
        Memento(url, final or url, Outcome.READ, when, status=200, headers=headers, body=body, redirects=hops)
    )
    return memento.outcome, memento.reason, page.text if page else None


GONE = [
    _page(
        "Page not found | Gulf Post",
        f"<h1>Page not found</h1><p>The page you are looking for does not exist.</p>{SEARCH}",
    ),
    _page("404 - Gulf Post", "<h1>404</h1><p>Sorry, we can’t find that page.</p>"),
    _page(
        "Error 404 (Not Found)!!1", "<p><b>404.</b> That’s an error.</p><p>The requested URL was not found here.</p>"
    ),
    _page(
        "Oops! That page can’t be found. – The Quay",
        "<h1>Oops! That page can’t be found.</h1><p>Nothing was found.</p>",
    ),
    _page("Gulf Post: 404 Page Not Found", "<div>The page has moved or been removed.</div>"),
    _page("Article no longer available | Gulf Post", "<h2>Sorry</h2><p>This article is no longer available.</p>"),
    _page("Content unavailable - Gulf Post", "<div><span>This content has been removed by its author.</span></div>"),
    _page("Seite nicht gefunden | Hafenblatt", "<h1>Fehler</h1><p>Die Seite wurde leider nicht gefunden.</p>"),
    _page("Page introuvable - Le Quai", "<p>La page demandée n’existe plus.</p>"),
    _page("Página no encontrada | El Muelle", "<p>La página que busca no existe.</p>"),
    _page("页面不存在 - 港口报", "<p>您访问的页面不存在或已被删除。</p>"),
    _page(
        "Page not found",
        "<h1>We couldn’t find this page</h1><h2>Most read</h2>"
        + "".join(f'<p><a href="/{n}">{LEAD}</a></p>' for n in range(20)),
    ),
]


@pytest.mark.parametrize("source", GONE)
def test_a_page_that_says_in_title_and_body_that_there_is_none(source: str) -> None:
    """A status of 200 does not make a page of one that says it is not there; what it says is the evidence."""
    outcome, reason, text = _seen(source)
    assert (Outcome.SOFT_NOT_FOUND, None) == (outcome, text)
    assert reason.startswith("www.gulfpost.org answers with a page that says “")


READ = [
    _page("Harbour opens two weeks early", f"<article>{STORY}<p>The old timetable has been removed.</p></article>"),
    _page(
        "Harbour opens two weeks early",
        f"<h1>Harbour opens</h1><p>{LEAD}</p><p>This page has been removed.</p>" + STORY,
    ),
    _page("Page not found: how newspapers lose their past", f"<article><h1>Page not found</h1>{STORY}</article>"),
    _page("Page not found - how newspapers lose their past", f"<p>The page could not be found, it said.</p>{STORY}"),
    _page("404 ships in a week", f"<article><h1>404 ships</h1>{STORY}</article>"),
    _page("Minister not found in contempt", f"<article>{STORY}</article>"),
    _page("Harbour opens two weeks early", f"{BANNER}<article>{STORY}</article>"),
    _page("Cookie settings", f"<article><h1>What cookies know of you</h1>{STORY}</article>{BANNER}"),
    _page("Log in", f'<article>{STORY}</article><form><input type="password"></form>'),
    _page("Sign in or stay out: the price of news", f"<article>{STORY}</article>"),
    _page("Before you continue", f"<article><h1>Before you continue</h1>{STORY}</article>"),
]


@pytest.mark.parametrize("source", READ)
def test_an_article_with_such_words_in_it_is_read(source: str) -> None:
    """A banner, a form or a sentence about missing pages does not hide the story around it."""
    outcome, reason, text = _seen(source)
    assert (Outcome.READ, "") == (outcome, reason)
    assert LEAD in (text or "")


@pytest.mark.parametrize(
    ("source", "final"),
    [
        (
            _page("Before you continue", f"<h1>Before you continue</h1>{BANNER}"),
            "https://consent.gulfpost.org/m?continue=x",
        ),
        (_page("Gulf Post", BANNER), "https://consent.example.com/collectConsent?sessionId=3"),
        (_page("We value your privacy", BANNER), ""),
        (_page("Harbour opens two weeks early | Gulf Post", BANNER), ""),
        (_page("Your privacy choices", "<h1>Your privacy</h1>" + BANNER.replace("Accept all", "I agree")), ""),
        (_page("Datenschutzeinstellungen", BANNER.replace("Accept all", "Alle akzeptieren")), ""),
    ],
)
def test_a_consent_wall_is_no_page(source: str, final: str) -> None:
    """What only asks for consent to cookies is told apart from a banner over an article."""
    outcome, reason, text = _seen(source, final=final)
    assert (Outcome.CONSENT, None) == (outcome, text)
    assert "consent to cookies" in reason


FORM = '<form><label>Email</label><input name="u"><input type="password" name="p"><button>Log in</button></form>'


@pytest.mark.parametrize(
    ("source", "final"),
    [
        (_page("Log in | Gulf Post", f"<h1>Log in</h1>{FORM}"), "https://www.gulfpost.org/login?next=/2026/x"),
        (_page("Gulf Post", f"<h1>Sign in to continue</h1>{FORM}"), "https://accounts.gulfpost.org/"),
        (_page("Sign in - Gulf Post", FORM), ""),
        (_page("Create your free account", f"<p>It takes a minute.</p>{FORM}"), ""),
    ],
)
def test_a_login_form_is_no_page(source: str, final: str) -> None:
    """A form that asks for a password instead of the story is a login."""
    outcome, reason, text = _seen(source, final=final)
    assert (Outcome.LOGIN, None) == (outcome, text)
    assert "wants a login" in reason


@pytest.mark.parametrize(
    ("url", "final", "elsewhere"),
    [
        (URL, "https://www.gulfpost.org/", True),
        (URL, "https://www.gulfpost.org/?utm_source=gone&redirect=1", True),
        (URL, "https://www.gulfpost.org/en/", True),
        (URL, "https://www.gulfpost.org/index.html", True),
        (URL, "https://www.bought-it.example/", True),
        ("https://www.gulfpost.org/story.php?id=7", "https://www.gulfpost.org/", True),
        (URL, "https://www.gulfpost.org/news/harbour-opens", False),
        (URL, "https://www.gulfpost.org/?p=4711", False),
        ("https://www.gulfpost.org/", "https://gulfpost.org/en", False),
        ("https://www.gulfpost.org/index.php", "https://www.gulfpost.org/", False),
        ("https://gpo.st/3xYz", "https://harbour-report.example/", False),
        (f"{URL}/amp", URL, False),
    ],
)
def test_a_deep_link_that_ends_at_a_front_page(url: str, final: str, *, elsewhere: bool) -> None:
    """A front page is not the document, however much text it has; another address of the document is."""
    outcome, reason, text = _seen(_page("Gulf Post", f"<article>{STORY}</article>"), url=url, final=final)
    assert ((Outcome.REDIRECT_ELSEWHERE, None) if elsewhere else (Outcome.READ, text)) == (outcome, text)
    assert ("front page" in reason) is elsewhere


def test_a_capture_of_a_front_page_is_not_the_document() -> None:
    """In an archive the addresses within its own are what counts."""
    web = "https://web.archive.org/web/2026"
    outcome, _, _ = _seen(STORY, url=f"{web}id_/{URL}", final=f"{web}0304id_/https://www.gulfpost.org/")
    assert Outcome.REDIRECT_ELSEWHERE is outcome
    assert Outcome.READ is _seen(_page("a", STORY), url=f"{web}id_/{URL}", final=f"{web}0304id_/{URL}")[0]


@pytest.mark.parametrize(
    ("source", "final", "why"),
    [
        (
            _page(
                "Harbour",
                f"<article>{STORY}</article>",
                '<script type="application/ld+json">{"@type": "NewsArticle", "isAccessibleForFree": false}</script>',
            ),
            "",
            "marked as not free",
        ),
        (
            _page("Harbour", f"<article>{STORY[:800]}<p>Subscribe to continue reading.</p></article>"),
            "",
            "Subscribe to continue",
        ),
        (_page("Harbour", f"<article><p>{LEAD}</p></article>"), "", "hardly any text"),
        (
            _page("Choose your plan", f"<p>{LEAD}</p>"),
            "https://www.gulfpost.org/subscribe?from=story",
            "subscription costs",
        ),
    ],
)
def test_the_opening_of_a_page_is_paywalled(source: str, final: str, why: str) -> None:
    """A mark of schema.org, an offer below the text, hardly any text and an offer instead of it are paywalls."""
    outcome, reason, _ = _seen(source, final=final)
    assert Outcome.PAYWALLED is outcome
    assert why in reason


def test_a_page_of_scripts_holds_no_text() -> None:
    """What only says that it needs JavaScript says nothing."""
    source = _page("Gulf Post", "<div id=root></div><p>You need to enable JavaScript to run this app.</p>")
    assert (Outcome.READ, None) == _seen(source)[::2]


def test_plain_text_and_pdf_are_documents() -> None:
    """What is said of HTML is not looked for in other kinds."""
    assert (Outcome.READ, "Page not found") == _seen("Page not found", kind="text/plain")[::2]
    assert (Outcome.READ, None) == _seen(b"%PDF-1.4 broken", kind="text/html")[::2]


@pytest.mark.parametrize(
    "source",
    [
        "<title>Page not found</title>" + "<div>" * 1_000_000,
        "<title>404</title>" + "<p>The page is gone.</p>" * 30_000,
        "<title>Log in</title>" + "<a href='x'>" * 40_000,
        "<title>404</title>" + "<!--" * 500_000,
        "<title>" + "404 not found " * 100_000,
        "<title>Log in</title><p>" + "page " * 40_000,
        "<title>404</title>" + "<script>" * 300_000,
        "\x00<title>404</title>",
        "",
    ],
    ids=["nested", "many", "links", "comments", "title", "words", "scripts", "nul", "empty"],
)
def test_giant_and_broken_markup_is_looked_over_in_time(source: str) -> None:
    """However deep, long or broken a page is, looking over it ends and never fails."""
    assert len(survey(source).blocks) <= 400
    assert _seen(source)[0] in Outcome


@pytest.mark.parametrize("cut", [-30, -250, -333, -471])
def test_a_page_that_breaks_off_proves_no_absence(cut: int) -> None:
    """A page that ends in a tag or a sentence is not whole, and says so; where it ends does not matter."""
    outcome, reason, text = _seen(_page("Harbour", f"<article>{STORY}</article>").replace("</body></html>", "")[:cut])
    assert (Outcome.READ, True) == (outcome, LEAD in (text or ""))
    assert "the page of www.gulfpost.org breaks off in the middle" == reason


def test_utf_8_with_a_broken_place_is_still_utf_8() -> None:
    """One bad byte, or another charset in the header, does not turn the marks of a page into others."""
    source = _page("Harbour", "<article>" + STORY.replace("nobody", "“nobody”") + "</article>")
    for kind in ("text/html; charset=iso-8859-1", "text/html; charset=utf-8"):
        text = _seen(source.encode() + b"<!-- \xff -->", kind=kind)[2]
        assert "“nobody”" in (text or "")


@pytest.mark.parametrize(
    "head", ["", "<title>Harbour</title>", "<!-- kept -->", "<head></head>", "<meta charset=utf-8>"]
)
def test_a_page_without_its_outer_marks_is_read(head: str) -> None:
    """HTML may leave out what a parser adds."""
    outcome, _, text = _seen(f"{head}<article>{STORY}</article>")
    assert (Outcome.READ, True) == (outcome, LEAD in (text or ""))


@pytest.mark.parametrize("broken", ["http://[::1/a", "http://１２７。0.0.1℀/a", "//]"])
@pytest.mark.parametrize("source", [_page("Harbour", STORY), _page("Sign in", "<input type=password>")])
def test_a_page_at_a_broken_address_is_looked_over(source: str, broken: str) -> None:
    """Whatever was asked for or led to, a page is judged by what it shows."""
    whole = Outcome.READ if STORY in source else Outcome.LOGIN

    assert whole == _seen(source, url=broken)[0]
    assert whole == _seen(source, url=broken, final=URL)[0]
    assert whole == _seen(source, final=broken)[0]
