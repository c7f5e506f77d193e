"""Who is named in a report, and whom a surname, a title or a pronoun means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from firsthand.records import Name, NameKind, OriginKind
from firsthand.text.calendar_words import CALENDAR
from firsthand.text.cues import DOCUMENT_NOUNS, INDIRECT_CUES, QUOTE_CUES
from firsthand.text.lexicon import FUNCTION
from firsthand.text.speakers import (
    DEPARTMENTS,
    GROUPS,
    MEDIA,
    ORGANIZATIONS,
    PERSONAL,
    PRONOUNS,
    ROLES,
    TITLES,
    WITNESSES,
)

_PART = r"(?:[A-Z][\w’'\-]*[^\W_]|[A-Z]\.)"
_JOINT = r"(?:al|el|de|del|da|di|la|le|van|von|der|den|bin|ibn|abu|ben)"
_NAME = re.compile(rf"{_PART}(?:[ ](?:{_JOINT}[ ])*(?:{_PART}|al-\w+|el-\w+))*")
_SUFFIX = re.compile(r",?\s+(Jr|Sr|II|III)\.?$")
# "SAN RIVO - Police said ...", "FENN'S CO., OS. (LKTV) - ...": only a county's line, or one of
# several, says whose police are meant; one city alone may be where the reporter sits.
_DATELINE = re.compile(
    r"^([A-Z][A-Z'’]+(?: [A-Z][A-Z'’]+){0,3}?)( CO\.| COUNTY)?"
    r"(?:, [A-Z][A-Za-z. ]{1,14})?(?: \([A-Z][\w ]*\))? (?:--?|–|—) ",
    re.MULTILINE,
)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_OFFICIAL = frozenset(
    """president minister secretary senator congressman congresswoman representative governor mayor
    ambassador spokesman spokeswoman spokesperson general colonel captain lieutenant sergeant
    major admiral commander chief sheriff detective officer official officials premier chancellor
    judge prosecutor prosecutors inspector superintendent commissioner deputy undersecretary
    sen rep gov gen lt col sgt capt maj adm coroner authorities police""".split()
)
_NOT_NAMES = CALENDAR | frozenset(
    """the a an in on at but and or if when while after before as it he she they we i this that
    these those there what who how why where meanwhile however according for from with by to
    of his her its their our my yes no not one some many most all both each""".split()
)
_HEADS = ("president", "mayor", "governor", "premier", "chancellor")
_SAYING = QUOTE_CUES | INDIRECT_CUES
# "a spokesman for jane orr", "the son of jane orr": whoever it is, not she.
_OF_ANOTHER = frozenset("of for from to by with at on about against s".split())
_PARTICLES = frozenset("al el bin ibn abu van von de da di del la le ben".split())
_BODIES = (
    ORGANIZATIONS | GROUPS | frozenset("states nations kingdom republic emirates".split())
) - {"one", "two", "three", "four", "five", "six", "men", "women", "parents", "fans"}
MOST_PRONOUN_DISTANCE = 1200


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whoever words stand for: the name, what it is."""

    name: str
    kind: OriginKind
    personal: bool = False  # a single human being


