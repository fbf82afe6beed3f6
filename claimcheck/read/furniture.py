"""What stands on a page beside its story: boxes, lists, banners and comments, taken out before the story is read.

They are known by generic marks: roles, labels, words of class and id, types of schema.org, headings. An element that
holds most of what the page has in paragraphs is never taken out, whatever it is called.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, cast

from claimcheck.read.tree import drop

if TYPE_CHECKING:
    from lxml.etree import XPath
    from lxml.html import HtmlElement

_NEVER = frozenset({"html", "body", "main", "head", "h1", "title", "meta", "link", "script", "a", "time", "br"})
_ROLES = frozenset({"navigation", "contentinfo", "search", "dialog", "alertdialog", "menu", "toolbar"})
_TYPES = frozenset(
    {"Comment", "UserComments", "WPAdBlock", "WPFooter", "WPSideBar", "WPHeader", "SiteNavigationElement"}
)
_WORDS = re.compile(
    r"(?:^|-)(?:related|recommended|recommendations?|recirc|recirculation|outbrain|taboola|disqus|newsletters?|signup"
    r"|sign-up|subscribe|subscription|regwall|paywall-(?:offer|banner|modal|overlay|barrier|prompt|message|box)|cookies?|consent|gdpr|onetrust|sp-message|advert|adverts|advertisements?"
    r"|advertorial|sponsored|commentlist|comments|mostread|trending|sharebar|sharing|upsell|recos|teasers|teaser-(?:list|box|card|grid)|promos?"
    r"|(?:most|readers?)-(?:read|popular|viewed|shared|commented|watched)|popular-(?:posts|stories|articles|now)"
    r"|read-(?:more|next|also|on)|more-(?:from|on|stories|news|coverage|articles|reading|like|in)|(?:up|read)-next"
    r"|also-like|you-may|might-like|latest-(?:news|stories|posts|headlines)|top-stories|editors?-picks"
    r"|author-(?:bio|box|card|profile|info|about|description|biography)|about-(?:the-)?authors?"
    r"|(?:post|article|byline|writer|contributor|reporter)-bio|biography"
    r"|(?:share|social)-(?:bar|buttons?|links?|tools?|icons?|list|widget)"
    r"|(?:audio|media)-player|video-(?:player|caption|description|blurb|meta|info|playlist|summary)|(?:jw|flow)player|vjs|brightcove"
    r"|(?:news|breaking|live|stock|market)-ticker|ticker-(?:bar|strip|wrap)|breaking-(?:news-)?(?:bar|banner|strip)"
    r"|poll-(?:box|widget|popup|container|overlay)|popup|pop-up|modal|lightbox|toast"
    r"|donate|donation|contribution-(?:banner|epic)|reader-revenue|epic-banner|metering|meter-banner"
    r"|(?:site|page|global)-(?:footer|header|nav)|breadcrumbs?)(?:-|$)"
)
"""What a word of class or id may hold, hyphens between its parts."""
_WHOLE = frozenset({
    "ad", "ads", "ad-slot", "ad-unit", "ad-container", "ad-wrapper", "ad-box", "ad-label", "share", "social", "poll",
    "quiz", "bio", "ticker", "marquee", "comment", "comment-body", "comment-content", "comment-text",
    "comment-item", "comment-list", "respond", "comment-respond", "promo", "piano",
})  # fmt: skip
_MODIFIER = re.compile(r"(?:has|is|no|with|without|js|tag|tags|category|cat|type|format|section|topic|theme|u|hide)-")
_PARTS = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|[_:]+|-{2,}")
_LABEL = re.compile(
    r"\s*(?:advert(?:isement)?s?|sponsored|(?:our )?(?:use of )?cookies?|consent|privacy|newsletters?|share|comments?"
    r"|(?:most|related|recommended|trending|popular)\b[\w ]{0,20}|more (?:from|on|stories)|sign up|subscribe"
    r"|site footer|breaking news|video player|about the author|read (?:more|next))\b[^.!?:]{0,40}",
    re.IGNORECASE,
)
_TITLE = re.compile(
    r"\s*(?:read (?:more|next|also|on)|see also|also read|related(?: (?:articles|stories|news|topics|reading|coverage"
    r"|content|posts|links))?|recommended(?: (?:stories|articles|reading|for you))?|(?:most|more) (?:read|popular"
    r"|viewed|shared|stories|news|coverage|on this(?: story)?)|more (?:from|in|on) [^.!?\n]{1,40}|trending(?: now)?"
    r"|top stories|latest (?:news|stories)|editors?['’]s? picks?|you (?:may|might) (?:also )?(?:like|be interested in)"
    r"|up next|what to read next|popular now|around the web|from our partners|advertisement|sponsored(?: content)?"
    r"|about the authors?|comments?(?: ?\(\d{1,6}\))?|\d{1,6} comments|join the (?:conversation|discussion)"
    r"|sign up (?:to|for) [^.!?\n]{1,60}|subscribe(?: (?:to|for|now) [^.!?\n]{0,60})?|share this(?: \w{1,12})?"
    r"|follow us[^.!?\n]{0,40}|newsletter)\s*+(?:[:.!…»]\s*+)?",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"\s*(?:read (?:more|next|also)|see also|also read|related|more on this|recommended|watch|listen)\s*[:|»-]",
    re.IGNORECASE,
)
_BLURB = re.compile(r"\s*(?:about the author|sign up|subscribe|newsletter|advertisement|sponsored)", re.IGNORECASE)
_SIGN_UP = re.compile(
    r"\W{0,8}(?:sign up|subscribe|get the)\b.{0,160}\b(?:newsletters?|briefings?|alerts?|e-?mails?|inbox)\b",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"\W{0,8}(?:read|see|also|related|more|recommended|watch|listen|sign|subscribe|get)\b", re.IGNORECASE
)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_KEEPERS = frozenset({"article", "main", "body", "html"})
_BOXES = frozenset({"ul", "ol", "dl", "div", "section", "nav", "form", "aside", "figure"})
_HEAVY, _LINKED, _FAIRLY = 0.5, 0.6, 0.3
_LITTLE, _MOST_HEAVY = 250, 40
_LONGEST, _SHORT, _FAR = 300, 120, 12


def take_out(root: HtmlElement) -> None:
    """Take the furniture of a page out of its tree."""
    room = _Room(root)
    for element in _marked(root):
        if element.tag not in _NEVER:
            room.clear(element)
    for video in list(root.iter("video")):
        figure = next((one for one in islice(video.iterancestors(), _FAR) if one.tag == "figure"), None)
        if figure is not None:
            room.clear(figure)
    for heading in list(root.iter(*_HEADINGS)):
        if heading not in room.gone and _TITLE.fullmatch(_words(heading)):
            _clear_box(heading, room)
    for paragraph in list(root.iter("p")):
        if paragraph not in room.gone and _leads_away(paragraph):
            room.clear(paragraph)


class _Room:
    """A page as it is cleared; what an element holds is weighed at a cost in proportion to the page."""

    def __init__(self, root: HtmlElement) -> None:
        self.root = root
        self.gone: set[HtmlElement] = set()
        self._weights: dict[HtmlElement, int] = {}
        self._all = -1
        self._heavy = 0

    def clear(self, element: HtmlElement) -> bool:
        """Take an element out, unless it is out already or is no furniture by what it holds."""
        if element in self.gone or element.getparent() is None or not self.light(element):
            return False
        self.gone.update(element.iter())
        drop(element)
        return True

    def light(self, element: HtmlElement) -> bool:
        """Say whether an element holds less than half of the page's paragraphs, and not its headline."""
        if self._all < 0:
            self._weigh()
        if self._heavy > _MOST_HEAVY:
            return False
        held = 0
        for one in element.iter():
            if one.tag == "h1":
                held = self._all
            held += self._weights.get(one, 0)
        heavy = held > 0 and held >= _HEAVY * self._all
        self._heavy += heavy
        return not heavy

    def _weigh(self) -> None:
        self._weights = {one: len(one.text_content()) for one in self.root.iter("p")}
        if sum(self._weights.values()) < _LITTLE:
            self._weights = {
                one: len(one.text or "") + sum(len(inner.tail or "") for inner in one)
                for one in self.root.iter()
                if one.tag not in {"script", "style", "title"}
            }
        self._all = sum(self._weights.values())


