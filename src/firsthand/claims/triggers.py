"""Words that tell of an event: which class, where, and whether the clause asserts it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from firsthand.text.lexicon import EVENT_OF, PHRASES
from firsthand.text.tokens import Words

_IRREGULAR_VERBS = frozenset(
    "shot sank sunk overran rang broke took fled hit struck blew went goes sinks".split()
)
_LIGHT = frozenset(
    "launched launch launches carried conducted staged held happened occurred began erupted "
    "broke took came hit rocked struck burst followed unfolded left claimed escalated mounted "
    "made".split()
)
_DETERMINERS = frozenset("the a an this of its their his her s".split())
# A trigger word that names people or things instead of an event when one of these follows.
_NAMES_THINGS = {
    "attack": "helicopter helicopters aircraft submarine dog",
    "fire": "service department chief official officials crews crew brigade fighter fighters truck "
    "trucks engine engines station marshal captain commissioner",
    "bomb": "squad disposal technicians threat",
    "rescue": "workers worker teams team crews crew boat boats services service divers",
    "search": "teams team party dogs warrant engine",
    "arrest": "warrant warrants",
    "storm": "surge drain",
    "strike": "team group force",
    "assault": "rifle rifles weapon weapons",
    "rocket": "scientist ship",
    "trial": "run",
    "march": "",
}
_SETS = frozenset("set caught on catch sets setting".split())
_LOOSE = frozenset("air rocket missile mortar rockets missiles".split())  # nouns: no assertion
_LABOUR = frozenset("union unions workers walkout picket wage wages pay".split())
_WEATHER = frozenset("tropical winter snow thunder dust ice severe".split())
_FORCED = frozenset("broke broken breaking forced forcing burst".split())
_ENTERED = frozenset("through into past down gate".split())
_BURST_INTO = frozenset("flames fire tears laughter applause song".split())


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event word: its class and word index, and whether the clause says that it happened."""

    index: int
    event_class: str
    asserted: bool


def find_triggers(words: Words, span: range) -> list[Trigger]:
    """Find the event words of a clause.

    Args:
        words: The words of the whole report.
        span: The indices of the clause's words.
    """
    forms = words.forms
    out: list[Trigger] = []
    taken = -1
    for i in span:
        if i <= taken:
            continue
        found = _class_at(forms, i, span)
        if found is None:
            continue
        event_class, last = found
        out.append(
            Trigger(
                i, event_class, _asserted(forms, i, span) or (last > i and forms[i] not in _LOOSE)
            )
        )
        taken = last
    return out


def _class_at(forms: tuple[str, ...], i: int, span: range) -> tuple[str, int] | None:
    form = forms[i]
    after = forms[i + 1] if i + 1 < span.stop else ""
    before = forms[i - 1] if i > span.start else ""
    if form == "air" and after in ("strike", "strikes", "raid", "raids"):
        return "airstrike", i + 1
    if form in ("rocket", "missile", "mortar", "rockets", "missiles"):
        follows = after in ("attack", "attacks", "strike", "strikes", "fire")
        return ("rocket", i + 1) if follows else ("rocket", i)
    if form in ("strike", "strikes"):
        near = forms[max(span.start, i - 8) : min(span.stop, i + 8)]
        return ("walkout" if _LABOUR & set(near) else "airstrike"), i
    following = set(forms[i + 1 : min(span.stop, i + 4)])
    if form in _FORCED and _ENTERED & following and not _BURST_INTO & following:
        return "attack", i
    joined = PHRASES.get((form, after))
    if joined in EVENT_OF:
        return EVENT_OF[joined], i + 1
    if form == "way" and before in ("their", "his", "its"):
        return "attack", i
    return _by_lexicon(forms, i, before, after)


def _by_lexicon(forms: tuple[str, ...], i: int, before: str, after: str) -> tuple[str, int] | None:
    form = forms[i]
    event_class = EVENT_OF.get(form)
    if event_class is None or after in _NAMES_THINGS.get(form, "").split():
        return None
    if form in ("fire", "fires") and before == "opened":
        return "shooting", i
    if form == "march" and (before in ("in", "on", "last", "of", "since") or after.isdigit()):
        return None
    if form in ("storm", "storms") and (before in _WEATHER or before in ("the", "a")):
        return "storm_weather", i
    if form in ("burn", "fire") and before not in _SETS and form == "burn":
        return None
    if form == "sentence" or (form in ("charge", "charges") and before in ("in", "of", "free")):
        return None
    if form == "hostage" and after not in ("", "situation", "taking"):
        return None
    return event_class, i