@dataclass(slots=True)
class Roster:
    """The named people of one report."""

    text: str
    cased: bool
    by_surname: dict[str, list[str]] = field(default_factory=dict)
    by_role: dict[str, list[tuple[int, str]]] = field(default_factory=dict)
    mentions: list[tuple[int, str]] = field(default_factory=list)  # (offset, full name)
    forces: list[str] = field(default_factory=list)  # "Lake County police"
    organizations: list[tuple[int, str]] = field(default_factory=list)
    names: Sequence[Name] = ()  # as a reader sees them, in text order
    kinds: dict[str, NameKind] = field(default_factory=dict)  # of them, by name case folded

    def full_name(self, name: str) -> str:
        """Expand a surname to the fullest mention of that person."""
        parts = name.split()
        if not parts:
            return name
        known = self.by_surname.get(_surname(name), [])
        if len(parts) > 1:
            known = [k for k in known if k.split()[0].casefold() == parts[0].casefold()]
        return known[0] if known else name

    def speaker(self, phrase: str, at: int, last: Speaker | None = None) -> Speaker | None:
        """Say whom a phrase at an offset means; None for a pronoun that nobody fits."""
        words = _clean(re.sub(r"^.* identified as (?=\w)", "", phrase))
        low = words.casefold()
        if low in PRONOUNS:
            return self._pronoun(low, at, last)
        forms = [w.rstrip(".").casefold() for w in words.split()]
        head = _head(forms)
        if head in DOCUMENT_NOUNS:
            return _document(words, forms, head)
        common = len(forms) == 1 and forms[0] in GROUPS | ROLES | ORGANIZATIONS
        named = person_part(words) if self.cased else self._caseless_person(phrase, forms, at)
        placed = named is not None and self.kinds.get(named.casefold()) == "place"
        if common or (placed and named != words):  # "the ministry in Dorsana"
            named = None
        if named is not None:
            full = self.full_name(named)
            if _is_media(full) or not _is_organization(full) or " " not in full:
                return self._named(full, forms)
        if not self._has_name(words):
            described = self._described(phrase, forms, at)
            if described is not None:
                return described
        return Speaker(self._force(words, forms, at), kind_of(forms, head), head in ROLES)

    def _caseless_person(self, phrase: str, forms: list[str], at: int) -> str | None:
        """Return the words after a title, else the person that a reader sees in a phrase."""
        titled = _caseless_person(forms)
        if titled is not None:
            return titled
        first = bisect_left(self.names, at, key=lambda name: name.span.start)
        for name in self.names[first:]:
            if name.span.end > at + len(phrase):
                break
            led = self.text[at : name.span.start].split()
            if name.kind == "person" and not (led and led[-1] in _OF_ANOTHER):
                return self.text[name.span.start : name.span.end]
        return None

    def _named(self, full: str, forms: list[str]) -> Speaker:
        if _is_organization(full) or _is_media(full):
            kind: OriginKind = "media" if _is_media(full) else "organization"
            return Speaker(full, kind)
        roles = {r for r, known in self.by_role.items() if any(n == full for _, n in known)}
        seen = self.kinds.get(full.casefold())
        if seen in ("organization", "place", "group") and not roles:
            return Speaker(full, "organization")
        titled = bool((TITLES | ROLES) & set(forms[:-1]))
        if seen != "person" and " " not in full and not titled:
            return Speaker(full, "person" if roles else "organization", personal=bool(roles))
        official = bool((_OFFICIAL & set(forms)) or (_OFFICIAL & roles))
        return Speaker(full, "official" if official else "person", personal=True)

    def _pronoun(self, word: str, at: int, last: Speaker | None) -> Speaker | None:
        if word not in PERSONAL:
            return last if last is not None and not (word == "it" and last.personal) else None
        index = bisect_left(self.mentions, (at, ""))
        near = [
            m
            for m in self.mentions[max(0, index - 12) : index]
            if at - m[0] < MOST_PRONOUN_DISTANCE
        ]
        if last is not None and last.personal:
            return last
        return Speaker(near[-1][1], "person", personal=True) if near else last

    def _described(self, phrase: str, forms: list[str], at: int) -> Speaker | None:
        """Resolve "the president" to the last person who was called so."""
        if not re.match(r"(?:the|mr\.?|mrs\.?|ms\.?)\s", phrase, re.IGNORECASE) or not (
            len(forms) == 1 or forms[0] in ("prime", "vice", "former")
        ):
            return None
        known = [k for k in self.by_role.get(forms[-1], []) if k[0] < at]
        if not known and forms[-1] in _HEADS:
            known = self.by_role.get(forms[-1], [])
        return Speaker(known[-1][1], "official", personal=True) if known else None

    def _has_name(self, words: str) -> bool:
        return self.cased and any(w[:1].isupper() for w in words.split()[1:])

    def _force(self, words: str, forms: list[str], at: int) -> str:
        """Give "police" its force, where the report names exactly one."""
        if forms in (["police"], ["officers"], ["detectives"], ["investigators"], ["authorities"]):
            counted = Counter(self.forces).most_common(2)
            if forms[0] in ("police", "officers", "detectives") and len(counted) == 1:
                return counted[0][0]
            if not counted and (place := self._dateline(at)) is not None:
                return f"{place} {forms[0]}"
        for known in self.forces:
            if known.casefold() == words.casefold():
                return known
        return words

    def _dateline(self, at: int) -> str | None:
        """Give the place of the section that an offset lies in, where sections have one each."""
        found = list(_DATELINE.finditer(self.text))
        before = [m for m in found if m.start() <= at]
        if not before or (len(found) < 2 and not before[-1].group(2)):
            return None
        place = before[-1].group(1).title().replace("'S", "'s").replace("’S", "’s")
        return f"{place} County" if before[-1].group(2) else place


