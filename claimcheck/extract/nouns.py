"""Words for people, bodies, documents and outlets, by which a phrase without a name is told from one with a name."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(point) for point in range(0x100, 0x250) if chr(point).isupper())
"""Capital letters of the Latin script, for a character class."""
_WORDS_RAW = tomllib.loads((files("claimcheck.extract") / "nouns.toml").read_text(encoding="utf-8"))
WORDS = {name: frozenset(words.split()) for name, words in _WORDS_RAW.items()}
"""The lists of nouns.toml by name."""
ROLES = WORDS["roles"]
PEOPLE = ROLES | WORDS["people"]
BODIES = WORDS["bodies"]
DOCUMENTS = WORDS["documents"]
OUTLETS = WORDS["outlets"]
OUTLET_WORDS = WORDS["described"]
COMMON = WORDS["openers"]
BODIES_OR_ITS = BODIES | frozenset({"its", "maker", "startup", "giant", "chain"})
_ALIKE = [frozenset(line.split()) for line in _WORDS_RAW["alike"].splitlines() if line.strip()]
_GROUPS = {word: frozenset().union(*(group for group in _ALIKE if word in group)) for group in _ALIKE for word in group}
OFFICES = WORDS["offices"]
FEMALE, MALE = WORDS["female"], WORDS["male"]
DETERMINERS = frozenset({"the", "this", "that", "his", "her", "its", "their", "our", "my"})
ANY_BODY = frozenset({"agency", "network", "station", "site", "website"})
GENERIC = WORDS["generic"]
ABBREVIATED = frozenset({"pm", "fm", "mp", "ceo"})
PEOPLE_OF = dict(pair.split("=") for pair in _WORDS_RAW["countries"].split())
"""By country code (ISO 3166-1 alpha-2) what comes from there is called, in lower case."""
POSITIONS = WORDS["positions"]
PARTIES = frozenset(
    (
        "republican",
        "republicans",
        "democratic",
        "democrat",
        "democrats",
        "gop",
        "libertarian",
        "labour",
        "tory",
        "conservative",
        "green",
    )
)
SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv"})
THINGS = WORDS["things"]
"""Last words of names that are nobody's."""
HONOURS = WORDS["honours"]
TITLES = frozenset(
    {"dr", "prof", "sir", "mr", "mrs", "ms", "miss", "dame", "lord", "lady", "rev", "one", "some", "member", "members"}
)
ANYBODY = WORDS["anybody"]
ALONE = frozenset(
    {"police", "prosecutors", "authorities", "government", "court", "military", "army", "opposition", "council"}
)


def alike(noun: str) -> frozenset[str]:
    """Return the words that an article may use in turn for the same bearer: "physician" and "doctor"."""
    return _GROUPS.get(noun) or frozenset({noun})


def callings(words: AbstractSet[str]) -> AbstractSet[str]:
    """Return which of *words* say what somebody or something is."""
    return words & _CALLINGS


