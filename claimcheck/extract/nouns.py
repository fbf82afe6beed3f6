"""Words for people, bodies, documents and outlets, by which a phrase without a name is told from one with a name."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

UPPER = "A-ZÀ-ÖØ-Þ" + "".join(chr(point) for point in range(0x100, 0x250) if chr(point).isupper())
"""Capital letters of the Latin script, for a character class."""
_WORDS_RAW = tomllib.loads((files("claimcheck.extract") / "nouns.toml").read_text(encoding="utf-8"))
_WORDS = {name: frozenset(words.split()) for name, words in _WORDS_RAW.items()}
ROLES = _WORDS["roles"]
PEOPLE = ROLES | _WORDS["people"]
BODIES = _WORDS["bodies"]
DOCUMENTS = _WORDS["documents"]
OUTLETS = _WORDS["outlets"]
OUTLET_WORDS = _WORDS["described"]
COMMON = _WORDS["openers"]
BODIES_OR_ITS = BODIES | frozenset({"its", "maker", "startup", "giant", "chain"})
_ALIKE = [frozenset(line.split()) for line in _WORDS_RAW["alike"].splitlines() if line.strip()]
OFFICES = _WORDS["offices"]
TITLES = frozenset(
    {"dr", "prof", "sir", "mr", "mrs", "ms", "miss", "dame", "lord", "lady", "rev", "one", "some", "member", "members"}
)
ANYBODY = _WORDS["anybody"]
ALONE = frozenset(
    {"police", "prosecutors", "authorities", "government", "court", "military", "army", "opposition", "council"}
)


def alike(noun: str) -> frozenset[str]:
    """Return the words that an article may use in turn for the same bearer: "physician" and "doctor"."""
    return next((group for group in _ALIKE if noun in group), frozenset({noun}))


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
MEN, WOMEN = _WORDS["men"], _WORDS["women"]
ROLE_OF = {
    "Sen": "senator",
    "Rep": "representative",
    "Gov": "governor",
    "Gen": "general",
    "Prof": "professor",
    "Dr": "doctor",
}
BEFORE_NAMES = PEOPLE | _WORDS["titles"] | {title.casefold() for title in GENDER}
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
    rf"(?:[\w’'-]+\s+){{0,5}}?(?P<noun>{_REPORT})\s+"
    r"(?:(?:also\s+)?(?:published|released|carried|aired|issued|posted|broadcast|conducted|commissioned"
    r"|led|compiled|obtained|seen|reviewed)\s+)?"
    r"(?:(?:on\s+)?\w+day\s+|this\s+week\s+|last\s+\w+\s+|in\s+\d{4}\s+)?(?P<link>by|from|in|on|with|of)\s+"
    r"(?=(?:[\w’'-]+\s+){0,4}(?-i:[A-ZÀ-Þ])|the\s+(?:agency|paper|newspaper|channel|magazine|broadcaster|station|network|daily|weekly|outlet|site)\b)",
    re.IGNORECASE,
)