def make_roster(text: str, *, cased: bool, names: Sequence[Name] = ()) -> Roster:
    """Collect the people that a report names, with the roles that it gives them.

    Args:
        text: the report's text.
        cased: whether it has its capitals.
        names: as a reader sees them, in text order; without capitals people are told by them.
    """
    roster = Roster(text=text, cased=cased, names=names, kinds=_choose_kinds(text, names))
    if not cased:
        _note_caseless_forces(roster)
        _note_caseless_heads(roster)
        _note_people(roster)
        return roster
    counted: Counter[str] = Counter()
    found: list[tuple[int, str]] = []
    for match in _NAME.finditer(text):
        name = person_part(match.group())
        if name is None:
            continue
        offset = match.end() - len(name)
        found.append((offset, name))
        if " " in name and not _is_organization(name):
            counted[name] += 1
    _fill_surnames(roster, counted)
    for offset, name in found:
        full = roster.full_name(name)
        before = text[max(0, offset - 14) : offset].split()[-1:]
        titled = bool(before) and before[0].rstrip(".").casefold() in TITLES
        if (" " in full and not _is_organization(full)) or titled:
            roster.mentions.append((offset, full))
        _note_roles(roster, offset, name, full)
    _note_forces(roster)
    return roster


def _choose_kinds(text: str, names: Sequence[Name]) -> dict[str, NameKind]:
    """Give every name the kind that it is seen as most often."""
    counts = Counter((text[n.span.start : n.span.end].casefold(), n.kind) for n in names)
    out: dict[str, NameKind] = {}
    for (form, kind), _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        out.setdefault(form, kind)
    return out


def _note_people(roster: Roster) -> None:
    """Note the people that a reader sees in a text without capitals."""
    people = [
        (n.span.start, roster.text[n.span.start : n.span.end])
        for n in roster.names
        if n.kind == "person"
    ]
    _fill_surnames(roster, Counter(name for _, name in people if " " in name))
    for offset, name in people:
        full = roster.full_name(name)
        if " " in full:
            roster.mentions.append((offset, full))
        _note_roles(roster, offset, name, full)


def _fill_surnames(roster: Roster, counted: Counter[str]) -> None:
    for name, _ in sorted(
        counted.items(), key=lambda item: (-len(item[0].split()), -item[1], item[0])
    ):
        roster.by_surname.setdefault(_surname(name), []).append(name)
    for names in roster.by_surname.values():
        # The person most spoken of comes first; a longer form of the same name before a shorter.
        names.sort(key=lambda n: (-_mass(n, counted), -len(n), n))


def _mass(name: str, counted: Counter[str]) -> int:
    first, last = name.split()[0], name.split()[-1]
    return sum(c for n, c in counted.items() if n.split()[0] == first and n.split()[-1] == last)


