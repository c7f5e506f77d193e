"""Names of people, by their capitals."""

from __future__ import annotations

import re
from dataclasses import dataclass

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
_NOT_PEOPLE = frozenset(
    "police county city state department ministry university school church hospital street road "
    "avenue company corp inc ltd bank party house senate congress court committee commission "
    "council agency news times post herald tribune journal gazette north south east west new "
    "united embassy army navy force guard union league association club island islands lake river "
    "mountain bay port airport station park square bridge world international national federal "
    "january february march april may june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday american british french german russian "
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


def find_people(text: str) -> list[PersonName]:
    """Find full names that look like people's (two capitalised words or more)."""
    out: list[PersonName] = []
    for match in _NAME.finditer(text):
        parts = [(m.start(), m.end()) for m in re.finditer(r"\S+", match.group())]
        words = [match.group()[a:b].strip(",.") for a, b in parts]
        while words and words[0].casefold() in _TITLES:
            words.pop(0)
            parts.pop(0)
        if len(words) < 2 or any(word.casefold() in _NOT_PEOPLE for word in words):
            continue
        start, end = match.start() + parts[0][0], match.end()
        last = words[-1] if words[-1] not in ("Jr", "Sr") else words[-2]
        out.append(PersonName(start, end, text[start:end], last.casefold()))
    return out
