"""Word lists of news English: event classes, what can be counted, synonyms, function words.

Closed lists that a reader can check; nothing here was taken from a benchmark. A class is what
happened, whatever the wording: "stormed", "breached" and "overran" are one class.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

import snowballstemmer

from firsthand.text.calendar_words import CALENDAR, SHORT_MONTHS

# Event classes: the words that tell of one (verbs and nouns; inflections come from the stemmer).
EVENT_WORDS: dict[str, str] = {
    "shooting": "shoot shot shots shooting gunfire gunshot gunshots shootout shootings",
    "airstrike": "airstrike airstrikes airstrikes airraid bombardment",
    "rocket": "rocket rockets missile missiles mortar mortars shelling shelled artillery",
    "explosion": "explosion explode exploded blast blasts bomb bombing bombings detonate detonated "
    "detonation",
    "attack": "attack attacks attacked attacker attacking storm storms stormed storming breach "
    "breached breaches breaching swarm swarms swarmed overrun overran invade invades invaded "
    "besiege besieged siege encircle encircled surrounded assault assaults assaulted raid raids "
    "raided ambush ambushed offensive",
    "stabbing": "stab stabbed stabbing knifed",
    "fire": "blaze wildfire inferno engulf engulfed torch torched arson burn burned burnt flames "
    "fire fires",
    "crash": "crash crashed collide collided collision derail derailed derailment capsize capsized "
    "sank sunk sink sinks sinking pileup overturned overturn shipwreck",
    "earthquake": "earthquake quake tremor aftershock aftershocks",
    "storm_weather": "hurricane cyclone typhoon tornado flood flooding floods flooded landslide "
    "mudslide avalanche",
    "collapse": "collapse collapsed",
    "protest": "protest protested protesting demonstration demonstrate demonstrated rally rallied "
    "march marched riot rioting riots unrest",
    "clash": "clash clashed clashes fighting battle skirmish",
    "arrest": "arrest arrested arrests detain detained detention apprehend apprehended custody "
    "jailed",
    "charge": "charge charged charges indict indicted indictment arraign arraigned",
    "trial": "convict convicted conviction sentence sentenced acquit acquitted verdict trial plead "
    "pleaded",
    "search": "manhunt search searching searched hunt hunting",
    "evacuation": "evacuate evacuated evacuation",
    "deployment": "deploy deployed deployment dispatch dispatched reinforce reinforcements",
    "withdrawal": "withdraw withdrew withdrawal pullout pullback drawdown",
    "kidnapping": "kidnap kidnapped kidnapping abduct abducted abduction hostage hostages",
    "robbery": "rob robbed robbery burglary theft heist looting looted stole stolen",
    "election": "election elect elected ballot referendum",
    "resignation": "resign resigned resignation stepped",
    "rescue": "rescue rescued rescuers",
    "outbreak": "outbreak epidemic infection infected",
    "spill": "spill spilled leak leaked",
    "ceasefire": "ceasefire truce armistice",
    "sanction": "sanction sanctions embargo",
    "walkout": "walkout picket",
    "closure": "reopen reopened closure",
    "launch": "liftoff",
    "vandalism": "vandalize vandalized vandalised graffiti defaced",
}

# What happened to the people that are counted.
CASUALTY_WORDS: dict[str, str] = {
    "killed": "kill killed kills killing killings dead death deaths die died dies dying fatal "
    "fatally fatality fatalities slain slay slaying slayings murdered murder perished lives "
    "toll drowned drown",
    "injured": "injure injured injures injuring injury injuries wound wounded wounding wounds hurt "
    "hospitalized hospitalised burned",
    "missing": "missing unaccounted",
    "arrested": "arrest arrested arrests detained detain apprehended custody",
    "displaced": "displaced homeless evacuated fled uprooted",
    "rescued": "rescued rescue saved",
    "shot": "shot",
    "infected": "infected sickened ill",
    "captured": "captured kidnapped abducted hostages taken",
    "aboard": "aboard onboard",
}

# Words that mean (nearly) the same in news prose; one group a line.
SYNONYMS = """
kill killed killing dead death deaths die died dying fatal fatally fatality slain slaying murdered murder perished
injure injured injuring injury injuries wound wounded wounding hurt
shoot shot shots shooting gunfire gunshot
airstrike airstrikes bombardment
retaliate retaliated retaliation response respond responded reprisal revenge react reacted
teen teens teenager teenagers teenage adolescent adolescents youth youths
police officer officers cop cops constable detectives detective
gun pistol weapon firearm handgun rifle
troops troop soldiers soldier forces servicemen military
protect protecting guard secure safeguard
protester protesters demonstrator demonstrators
protest protests protested protesting demonstration demonstrations demonstrated rally
crowd crowds mob swarm throng
embassy mission
compound complex premises
house home residence houses homes
road street avenue lane
car vehicle automobile cars vehicles
hospital hospitals hospitalized hospitalised clinic
blast blasts explosion explosions explode exploded bomb bombing
fire fires blaze flames burn burned burning burnt
begin began begun start started commence commenced
underway ongoing
suspect suspects gunman gunmen shooter shooters assailant assailants attacker attackers
charge charged charges indicted accused
arrest arrested detained custody apprehended jailed
boy boys girl girls child children kid kids
official officials authorities authority
leave depart departed
search searching hunt manhunt seek seeking
collapse collapsed
crash crashed collision collided
flee fled escape escaped
close closed shut
big large huge massive
licensed permitted allowed authorised authorized certificate
overturned capsized sank sunk sink sinking sinks capsize overturn
family families relatives
bereaved mourning
ask asked demand demanded urge urged
pay paid offer offered compensation
warn warning warned alert
dozen dozens
order ordered instruct instructed
send sent sending dispatch dispatched deploy deployed deployment
additional extra more
help aid assistance assist
job jobs employment
firm company corporation
investigate investigated investigation probe inquiry inquest
cause reason motive
reward bounty
call phone telephone phoned
post tweet tweeted
quit resign resigned resignation resigning
evacuate evacuated evacuation
buy bought purchase purchased acquire acquired
win won victory
storm stormed breach breached overrun invade invaded raid raided attack attacked assault
roof rooftop
chant chanted chanting shout shouted shouting
climb climbed scale scaled
disperse dispersed
ban banned prohibit prohibited
rescue rescued saved
destroy destroyed demolish demolished gutted
damage damaged
talk talks negotiation negotiations
worker workers employee employees staff personnel staffers
ship vessel boat ferry
plane aircraft airliner jet
rail train
doctor physician doctors physicians medics
student students pupil pupils
senior elderly
missing unaccounted
angry furious anger outrage
deny denied rejected
confirm confirmed
suggest suggested
trigger triggered spark sparked cause caused
brief briefing briefings
statement communique release
withdraw withdrew withdrawal pullout drawdown
"""

# Reporting verbs and frame words that carry no content of their own.
SAY_WORDS = (
    "say said says saying tell told tells telling add added adds according report reported reports "
    "reporting announce announced state stated note noted claim claimed explain explained "
    "reportedly "
    "allegedly believe believed declare declared describe described comment commented "
    "acknowledge acknowledged mention mentioned insist insisted argue argued"
)

FUNCTION_WORDS = (
    "a an the and or but nor so yet if then than as at by for from in into of off on onto out over "
    "to up upon with within without about above across after again against all along also although "
    "am among amid any are aren around be became become because been before being below between "
    "both "
    "can cannot could couldn did didn do does doesn doing don down during each either else ever "
    "every few had hadn has hasn have haven having he her here hers herself him himself his how i "
    "it its itself just like ll may me might mine more most much must my myself no not now "
    "only other others our ours ourselves own per rather re s same shall she should shouldn since "
    "some such t that their theirs them themselves there these they this those though through thus "
    "till too toward towards under until us ve very via was wasn we were weren what whatever when "
    "where whether which while who whom whose why will won would wouldn you your yours d m n st nd "
    "th rd u etc meanwhile however later earlier ago back still even ever already further "
    "mr mrs ms dr sen rep gov gen two one first last next new year years old people person persons "
    "somebody nobody anybody everybody someone anyone everyone something nothing anything "
    "everything many thing things way lot go goes going went gone know known knows knew get gets "
    "getting got come comes coming came take takes taking took taken make makes making made put "
    "puts set sets let lets keep keeps kept seem seems seemed give gives gave given"
)

# Words of dates and hours: when something was is no part of what it was.
DATE_WORDS = CALENDAR | frozenset(
    [
        *SHORT_MONTHS,
        *"morning afternoon evening night midnight noon today yesterday tomorrow tonight".split(),
        *"weekend early late a p am pm".split(),
    ]
)

_STEMMER = snowballstemmer.stemmer("english")


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """Return the stem of a case-folded word (Porter2).

    Source: Porter, "Snowball: a language for stemming algorithms", 2001.
    """
    return str(_STEMMER.stemWord(word))


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


def _by_word(table: dict[str, str]) -> dict[str, str]:
    out: dict[str, str] = {}
    for name, words in table.items():
        for word in words.split():
            out.setdefault(word, name)
    return out


EVENT_OF = _by_word(EVENT_WORDS)
CASUALTY_OF = _by_word(CASUALTY_WORDS)
FUNCTION = frozenset(FUNCTION_WORDS.split())
SAY_STEMS = _stems(SAY_WORDS)


def _synonym_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for line in SYNONYMS.strip().splitlines():
        group = line.split()
        for word in group:
            table.setdefault(stem(word), "=" + group[0])
    return table


_SYNONYM_OF = _synonym_table()


# Two words that mean what a single one does elsewhere.
PHRASES: dict[tuple[str, str], str] = {
    ("step", "down"): "resign",
    ("stepped", "down"): "resign",
    ("stepping", "down"): "resign",
    ("stand", "down"): "resign",
    ("on", "board"): "aboard",
    ("behind", "bars"): "arrested",
    ("police", "cell"): "arrested",
    ("turned", "over"): "overturned",
    ("tipped", "over"): "overturned",
    ("rolled", "over"): "overturned",
    ("rolled", "onto"): "overturned",
    ("keeled", "over"): "overturned",
    ("turned", "turtle"): "overturned",
    ("flipped", "over"): "overturned",
    ("went", "down"): "sank",
    ("goes", "down"): "sank",
    ("gone", "down"): "sank",
    ("blew", "up"): "exploded",
    ("went", "off"): "exploded",
    ("opened", "fire"): "shooting",
    ("taken", "ill"): "sickened",
    ("passed", "away"): "died",
    ("called", "off"): "cancelled",
    ("carried", "out"): "",
    ("set", "up"): "",
}


def join_phrases(forms: Sequence[str]) -> list[str]:
    """Return the words with each phrase of two replaced by the word that it stands for.

    The list keeps its length: the second word of a phrase becomes empty.
    """
    out = list(forms)
    for i, pair in enumerate(pairwise(forms)):
        meant = PHRASES.get(pair)
        if meant:
            out[i], out[i + 1] = meant, ""
    return out


def concepts(forms: Sequence[str]) -> list[str]:
    """Return what the words of a run stand for, function and reporting words left out."""
    return [c for form in join_phrases(forms) if form and (c := concept(form)) is not None]


@lru_cache(maxsize=65536)
def concept(word: str) -> str | None:
    """Return what a case-folded word stands for: a synonym group, else its stem.

    Returns:
        None for function words, reporting verbs and single letters.
    """
    if word in FUNCTION or word in DATE_WORDS or (len(word) == 1 and not word.isdigit()):
        return None
    root = stem(word)
    if root in SAY_STEMS:
        return None
    return _SYNONYM_OF.get(root, root)