def _marked(root: HtmlElement) -> list[HtmlElement]:
    """Return what bears a mark of furniture; by far most elements have a class or an id alone, or neither."""
    found = [
        one
        for one in root.iter()
        if ((words := one.get("class")) and _named(words)) or ((words := one.get("id")) and _named(words))
    ]
    return found + [one for one in cast("list[HtmlElement]", _others()(root)) if _is_marked(one)]


@lru_cache(maxsize=1)
def _others() -> XPath:
    from lxml.etree import XPath  # noqa: PLC0415 - only for HTML

    return XPath("//*[@role or @aria-modal or @aria-label or @itemtype or @data-component]")


def _is_marked(element: HtmlElement) -> bool:
    given = element.get
    if given("role") in _ROLES or given("aria-modal") == "true":
        return True
    if (label := given("aria-label")) and element.tag != "article" and _labelled(label):
        return True
    if (kind := given("itemtype")) and kind.rstrip("/").rpartition("/")[2] in _TYPES:
        return True
    return bool(words := given("data-component")) and _named(words or "")


@lru_cache(maxsize=1024)
def _labelled(label: str) -> bool:
    return _LABEL.fullmatch(label[:_LONGEST]) is not None


@lru_cache(maxsize=8192)
def _named(words: str) -> bool:
    """Say whether a class or an id names furniture."""
    for word in words[:_LONGEST].split():
        plain = _PARTS.sub("-", word).lower().strip("-")
        if plain in _WHOLE or (_WORDS.search(plain) and not _MODIFIER.match(plain)):
            return True
    return False


