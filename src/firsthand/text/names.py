"""Names of people, by their capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from firsthand.text.calendar_words import CALENDAR
from firsthand.text.tokens import fold_words

MOST_NAME_WORDS = 5
_OPENERS = frozenset(
    "the a an in on at but and or as if when while after before since it he she they we i this "
    "that these those there his her its their our no not some many most all both according".split()
)

_PART = (
    r"(?:[A-Z][\w’'-]*[a-z][\w’'-]*|[A-Z]\.|(?:al|bin|ibn|de|van|von|da|del|la|el)(?=[ -][A-Z]))"
)
_NAME = re.compile(rf"\b(?:al-)?{_PART}(?:[ -]{_PART}){{1,4}}(?:,? (?:Jr|Sr)\.?)?")
_TITLES = frozenset(
    "mr mrs ms dr sen senator rep representative gov governor gen general president secretary "
    "minister mayor judge chief sheriff sgt sergeant lt lieutenant capt captain col colonel "
    "officer detective prof professor prime king queen prince pope rev father sister spokesman "
    "spokeswoman ambassador deputy justice attorney director commissioner chairman chairwoman "
    "king's state former interior foreign defense defence the a in on at but and".split()
)
# Words that may lead a capitalised run without being titles.
_LEAD_WORDS = frozenset("the a in on at but and king's state former".split())
_LEAD_ENDS = tuple(f" {word}" for word in sorted(_LEAD_WORDS))
# Words of names that are no person's.
NOT_PEOPLE = CALENDAR | frozenset(
    "police county city state department ministry university school church hospital street road "
    "avenue company corp inc ltd bank party house senate congress court committee commission "
    "council agency news times post herald tribune journal gazette north south east west new "
    "united embassy army navy force guard union league association club island islands lake river "
    "mountain bay port airport station park square bridge world international national federal "
    "american british french german russian "
    "iranian iraqi chinese israeli europe european africa african asia islamic high district "
    "office authority service bureau board group front brigade brigades militia movement coast "
    "harbour harbor ferry line lines".split()
)


@dataclass(frozen=True, slots=True)
class PersonName:
    """A full name: where it stands and the surname that later mentions use."""

    start: int
    end: int
    name: str
    surname: str


_TITLE_BEFORE = re.compile(rf"\b(?:{'|'.join(sorted(_TITLES))})\.?\s+$", re.I)
_PERSON_AFTER = re.compile(
    r"(?:,\s+\d{1,3}\b|,\s+(?:an?|the|his|her|who|whose)\s|\s+\([A-Z]-[A-Z]|"
    r"\s+(?:said|says|told|added|wrote|tweeted|was born|died|survived)\b|,?\s+who\b)"
)
_AGE_BEFORE = re.compile(r"\b\d{1,3}[- ]years?[- ]old\s+(?:[a-z][\w-]*\s+){0,5}$")


def find_people(text: str) -> list[PersonName]:
    """Find full names that are people's: two capitalised words or more, and a sign of a person.

    The sign (a title, an age, "who", a reporting verb) may stand at another mention.
    """
    found: list[PersonName] = []
    known: set[str] = set()
    for match in _NAME.finditer(text):
        parts = [(m.start(), m.end()) for m in re.finditer(r"\S+", match.group())]
        words = [match.group()[a:b].strip(",.") for a, b in parts]
        cut, titled = after_titles([word.casefold() for word in words])
        words, parts = words[cut:], parts[cut:]
        if len(words) < 2 or any(word.casefold() in NOT_PEOPLE for word in words):
            continue
        start, end = match.start() + parts[0][0], match.end()
        last = words[-1] if words[-1] not in ("Jr", "Sr") else words[-2]
        name = PersonName(start, end, text[start:end], last.casefold())
        found.append(name)
        before, after = text[max(0, start - 40) : start], text[end : end + 12]
        led = _TITLE_BEFORE.search(before) is not None
        titled = titled or (led and not before.rstrip().casefold().endswith(_LEAD_ENDS))
        if titled or _PERSON_AFTER.match(after) or _AGE_BEFORE.search(before):
            known.add(name.surname)
    return [name for name in found if name.surname in known]


def after_titles(forms: Sequence[str]) -> tuple[int, bool]:
    """Say where the name starts in "Later Mayor Otto Renn", and whether a title leads it."""
    cut = 0
    for i in range(len(forms) - 1):
        if forms[i] in _TITLES and (i == cut or len(forms) - i > 2):
            cut = i + 1
    return cut, any(form in _TITLES - _LEAD_WORDS for form in forms[:cut])


_LONG_NAME = re.compile(
    r"\b[A-Z][\w’'.-]*(?:[ ](?:of[ ](?:the[ ])?|de[ ]|al-)?[A-Z][\w’'.-]*){1,4}"
)


def bank_names(texts: Iterable[str]) -> NameBank:
    """Learn the names of several words that a pile writes with capitals.

    A name counts as one word where clauses are compared: "Kell's Landing County" in two clauses
    is one thing in common, not three. Names that begin a sentence count where they stand inside
    one as well.
    """
    counts: Counter[tuple[str, ...]] = Counter()
    for text in texts:
        for match in _LONG_NAME.finditer(text):
            forms = fold_words(match.group())
            while forms and forms[0] in _OPENERS:
                forms = forms[1:]
            for start in range(len(forms)):  # with each title and without
                if 2 <= len(forms) - start <= MOST_NAME_WORDS:
                    counts[forms[start:]] += 1
                if forms[start] not in _TITLES:
                    break
    people = {f for forms in counts for f in forms if f in NOT_PEOPLE}
    names: dict[tuple[str, ...], str] = {}
    for forms in sorted(counts):
        is_person = not any(form in people for form in forms)
        names[forms] = forms[-1] if is_person else "_".join(forms)
    words = set(names.values()) | {form for forms in names for form in forms}
    return NameBank(names, frozenset(words), frozenset(forms[0] for forms in names))


@dataclass(frozen=True, slots=True)
class NameBank:
    """The names of several words of a pile, each with the one word that stands for it."""

    names: Mapping[tuple[str, ...], str]
    words: frozenset[str]  # single words that the pile writes as names
    openers: frozenset[str]  # the first words of the names

    def join(self, forms: Sequence[str]) -> list[str]:
        """Return the words with each name replaced by its one word, the longest name first."""
        out: list[str] = []
        i = 0
        while i < len(forms):
            widest = MOST_NAME_WORDS if forms[i] in self.openers else 0
            for width in range(min(widest, len(forms) - i), 1, -1):
                name = self.names.get(tuple(forms[i : i + width]))
                if name is not None:
                    out.append(name)
                    i += width
                    break
            else:
                out.append(forms[i])
                i += 1
        return out
