"""Words that tell whether a name is a place, and what an address looks like."""

from __future__ import annotations

import re

# Capitalised words that join a place name without being part of a longer name.
DIRECTIONS = frozenset(
    "North South East West Northeast Northwest Southeast Southwest Northern Southern Eastern "
    "Western Central Upper Lower Greater Downtown Inner Outer Metro Suburban Rural Old "
    "northern southern eastern western central downtown".split()
)
CONNECTORS = frozenset("of the de del la le los las al el en sur upon on and am an der".split())
TIME_WORDS = frozenset(
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May "
    "June July August September October November December Jan. Feb. Mar. Apr. Aug. Sept. Oct. "
    "Nov. Dec. Today Yesterday".split()
)
# Short forms that keep their full stop; after any other word it ends the sentence.
SHORT_FORMS = (
    "Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|Ill|Ind|Kan|Ky|La|Me|Md|Mass|Mich|Minn|Miss|Mo|Mont|"
    "Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Vt|Va|Wash|Wis|Wyo|W\\.Va|St|Ste|Mt|Ft|Gen|Sen|Gov|Rep|Mr|Mrs|"
    "Ms|Dr|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec"
)
DATELINE = re.compile(r"(?:\s*\([A-Z][\w\s.]*\))?\s*(?:--|—|–|-\s|_)")
FUNCTION_WORDS = frozenset(
    "a an the of in on at by to for from with and or but if as is was are were be been he she it "
    "they we you i his her its their our my this that these those there here what when where who "
    "why how not no yes all any some most many much more few other another one two three four five "
    "six seven eight nine ten first last next new old see also after before during since until "
    "between among near both each every even just only then than so such can may march will would "
    "could should must say says said tell told call called".split()
)
# Words that are towns somewhere and words everywhere: never a place on their own.
COMMON_WORDS = FUNCTION_WORDS | frozenset(
    "big little long man men woman women police bath reading nice mobile split orange hope union "
    "liberty independence enterprise sandy ada van bo ho male batman mr mrs ms dr sen rep "
    "gov gen lt col president minister secretary king queen prince judge officer chief mayor "
    "general senator "
    "governor captain deputy white black brown green gray grey young rich love best price bell "
    "berry bush carter clinton trump obama biden warren graham lincoln jackson jefferson madison "
    "monroe franklin mary church hill lake park river rivers valley spring springs grove field "
    "ford forest island beach bay gulf university college school high center centre hospital house "
    "court street road avenue drive county state city town village district republic kingdom "
    "federal "
    "national international united american british central north south east west northern "
    "southern eastern western northeast northwest southeast southwest photo video image story news "
    "update updated live breaking exclusive opinion editorial turkey chad jordan guinea georgia "
    "victoria santa san los las el la de un le saint st monday tuesday wednesday thursday friday "
    "saturday sunday january february april june july august september october november december "
    "today tomorrow yesterday sun mon tips media post times herald star globe telegraph journal "
    "mail press reuters justice defense defence army navy democrat republican buy sell home health "
    "sports business world politics money travel metro shoreline future district".split()
)
COMMON_NAMES = frozenset(
    {
        "white house", "city hall", "city park", "santa claus", "george bush", "south central",
        "east central", "supreme court", "high school", "main street", "wall street", "red cross",
        "city center", "town hall", "air force", "coast guard",
    }
)  # fmt: skip
LOCATIVE_BEFORE = re.compile(
    r"\b(?<!according\s)(?:in|at|near|outside|inside|around|across|throughout|into|toward|towards|"
    r"from|to|of|leaving|"
    r"reached|reach|left|entered|visit(?:ed|ing)?|above|over|off|via|through|within|beyond|northern|"
    r"southern|eastern|western|central|downtown|neighbou?ring|southeastern|northeastern|"
    r"northwestern|southwestern)\s+(?:the\s+)?(?:nearby\s+|downtown\s+|central\s+|northern\s+|"
    r"southern\s+|eastern\s+|western\s+|neighbou?ring\s+|city\s+of\s+|town\s+of\s+)?$",
    re.IGNORECASE,
)
# A government acts; a town does not: "Tehran denied", "Washington has accused".
ACTING_AFTER = re.compile(
    r"\s+(?:has\s+|have\s+|had\s+|also\s+|and\s+(?:its\s+)?allies\s+)*"
    r"(?:said|says|say|denied|denies|accus\w+|blam\w+|condemn\w+|vow\w+|warn\w+|threaten\w+|insist\w+|"
    r"urg\w+|demand\w+|announc\w+|claim\w+|want\w*|reject\w*|respond\w*|retaliat\w+|agreed?|refus\w+|"
    r"call(?:s|ed)\s+(?:on|for)|impos\w+|sanction\w*|order\w*|launch\w*|"
    r"is\s+(?:trying|seeking|orchestrating)|"
    r"believes?|fears?|hopes?|supports?|supported|backs?|backed|will|would|must|should)\b",
    re.IGNORECASE,
)
# "Toledo Times", "Washington Post", "Baghdad University": the name of something else.
NAME_WORDS_AFTER = re.compile(
    r"(?:times|post|herald|tribune|news|journal|gazette|star|sun|examiner|chronicle|globe|"
    r"university|college|school|high|elementary|academy|institute|hospital|medical|bank|airlines?|"
    r"airways|united|fc|city\s+council|police|sheriff|fire\s+department|department|street|st\.|road|"
    r"rd\.|avenue|ave\.|boulevard|drive|lane|hotel|museum|library|stadium|arena|airport|bridge|"
    r"sox|yankees|patriots|cowboys|lakers|bulls|giants|jets|eagles|bears|lions|accords?|agreement|"
    r"treaty|protocol|declaration|summit|talks|convention|dispatch|mirror|telegraph|express|"
    r"center|centre|church|theat(?:er|re)|inc|corp|co\.|company|group|commission|committee|jr|sr)\b",
    re.IGNORECASE,
)