def _words(element: HtmlElement) -> str:
    """Return the first words of an element."""
    return " ".join("".join(islice(element.itertext(), _FAR))[: 2 * _SHORT].split())


def _linked(element: HtmlElement) -> float:
    """Return the share of an element's letters that are links, a colon and what stands before it left out."""
    text = element.text_content()
    size = len(text) - (text.find(":", 0, 30) + 1)
    return sum(len(link.text_content()) for link in element.iter("a")) / size if size > 0 else 0.0


def _leads_away(paragraph: HtmlElement) -> bool:
    """Say whether a paragraph only points to another story, or asks the reader to sign up."""
    first = paragraph
    while not (first.text or "").strip() and len(first) and first.tag != "a":
        first = first[0]
    if not _OPENING.match(first.text or ""):
        return False
    words = _words(paragraph)
    if _LEAD.match(words):
        return _linked(paragraph) >= _LINKED
    return _SIGN_UP.match(words) is not None and len(words) < 2 * _SHORT and next(paragraph.iter("a"), None) is not None


def _vague(heading: HtmlElement) -> bool:
    """Say whether a heading may as well be one of the story's own: "More on the budget"."""
    return _words(heading).lower().startswith(("more on ", "more in "))


def _clear_box(heading: HtmlElement, room: _Room) -> None:
    """Take out what stands under a heading that names furniture: the box that it opens, or the list that follows."""
    place = heading
    for _ in range(_FAR):
        parent = place.getparent()
        if parent is None or parent.tag in _KEEPERS or place.getprevious() is not None or (parent.text or "").strip():
            break
        if place.getnext() is not None:
            if _vague(heading) and _linked(parent) < _FAIRLY:
                return
            if next(parent.iter("a", "form", "li"), None) is not None or _BLURB.match(_words(heading)):
                room.clear(parent)
            break
        place = parent
    after = place.getnext()
    if heading in room.gone or (after is not None and _vague(heading) and _linked(after) < _FAIRLY):
        return
    if after is not None and (
        (after.tag in _BOXES and next(after.iter("a", "input"), None) is not None)
        or (after.tag == "p" and (_BLURB.match(_words(heading)) or _linked(after) >= _LINKED))
    ):
        room.clear(after)
        room.clear(place)
