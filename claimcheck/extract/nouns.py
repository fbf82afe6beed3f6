"""Words for people, bodies, documents and outlets, by which a phrase without a name is told from one with a name."""

from __future__ import annotations

import re

SPOKES = {"spokesman", "spokeswoman", "spokesperson", "spokespeople", "spokesmen"}
GENDER = {"Mr": "m", "Sir": "m", "Lord": "m", "Mrs": "f", "Ms": "f", "Miss": "f", "Dame": "f", "Lady": "f", "Baroness": "f"}
ROLES = set(
    """president minister premier chancellor secretary ambassador governor mayor senator congressman congresswoman representative
    judge justice sheriff chief chairman chairwoman chair director ceo founder author coach manager captain professor scientist
    researcher doctor lawyer attorney prosecutor general colonel commander pope king queen prince princess candidate nominee
    leader speaker lawmaker politician billionaire businessman entrepreneur actor actress singer diplomat envoy commissioner
    superintendent detective inspector principal editor officer executive analyst economist activist historian engineer
    striker midfielder defender goalkeeper player driver pilot artist writer novelist""".split()
)
PEOPLE = ROLES | set(
    """officials official sources source analysts experts expert critics critic insiders insider observers observer people person
    persons aides aide lawmakers residents resident witnesses witness economists scientists researchers traders trader investors
    investor executives diplomats advisers advisors adviser advisor lawyers doctors activists supporters opponents employees
    employee workers worker staffers voters voter fans users neighbours neighbors neighbour neighbor friends friend others many
    some several locals parents students teachers farmers commentators historians campaigners democrats republicans strategists
    operatives soldiers leaders ministers members member colleagues colleague relatives villagers shareholders customers reporters
    journalists bystanders passengers engineers specialists veterans academics one woman man spokesman spokeswoman spokesperson
    conservatives liberals progressives pundits senators congressmen senior ones attorneys judges police-officers detectives
    inspectors governors mayors economist mother father wife husband daughter son brother sister widow cousin uncle aunt family
    agent agents nurse nurses patients patient survivors victims victim protesters demonstrators organisers organizers owners
    owner lobbyists industry-insiders brokers managers chiefs players coaches managers captains locals drivers""".split()
)
BODIES = set(
    """ministry department committee commission council agency bureau office authority association foundation institute university
    college school centre center court police company corporation bank group union party campaign government administration army
    navy force service fund federation league club hospital charity trust congress senate parliament firm team network board museum
    prosecutors authorities coalition organisation organization society alliance embassy tribunal station observatory regulator
    watchdog startup start-up maker giant retailer airline carrier manufacturer developer operator utility bureau taskforce panel
    inquiry jury military kremlin pentagon""".split()
)
DOCUMENTS = set(
    """report reports study studies filing filings document documents records record data survey poll polls analysis paper papers
    memo letter statement lawsuit indictment complaint audit review email emails transcript transcripts figures statistics article
    book findings results investigation affidavit dossier ruling post story website census research notes guidelines minutes
    warrant testimony numbers estimates text messages video footage""".split()
)
OUTLET_WORDS = set(
    """the a an state national local broadcaster newspaper paper agency network daily weekly channel magazine outlet website site
    tabloid media news wire service station business financial state-run state-owned state-backed public german french british
    chinese russian indian japanese us american italian spanish portuguese radio television tv online journal""".split()
)
COMMON = {"read", "but", "and", "in", "on", "at", "while", "when", "as", "its", "for", "after", "many", "some", "most", "few", "all"}
BEFORE_NAMES = (
    PEOPLE
    | set(GENDER)
    | {word.casefold() for word in GENDER}
    | set(
        """dr prof sen rep gov gen col lt sgt capt maj adm rev senator mum-of-two mum-of-three mum-of-four dad-of-two dad-of-three
        father-of-two father-of-three mother-of-two mother-of-three pensioner maintainer goalkeeper host anchor correspondent
        presenter journalist columnist blogger reporter whistleblower lieutenant major admiral councillor mp msp md fellow
        archbishop bishop cardinal rabbi imam sheikh emperor sultan dean provost clerk treasurer comptroller vice-president
        professor-emeritus postmaster curator physicist biologist chemist ecologist astronomer geologist psychologist
        virologist epidemiologist climatologist oncologist surgeon conservationist vet farmer teacher student""".split()
    )
)
ORGANISATION = re.compile(
    r"\b(?:Ministry|Department|Committee|Commission|Council|Agency|Bureau|Office|Authority|Association|Foundation|Institut(?:e|ion)|University"
    r"|College|School|Cent(?:re|er)|Court|Police|Company|Corporation|Bank|Group|Union|Party|Campaign|Government|Administration|Army|Navy|Force"
    r"|Service|Services|Fund|Federation|League|Club|Hospital|Charity|Trust|Congress|Senate|Parliament|Inc|Corp|Ltd|LLC|PLC|plc|GmbH|Co|AG"
    r"|SA|Technolog(?:y|ies)|Labs?|Research|Security|Systems|Partners|Capital|Holdings|Airlines|Motors|Energy|House|Pentagon|Kremlin"
    r"|Industries|Network|Board|Museum|Prosecutors?|Coalition|Organi[sz]ation|Society|Alliance|Embassy|Tribunal|Station|Observatory"
    r"|Forum|Affairs|International|Watch|Initiative|Programme|Program|Nations|Treasury|Guard|Securities|Analytics|Airways|Rail|Water|Media"
    r"|Records|Pictures|Images|Foods?|Pharma(?:ceuticals)?|Health|Software|Networks|Solutions|Ventures|Brothers|Sons|Stores|Works)\b"
)
MEDIA = re.compile(
    r"\b(?:Media Group|News|Times|Post|TV|Television|Radio|Herald|Tribune|Gazette|Broadcasting|Daily|Newspaper|Press|Dispatch|Chronicle"
    r"|Courier|Bugle|Observer|Mirror|Telegraph|Examiner|Sentinel|Inquirer|Magazine|Wire|Weekly)$"
)
_REPORT = (
    r"(?:reports?|article|story|dispatch|analysis|interview|investigation|statement|post|study|survey|polls?|paper|data|figures"
    r"|research|records|documents|statistics|findings|numbers|estimates?)"
)
REPORT_OF = re.compile(
    rf"(?:[\w’'-]+\s+){{0,5}}?(?P<noun>{_REPORT})\s+"
    r"(?:(?:also\s+)?(?:published|released|carried|aired|issued|posted|broadcast|conducted|commissioned|led|compiled|obtained|seen|reviewed)\s+)?"
    r"(?:(?:on\s+)?\w+day\s+|this\s+week\s+|last\s+\w+\s+|in\s+\d{4}\s+)?(?P<link>by|from|in|on|with|of)\s+"
    r"(?=(?:[\w’'-]+\s+){0,4}(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)