_KINDS = (
    ""
    "Street|St\\.?|Road|Rd\\.?|Avenue|Ave\\.?|Boulevard|Blvd\\.?|Drive|Dr\\.?|Lane|Ln\\.?|Way|Court|Ct\\.?|"
    "Place|Pl\\.?|"
    "Highway|Hwy\\.?|Parkway|Pkwy\\.?|Terrace|Circle|Square|Pike|Turnpike|Crescent|Close|Quay|Alley"
)
_PART = r"(?:[A-Z][a-z]?\.|[A-Z][\w’'-]*|\d{1,3}(?:st|nd|rd|th))"
_SIDE = r"(?:(?:[NSEW]|N\.W|N\.E|S\.W|S\.E|North|South|East|West)\.?\s+)?"
STREET = re.compile(
    rf"\b\d{{1,5}}(?:-|\s+)block\s+of\s+{_SIDE}{_PART}(?:\s+{_PART}){{0,3}}|"
    rf"\b\d{{1,5}}\s+{_SIDE}(?:{_PART}\s+){{1,3}}(?:{_KINDS})(?![\w])|"
    rf"(?<=\b[oa][nt]\s)(?:the\s+)?(?:corner\s+of\s+|intersection\s+of\s+)?{_SIDE}"
    rf"(?:{_PART}\s+){{1,3}}"
    rf"(?:and\s+{_SIDE}(?:{_PART}\s+){{1,3}})?(?:Street|Road|Avenue|Boulevard|Drive|Lane|Highway|"
    rf"Parkway|streets|roads|avenues)(?![\w])"
)
_LOWER_KINDS = (
    "street|road|avenue|boulevard|drive|lane|way|court|place|highway|parkway|terrace|circle|square"
)
STREET_LOWER = re.compile(
    rf"\b\d{{1,5}}\s+block\s+of\s+(?:\w+\s+){{1,4}}?(?:{_LOWER_KINDS})\b|"
    rf"\b\d{{1,5}}\s+(?!block\b)(?:(?:north|south|east|west)\s+)?[a-z]+\s+"
    r"(?:street|road|avenue|boulevard)\b"
)
