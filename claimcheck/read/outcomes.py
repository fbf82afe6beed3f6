"""What a page is that a server sent with status 200: the document, or one of the things that sites show instead of it.

Each answer rests on several marks at once: an article may well be about pages that are gone, or ask for consent in a
banner, and is read. Soft 404s as in Bar-Yossef et al. (2004) and the rules of the Wikipedia's link checkers; words in
the languages of the larger outlets.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from claimcheck.identity.sites import registrable_domain
from claimcheck.model import Outcome
from claimcheck.model.split import split
from claimcheck.read.dated import BLANKS
from claimcheck.read.survey import Survey, survey

if TYPE_CHECKING:
    from claimcheck.read.html import Document

Told = tuple[Outcome, str]
_THING = r"(?:page|article|story|content|post|link|url|address|document|file|resource|video|item)"
_GONE_TITLE = re.compile(
    r"(?:(?:oops|sorry|error|whoops|uh[- ]oh|hmm+)\W+)*(?:"
    r"(?:(?:http|status)\W*)?(?:error\W*)?(?:code\W*)?(?:404|410)(?:\W*error)?"
    r"(?:\W+(?:page\W+|file\W+)?(?:not found|gone|missing))?(?:\W*error)?"
    rf"|(?:(?:this|that|the|your)\W+)?(?:{_THING}\W+)?(?:(?:was|is|could|can)\W*)?not(?:\W+be)?\W+found(?:\W*\(?404\)?)?"
    rf"|(?:(?:this|that|the)\W+)?{_THING}\W+(?:cannot|can['’]?t)\W+be\W+found"
    rf"|(?:(?:this|that|the)\W+)?{_THING}\W+(?:(?:does\W+not|doesn['’]t)\W+exist|no\W+longer\W+exists)"
    rf"|(?:(?:this|that|the)\W+)?{_THING}\W+(?:is\W+)?(?:no\W+longer\W+|not\W+|un)available"
    rf"|(?:(?:this|that|the)\W+)?{_THING}\W+(?:(?:has\W+been|was)\W+)?(?:removed|deleted|missing|gone|expired)"
    rf"|(?:we\W+)?(?:cannot|can['’]?t|could\W*n['’]t|could\W+not)\W+find\W+(?:that|the|this|your)\W+{_THING}"
    rf"|nothing\W+(?:was\W+)?found(?:\W+here)?"
    r"|(?:diese\W+)?seite\W+(?:wurde\W+)?nicht\W+gefunden|page\W+(?:introuvable|non\W+trouvée)|pagina\W+non\W+trovata"
    r"|página\W+no\W+encontrada|página\W+não\W+encontrada|страница\W+не\W+найдена|sidan\W+hittades\W+inte"
    r"|ページが見つかりません|页面不存在|找不到页面|页面未找到|找不到網頁"
    r")[\W1]*",
    re.IGNORECASE,
)
_GONE_BODY = re.compile(
    rf"\b{_THING}s?\b[^.!?]{{0,120}}?\b(?:(?:was|were|is|could|can)\s?(?:not|n['’]t)\s(?:be\s)?(?:found|located|available)"
    r"|cannot\sbe\s(?:found|located)|not\sfound|(?:does|do)(?:\snot|n['’]t)\s(?:seem\sto\s|appear\sto\s)?exist"
    r"|no\slonger\s(?:exists?|available|here|online)|(?:is|are)\s(?:no\slonger|not|un)\s?available|gone\b"
    r"|(?:has|have|had|may\shave|might\shave|was|were)\s(?:been\s)?(?:re)?(?:moved|removed|deleted|named|tired|taken\sdown)"
    r"|(?:has|have|may\shave)\s(?:moved|expired|gone))"
    r"|\b(?:can(?:no|['’])t|could(?:n['’]t|\snot)|unable\sto|didn['’]t|did\snot)\s(?:seem\sto\s)?(?:find|locate)\b"
    r"|\bnothing\s(?:was\s)?found\b|\b404\b|nicht\s(?:mehr\s)?(?:gefunden|verfügbar)|existiert\snicht|introuvable"
    r"|n['’]existe\s(?:pas|plus)|no\s(?:existe|se\s(?:ha\s)?(?:encuentra|encontrado))|não\s(?:existe|foi\sencontrad)"
    r"|non\s(?:esiste|è\sstata\strovata)|не\s(?:найдена|существует)|存在しません|不存在|已被删除|找不到",
    re.IGNORECASE,
)
_CONSENT_TITLE = re.compile(
    r"(?:before you continue.*|(?:we (?:value|care about|respect) )?your privacy(?: (?:choices|settings|rights))?"
    r"|(?:your |manage )?(?:cookie|privacy|consent) (?:consent|settings|preferences|notice|choices)"
    r"|(?:cookie )?consent|datenschutz.*|cookie-einstellungen|avant de continuer.*|.{0,40}(?:use|uses) cookies)\W*",
    re.IGNORECASE,
)
_CONSENT_WORDS = re.compile(
    r"cookies?\b|consent|privacy|personal data|our partners|\bpartners\b|track(?:ing|ers)|gdpr|data protection"
    r"|legitimate interest|einwillig|datenschutz|vie privée|données personnelles|privacidad",
    re.IGNORECASE,
)
_AGREE = re.compile(
    r"(?:yes,? )?(?:i )?(?:accept|agree|consent|allow|got it|ok(?:ay)?\b|continue"
    r"|akzeptieren|zustimmen|alle akzeptieren|tout accepter|accepter|aceptar|accetta|aceitar).{0,40}",
    re.IGNORECASE,
)
_CONSENT_PLACE = re.compile(r"^(?:consent|guce|cmp|privacy-mgmt)\.|^myprivacy\.|privacy-mgmt\.com$", re.IGNORECASE)
_CONSENT_PATH = re.compile(
    r"/(?:collect-?consent|cookie-?(?:wall|consent)|privacy-?(?:gate|wall)|consent)\b", re.IGNORECASE
)
_LOGIN_PATH = re.compile(
    r"/(?:log-?in|sign-?in|sso|auth|oauth2?|authorize|authenticate|users/sign_in|accounts?/(?:login|signin)|wp-login\.php"
    r"|register|sign-?up)(?:[/.?]|$)",
    re.IGNORECASE,
)
_LOGIN_PLACE = re.compile(r"^(?:login|signin|auth|accounts?|sso|idp?)\.", re.IGNORECASE)
_LOGIN_TITLE = re.compile(
    r"(?:please )?(?:log ?-?in|sign ?-?in|member log ?-?in|(?:create (?:an|your) (?:free )?)account|register"
    r"|anmelden|einloggen|se connecter|connexion|iniciar sesión|accedi|вход|登录|ログイン)"
    r"(?: (?:to|with|or|required).{0,60})?\W*",
    re.IGNORECASE,
)
_OFFER_PATH = re.compile(
    r"/(?:subscribe|subscriptions?|paywall|plans|abo|abonnement|checkout|offers?)(?:[/.?]|$)", re.IGNORECASE
)
_ROOTS = re.compile(r"/?(?:(?:index|default|home|main)(?:\.\w{2,5})?|[a-z]{2}(?:[-_][a-z]{2})?)?/?", re.IGNORECASE)
_CARRIED = re.compile(r"utm_\w+|ref|from|src|source|redirect\w*|error|code|status|fbclid|gclid|mc_\w+", re.IGNORECASE)
_PARTS = re.compile(rf"(?:{BLANKS})?[|·•»«]\s*+|{BLANKS}[–—:/-]\s++|:\s++")
_SHORT_LINK = re.compile(r"/[\w-]{1,12}")
_SCRIPTED = re.compile(r"\b(?:enable|requires?|turn on|activate|without)\s(?:\w+\s){0,2}javascript\b", re.IGNORECASE)
_DOCUMENT, _ARTICLE, _AROUND, _LABEL = 1_000, 2_500, 300, 300
_SUSPECT = 1_500
_HEAD_BLOCKS = 12


def told(source: str, asked: str, final: str, found: Document | None, *, redirected: bool) -> Told:
    """Say what a page is, and why.

    Args:
        source: Its HTML.
        asked: The address that was asked for.
        final: Where it was read.
        found: The story in it, if any.
        redirected: Something led on from *asked* to *final*.

    Returns:
        `READ` and nothing, or what it is instead, and the evidence for that as a clause for a person.
    """
    host = split(final).hostname or "the site"
    length = len(found.text) if found else 0
    gate = redirected and _leads_to_a_gate(asked, final)
    if redirected and not gate and (elsewhere := _elsewhere(asked, final)):
        return Outcome.REDIRECT_ELSEWHERE, f"{host} leads to its front page instead ({elsewhere})"
    title = _window(source)
    named = any(p.fullmatch(part) for part in _parts(title) for p in (_GONE_TITLE, _CONSENT_TITLE, _LOGIN_TITLE))
    if length >= _SUSPECT and not named and not gate:
        return Outcome.READ, ""
    shown = survey(source)
    return (
        _gone(shown, host, found)
        or _consent(shown, host, asked, final, found)
        or _login(shown, host, asked, final)
        or _offer(shown, host, asked, final)
        or (Outcome.READ, "")
    )


def needs_scripts(text: str) -> bool:
    """Say whether all that a page says is that it needs JavaScript."""
    return len(text) < _LABEL and _SCRIPTED.search(text) is not None


def _gone(shown: Survey, host: str, found: Document | None) -> Told | None:
    title = next((part for part in _parts(shown.title) if _GONE_TITLE.fullmatch(part)), "")
    if not title or shown.length > (_DOCUMENT if found is None or not found.published else _DOCUMENT // 2):
        return None
    heads = [*shown.headings[:2], *(block for block in shown.blocks[:_HEAD_BLOCKS] if len(block) <= _LABEL)]
    said = next((one for one in heads if _GONE_BODY.search(one) or _GONE_TITLE.fullmatch(one)), "")
    if not said:
        return None
    return (
        Outcome.SOFT_NOT_FOUND,
        f"{host} answers with a page that says “{_cut(said)}” under the title “{_cut(title)}”",
    )


def _consent(shown: Survey, host: str, asked: str, final: str, found: Document | None) -> Told | None:
    about = [block for block in shown.running if _CONSENT_WORDS.search(block)]
    around = sum(map(len, shown.running)) - sum(map(len, about))
    place = _changed(asked, final) and (_CONSENT_PLACE.search(_host(final)) or _CONSENT_PATH.search(split(final).path))
    named = any(_CONSENT_TITLE.fullmatch(part) for part in (*_parts(shown.title), *shown.headings[:1]))
    agree = any(_AGREE.fullmatch(label) for label in shown.pressed)
    if not (place or (agree and about)) or around > _AROUND or shown.length > _ARTICLE:
        return None
    if not place and not named and found is not None and found.published and around:
        return None
    return Outcome.CONSENT, f"{host} asks for consent to cookies before it shows the page"


def _login(shown: Survey, host: str, asked: str, final: str) -> Told | None:
    place = _changed(asked, final) and _is_login(final) and not _is_login(asked)
    named = any(_LOGIN_TITLE.fullmatch(part) for part in (*_parts(shown.title), *shown.headings[:1]))
    if shown.length > _DOCUMENT or not ((place and (shown.password or named)) or (shown.password and named)):
        return None
    return Outcome.LOGIN, f"{host} wants a login before it shows the page"


def _offer(shown: Survey, host: str, asked: str, final: str) -> Told | None:
    offered = _OFFER_PATH.search(split(final).path) and not _OFFER_PATH.search(split(asked).path)
    if not _changed(asked, final) or not offered or shown.length > _ARTICLE:
        return None
    return Outcome.PAYWALLED, f"{host} shows what a subscription costs instead of the page"


def _elsewhere(asked: str, final: str) -> str:
    """Return the front page that a deep address led to; an empty string when it led anywhere else."""
    before, after = split(asked), split(final)
    deep = not _ROOTS.fullmatch(before.path) or bool(before.query)
    front = _ROOTS.fullmatch(after.path) and all(_CARRIED.fullmatch(name) for name, _ in parse_qsl(after.query))
    moved = registrable_domain(asked) != registrable_domain(final)
    if not deep or not front or not after.hostname or (moved and _SHORT_LINK.fullmatch(before.path)):
        return ""
    return f"{after.hostname}{after.path}"


def _leads_to_a_gate(asked: str, final: str) -> bool:
    path, host = split(final).path, _host(final)
    gates = (_CONSENT_PATH.search(path), _CONSENT_PLACE.search(host), _OFFER_PATH.search(path))
    return _changed(asked, final) and (any(gates) or _is_login(final))


def _is_login(url: str) -> bool:
    return bool(_LOGIN_PATH.search(split(url).path) or _LOGIN_PLACE.search(_host(url)))


def _changed(asked: str, final: str) -> bool:
    return split(asked)[1:3] != split(final)[1:3]


def _host(url: str) -> str:
    return split(url).hostname or ""


def _window(source: str) -> str:
    match = re.search(r"<title[^>]{0,200}>([^<]{0,500})", source[:200_000], re.IGNORECASE)
    return " ".join(unescape(match[1]).split()) if match else ""


def _parts(title: str) -> list[str]:
    return [title, *_PARTS.split(title)]


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79].rstrip()}…"  # noqa: PLR2004 - as long as a line