def _note_roles(roster: Roster, offset: int, name: str, full: str) -> None:
    text = roster.text
    line = text.rfind("\n", 0, offset) + 1
    before = re.findall(r"[^\W_]+(?:[’'\-][^\W_]+)*", text[max(line, offset - 60) : offset])[-4:]
    ahead = text[max(line, offset - 60) : offset]
    if before and not re.search(
        r"[.;:!?]\s*$", re.sub(r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col)\.\s*$", "", ahead)
    ):
        low = [b.casefold() for b in before]
        for index in range(len(low) - 1, -1, -1):
            if low[index] in ROLES or low[index] in TITLES:
                if all(w in DEPARTMENTS or w in ROLES or w in TITLES for w in low[index + 1 :]):
                    roster.by_role.setdefault(_long_role(low[index]), []).append((offset, full))
            elif low[index] not in DEPARTMENTS:
                break
    after = text[offset + len(name) : offset + len(name) + 90].split("\n", 1)[0]
    match = re.match(r"(?:\s*\([^)]*\))?,\s+(?:a|an|the|one\s+of|who)?\s*([^,.;]{3,60})[,.]", after)
    if match:
        for word in re.findall(r"[^\W_]+", match.group(1).casefold())[:7]:
            if word in ROLES:
                roster.by_role.setdefault(word, []).append((offset, full))


def _long_role(word: str) -> str:
    return {
        "sen": "senator",
        "rep": "representative",
        "gov": "governor",
        "gen": "general",
        "lt": "lieutenant",
        "col": "colonel",
        "sgt": "sergeant",
        "capt": "captain",
        "maj": "major",
        "adm": "admiral",
    }.get(word, word)


def _note_forces(roster: Roster) -> None:
    pattern = re.compile(
        rf"(?:{_PART}[ ]){{1,4}}(?:police|Police Department)\b"
        r"|(?:[A-Z][\w’']*[ ]){1,3}(?:County|City|State|Metropolitan|Metro|Park|Transit) Police\b"
    )
    for match in pattern.finditer(roster.text):
        words = match.group().split()
        while words and words[0].casefold() in _NOT_NAMES:
            words = words[1:]
        if len(words) > 1:
            name = " ".join(words)
            roster.forces.append(re.sub(r"\bPolice(?: Department)?$", "police", name))


def _note_caseless_heads(roster: Roster) -> None:
    """Note whom "the president" means: the name that follows the word most often."""
    for role in _HEADS:
        names = Counter(
            m.group(1)
            for m in re.finditer(rf"\b{role} ([a-z]{{3,}})\b", roster.text)
            if m.group(1) not in FUNCTION | _SAYING | ROLES | GROUPS
        )
        if names:
            name = min(names, key=lambda n: (-names[n], n))
            roster.by_role[role] = [(0, name)]


def _note_caseless_forces(roster: Roster) -> None:
    """Note "lake county police", "prince orr s county police"."""
    pattern = re.compile(r"\b(?:\w+ \w+ s|\w+) (?:county|city) police\b")
    roster.forces.extend(m.group() for m in pattern.finditer(roster.text))


def person_part(words: str) -> str | None:
    """Return the name in "Lake Interior Minister Jane al-Orr"; None if there is none."""
    words = _clean(words)
    suffix = _SUFFIX.search(words)
    parts = _SUFFIX.sub("", words).split()
    cut = 0
    for index, part in enumerate(parts):
        form = re.sub(r"[’']s?$", "", part.rstrip(".").casefold())
        if _holds_described(parts, index, form):
            return None
        if form in TITLES or form in ROLES or form in _NOT_NAMES:
            cut = index + 1
    while 0 < cut < len(parts) - 1 and parts[cut].casefold().rstrip(",") in DEPARTMENTS:
        cut += 1
    rest = parts[cut:]
    while rest and not rest[0][:1].isupper():
        rest = rest[1:]
    while len(rest) > 1 and rest[0].isupper() and len(rest[0]) > 2 and not rest[-1].isupper():
        rest = rest[1:]  # "CNN Orr", "WATCHED Orr": a label of the page before the name
    while len(rest) > 2 and (rest[0].casefold() in MEDIA or rest[0].endswith(("'s", "’s"))):
        rest = rest[1:]  # "Reuters Jane Orr" under a photograph, "the Herald's Jane Orr"
    match = _NAME.fullmatch(re.sub(r"[’']s?$", "", " ".join(rest)))
    if match is None or len(rest) > 4:
        return None
    return match.group() + (f" {suffix.group(1)}." if suffix and len(rest) > 0 else "")