SPOKES = frozenset({"spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen"})
GENDER = {
    "Mr": "m",
    "Sir": "m",
    "Lord": "m",
    "Mrs": "f",
    "Ms": "f",
    "Miss": "f",
    "Dame": "f",
    "Lady": "f",
    "Baroness": "f",
}
ROLE_OF = {
    "Sen": "senator",
    "Rep": "representative",
    "Gov": "governor",
    "Gen": "general",
    "Prof": "professor",
    "Dr": "doctor",
}
BEFORE_NAMES = PEOPLE | WORDS["titles"] | {title.casefold() for title in GENDER}
CALLED = ROLES | OFFICES
_CALLINGS = (BEFORE_NAMES | ROLES | BODIES | OUTLETS) - TITLES
ORGANISATION = re.compile(
    r"\b(?:Ministry|Department|Committee|Commission|Council|Agency|Bureau|Office|Authority|Association"
    r"|Foundation|Institut(?:e|ion)|University"
    r"|College|School|Cent(?:re|er)|Court|Police|Company|Corporation|Bank|Group|Union|Party|Campaign"
    r"|Government|Administration|Army|Navy|Force"
    r"|Service|Services|Fund|Federation|League|Club|Hospital|Charity|Trust|Congress|Senate|Parliament|Inc"
    r"|Corp|Ltd|LLC|PLC|plc|GmbH|Co|AG"
    r"|SA|Technolog(?:y|ies)|Labs?|Research|Security|Systems|Partners|Capital|Holdings|Airlines|Motors"
    r"|Energy|House|Pentagon|Kremlin"
    r"|Industries|Network|Board|Museum|Prosecutors?|Coalition|Organi[sz]ation|Society|Alliance|Embassy"
    r"|Tribunal|Station|Observatory"
    r"|Forum|Affairs|International|Watch|Initiative|Programme|Program|Nations|Treasury|Guard|Securities"
    r"|Analytics|Airways|Rail|Water|Media"
    r"|Records|Pictures|Images|Foods?|Pharma(?:ceuticals)?|Health|Software|Networks|Solutions|Ventures"
    r"|Brothers|Sons|Stores|Works|List|Movement|Front|Workers|Farmers|Greens|Democrats|Directorate|Assembly|Brigade|Choir|Orchestra|Railways?|Line|Lines|Port|Bakery|Brewery|Biologics|Dynamics|Logistics|Electronics|Telecom|Petroleum|Minerals|Mining|Steel|Chemicals|Robotics|Therapeutics|Biotech|Insurance|Shipping|Ferries|Marine|Aviation|Estates|Homes|Hotels|Farms|Paper|Air|Power|Gas|Oil|Gold|Copper|Timber|Textiles|Cotton|Seeds|Coffee|Launch|Data|Cloud|Mobile|Digital|Global|Worldwide|Shipyard|Yard|Mills?|Mines?|Quarr(?:y|ies)|Stadium|Museum|Airport|Rovers|Hospital|Theatre|Laborator(?:y|ies))\b"
)
MEDIA = re.compile(
    r"\b(?:Media Group|News|Times|Post|TV|Television|Radio|Herald|Tribune|Gazette|Broadcasting|Daily"
    r"|Newspaper|Press|Dispatch|Chronicle"
    r"|Courier|Bugle|Observer|Mirror|Telegraph|Examiner|Sentinel|Inquirer|Magazine|Wire|Weekly)$|\w(?:posten|zeitung|bladet|tidende)$"
    r"|\s(?:Star|Sun|Echo|Argus|Standard|Journal|Globe|Review|Mail|Express|Guardian|Monitor|Record|Courant|Citizen|Advertiser|Bulletin|Leader|Independent|Mercury|Reporter"
    r"|Messenger|Enquirer|Correspondent|Spectator|Statesman|Nation|Argosy)$|^(?:La|Le|El|Il|Der|Die|Das|Les)\s+(?:Gazette|Tribuna?|Stampa|Presse|Soir|Temps|Diario|Mundo|Pais|Zeit|Welt|Figaro|Quotidien|Journal)"
)
_REPORT = (
    r"(?:reports?|article|story|dispatch|profile|feature|op-ed|editorial|column|essay|documentary|briefing|analysis|interview|investigation|statement|post|study|survey"
    r"|polls?|paper|data|figures"
    r"|research|records|documents|statistics|findings|numbers|estimates?)"
)
REPORT_OF = re.compile(
    rf"\A(?:[\w’'-]+\s+){{0,5}}?(?P<noun>{_REPORT})\s+"
    r"(?:(?:also\s+)?(?:published|released|carried|aired|issued|posted|broadcast|conducted|commissioned"
    r"|led|compiled|obtained|seen|reviewed)\s+)?"
    r"(?:(?:on\s+)?\w+day\s+|this\s+week\s+|last\s+\w+\s+|in\s+\d{4}\s+)?(?P<link>by|from|in|on|with|of)\s+"
    r"(?=(?:[\w’'-]+\s+){0,4}(?-i:[A-ZÀ-Þ])|the\s+(?:agency|paper|newspaper|channel|magazine|broadcaster|station|network|daily|weekly|outlet|site)\b)",
    re.IGNORECASE,
)