def _asserted(forms: tuple[str, ...], first: int, span: range) -> bool:
    form = forms[first]
    before = forms[first - 1] if first > span.start else ""
    verbal = form.endswith(("ed", "ing")) or form in _IRREGULAR_VERBS or form == "way"
    if verbal and before not in _DETERMINERS:
        return True
    return any(word in _LIGHT for word in forms[span.start : span.stop])


# Who is counted in tolls, in the singular; "-man" and "-woman" need no line of their own.
_PEOPLE = frozenset(
    """person people adult child kid infant baby toddler newborn teen teenager adolescent youth
    boy girl pensioner native national citizen foreigner resident inhabitant villager neighbour
    neighbor civilian individual soul other victim survivor patient bystander pedestrian
    passer-by mother father parent brother sister sibling twin son daughter aunt uncle cousin
    husband wife spouse grandmother grandfather grandparent grandchild relative widow orphan
    guest host soldier troop marine sailor pilot cadet recruit conscript reservist veteran
    paratrooper commando peacekeeper trooper guard guerrilla fighter militant rebel insurgent
    terrorist jihadist extremist separatist mercenary attacker bomber assailant shooter suspect
    robber thief looter rioter hijacker kidnapper smuggler trafficker gangster prisoner inmate
    detainee captive hostage convict officer police deputy agent inspector detective sheriff
    ranger firefighter rescuer paramedic medic doctor nurse surgeon midwife physician volunteer
    diver lifeguard worker employee staffer personnel crew member labourer laborer builder
    welder electrician mechanic plumber miner docker dockworker farmer shepherd herder logger
    fisher trader vendor seller shopkeeper clerk cashier cleaner porter cook chef waiter
    waitress gardener tailor baker butcher carpenter painter engineer technician operator
    conductor captain deckhand driver courier contractor entrepreneur lawyer judge prosecutor
    diplomat ambassador envoy lawmaker politician minister mayor councillor councilor official
    candidate voter activist campaigner teacher professor lecturer student pupil schoolchild
    scientist researcher journalist reporter photographer editor writer actor dancer singer
    musician artist athlete player footballer runner skier swimmer surfer climber mountaineer
    hiker trekker camper cyclist biker motorcyclist motorist rider passenger commuter traveller
    traveler tourist visitor holidaymaker vacationer shopper customer client diner reveller
    reveler partygoer concertgoer festivalgoer churchgoer spectator fan supporter protester
    protestor demonstrator marcher striker picketer worshipper parishioner pilgrim mourner
    priest pastor imam rabbi monk nun bishop migrant refugee evacuee settler squatter""".split()
)
_NO_MEN = frozenset("specimen regimen abdomen omen acumen roman caiman talisman".split())
_DEMONYM = re.compile(r"[A-Z]?[a-z]+(?:ans|ese|ians|ish|is|ns)$")


def counts_people(noun: str) -> bool:
    """Say whether a (singular or plural) noun stands for people."""
    form = noun.casefold()
    if form.endswith(("man", "men")):
        return form not in _NO_MEN
    return bool({form, form.removesuffix("s"), _singular(form)} & _PEOPLE)


def _singular(form: str) -> str:
    if form.endswith("ies"):
        return form[:-3] + "y"
    if form.endswith("children"):
        return form.removesuffix("ren")
    if form.endswith("ves"):
        return form[:-3] + ("fe" if form == "wives" else "f")
    return form.removesuffix("es") if form.endswith("sses") else form


def is_one_person(noun: str) -> bool:
    """Say whether a noun stands for one person: "man", not "men", "police" or "crew"."""
    return counts_people(noun) and not noun.endswith("s") and noun.casefold() not in _MANY


_MANY = frozenset("people police children men women crew personnel troops".split())


def is_demonym_plural(noun: str) -> bool:
    """Say whether a capitalised noun may be the people of a country ("Americans")."""
    return noun[:1].isupper() and bool(_DEMONYM.match(noun))