def _surname(name: str) -> str:
    """Return what a person is called by alone: "orr", "orr jr."."""
    parts = name.casefold().split()
    return " ".join(parts[-2:]) if parts[-1] in ("jr.", "sr.", "ii.", "iii.") else parts[-1]


def _holds_described(parts: list[str], index: int, form: str) -> bool:
    """Say whether "spokesman for ...", "officer at ..." describes somebody without a name."""
    if form not in ROLES and form not in GROUPS:
        return False
    after = [p.casefold() for p in parts[index + 1 : index + 3]]
    if len(after) < 2 or after[0] not in ("for", "of", "at", "with", "from", "in", "on"):
        return False
    return not (after[0] == "of" and after[1] in DEPARTMENTS - {"of", "for", "and", "the"})


def _caseless_person(forms: list[str]) -> str | None:
    """Return the name after the last title or role; "john r orr lake county democrat" is cut."""
    cut = 0
    for index, form in enumerate(forms):
        if (form in ROLES or form in TITLES) and index + 1 < len(forms):
            if cut and index - cut >= 2:
                break
            cut = index + 1
    rest = forms[cut:] if cut else []
    while len(rest) > 2 and rest[0] in DEPARTMENTS:
        rest = rest[1:]
    if not rest or rest[0] in ("of", "for", "in", "at", "with", "from", "identified", "and", "s"):
        return None
    width = 3 if len(rest) > 2 and (len(rest[1]) == 1 or rest[1] in _PARTICLES) else 2
    return " ".join(rest[:width])


def _document(words: str, forms: list[str], head: str) -> Speaker:
    """Name a text by its issuer: "a press statement from the Lake Guard" is the Guard's."""
    match = re.match(r"(.+?)\s+(?:from|by|of)\s+(?:the\s+)?(.+)$", words)
    if match and match.group(2)[:1].isupper():
        words = f"{match.group(2)} {match.group(1)}"
    return Speaker(words, kind_of(forms, head))


def kind_of(forms: list[str], head: str) -> OriginKind:
    """Say what kind of origin a described speaker is, by its head noun."""
    words = set(forms)
    if head in ("statement", "statements", "communique", "release"):
        return "statement"
    if head in ("post", "posts", "tweet", "tweets"):
        return "post"
    if head in DOCUMENT_NOUNS or head in ("photos", "images", "signs"):
        return "document"
    if head in WITNESSES:
        return "witness"
    if words & MEDIA and head in MEDIA:
        return "media"
    if head in _OFFICIAL or words & {"officials", "police"}:
        vague = head in ("official", "officials", "officer", "prosecutors") and len(forms) == 1
        return "unnamed" if vague else "official"
    if head in ORGANIZATIONS:
        return "organization"
    if head in GROUPS or head in ROLES:
        return "unnamed"
    return "organization"


def _clean(words: str) -> str:
    words = _BRACKETS.sub("", words)
    words = re.sub(r"\s+", " ", words).strip(" ,;:–—-")
    if not re.search(r"(?:\b\w\.)+$", words):
        words = words.rstrip(".")
    return _ARTICLE.sub("", words)


def _head(forms: list[str]) -> str:
    for index, form in enumerate(forms):
        if form in ("of", "for", "from", "at", "in", "with", "on") and index:
            return forms[index - 1]
    return forms[-1] if forms else ""


def _is_organization(name: str) -> bool:
    return any(w.casefold() in _BODIES for w in re.findall(r"[^\W_]+", name))


def _is_media(name: str) -> bool:
    return any(w.casefold() in MEDIA for w in name.split())


def is_media_name(phrase: str) -> bool:
    """Say whether a phrase names an agency or an outlet."""
    words = _clean(phrase)
    return (bool(words) and words[0].isupper() and _is_media(words)) or words.casefold() in MEDIA
