"""Noun phrases that may name a speaker, found beside a word of saying.

No parser: a phrase is grown from the cue outwards until a word that cannot belong to it. It
works without capitals, where only the stop words bound it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from firsthand.text.cues import DOCUMENT_NOUNS, INDIRECT_CUES, NAMING_CUES, QUOTE_CUES
from firsthand.text.quotes import QuotedRegion
from firsthand.text.speakers import (
    DEPARTMENTS,
    GROUPS,
    MEDIA,
    ORGANIZATIONS,
    PRONOUNS,
    ROLES,
    TITLES,
)

# Quoted matter is written over with a capital letter that no report uses: one word, no cue.
MASK = "Ǝ"
MOST_PHRASE_WORDS = 12
MOST_CASELESS_WORDS = 6
MOST_APPOSITIVE_WORDS = 26

_TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"
    r"|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Maj|Adm|Cmdr|Rev|Prof|St|Jr|Sr|Det)\."
    r"|\b[A-Z]\.(?=\s+[A-Z])"
    r"|[^\W_]+(?:[’'\-.&][^\W_]+)*(?:[’']s?(?!\w))?"
    r"|\S"
)
_DETERMINERS = frozenset(
    "the a an one his her its their our my this these those another some several many most two "
    "three four five six other both any each every no".split()
)
_PREPOSITIONS = frozenset("of for from in at with on to by near among inside within".split())
_BOUNDARIES = frozenset(
    """that which who whom whose because as while when where after before although though if since
    but so than until whether or nor and yet however meanwhile then also amid during despite under
    over into through against about between without upon per via not is are was were be been being
    has have had do does did will would can could should may might must there here what how why
    according just only even still once""".split()
)
_TIME = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight
    morning afternoon evening night week month year january february march april june july august
    september october november december jan feb mar apr jun jul aug sept sep oct nov dec later
    earlier early late last next recently previously""".split()
)
_BEFORE_TIME = frozenset("on in late early the this last next that".split())
_SKIPPED = frozenset(
    """has have had also later then earlier again once repeatedly publicly recently previously
    often never not did do does would could will may might first further reportedly
    himself herself themselves itself who which still even now just today yesterday
    have since all both was were is are been""".split()
)
_IRREGULAR = frozenset(
    """broke took went ran held met made came gave got set shot hit left led fell found fought began
    saw sent won lost kept put stood sat spoke threw struck paid drew grew knew rose flew fled
    built bought brought caught chose did drove ate felt forgot hung heard hid kept laid lay lent
    let rode sang sank slept sold spent stole swept swore taught tore wore wrote""".split()
)
_MODIFIERS = frozenset(
    """u s american senior top local federal state former some several many other military
    security intelligence government law enforcement city county national health fire church
    school company union campaign party congressional the""".split()
)
_PLURAL_NOUN = re.compile(r"[a-z]{3,}(?:ers|ors|ists|ants|ents|ees|men|ians|cers|ials)$")
SAYING = QUOTE_CUES | INDIRECT_CUES | NAMING_CUES


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark of a sentence."""

    text: str
    start: int
    end: int
    form: str  # case folded, without a possessive ending

    @property
    def is_word(self) -> bool:
        """Say whether it has a letter or a digit."""
        return self.text[0].isalnum()

    @property
    def is_capital(self) -> bool:
        """Say whether it begins with a capital letter (quoted matter does not count)."""
        return self.text[0].isupper() and self.text[0] != MASK


def mask_quoted(text: str, regions: Sequence[QuotedRegion]) -> str:
    """Write quoted matter over, one character for one, so that sentences end where it ends."""
    pieces: list[str] = []
    position = 0
    for region in regions:
        pieces.append(text[position : region.outer_start])
        width = region.outer_end - region.outer_start
        last = text[region.end - 1]
        after = text[region.outer_end : region.outer_end + 80]
        stops = last == "." or (last in "!?…" and not _cue_follows(after))
        if not region.closed and region.goes_on:
            stops = True
        glued = text[region.outer_end : region.outer_end + 1].isalnum()
        last_mark = " " if glued else "." if stops else MASK
        pieces.append(MASK * (width - 1) + last_mark)
        position = region.outer_end
    pieces.append(text[position:])
    return "".join(pieces)


def _cue_follows(after: str) -> bool:
    clause = re.split(r"[.;:!?\n“\"]", after)[0]
    return any(t.form in QUOTE_CUES for t in tokenize_sentence(clause, 0, len(clause))[:7])


def tokenize_sentence(text: str, start: int, end: int) -> list[Token]:
    """Split a run of text into words and marks, titles and initials with their full stop."""
    return [
        Token(m.group(), m.start(), m.end(), _fold(m.group()))
        for m in _TOKEN.finditer(text, start, end)
    ]


def _fold(word: str) -> str:
    low = word.casefold()
    if low.endswith(("'s", "’s")):
        low = low[:-2]
    return low.rstrip(".'’") if len(low) > 1 else low


def is_time(token: Token) -> bool:
    """Say whether it is a word of time."""
    return token.form in _TIME


def phrase_before(tokens: Sequence[Token], cue: int, *, cased: bool) -> tuple[int, int] | None:
    """Find the subject of a cue that follows it.

    Returns:
        Token indices, half open, or None where nothing fit to speak stands there.
    """
    index = cue - 1
    while index >= 0 and _is_skipped(tokens, index):
        index -= 1
    index = _over_brackets(tokens, index)
    if index >= 0 and tokens[index].text in (",", "—", "–"):
        return _before_appositive(tokens, index, cased=cased)
    found = _grow_left(tokens, index, cased=cased)
    return found if found is not None and can_speak(tokens[found[0] : found[1]], cased) else None


def _is_skipped(tokens: Sequence[Token], index: int) -> bool:
    form = tokens[index].form
    if form in _SKIPPED or (
        form.endswith("ly") and len(form) > 4 and form not in ("family", "ally")
    ):
        return not tokens[index].is_capital or form in _SKIPPED
    if is_time(tokens[index]):
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return form in _BEFORE_TIME and after is not None and is_time(after)


def _over_brackets(tokens: Sequence[Token], index: int) -> int:
    if index >= 0 and tokens[index].text == ")":
        while index >= 0 and tokens[index].text != "(":
            index -= 1
        index -= 1
    return index


def _before_appositive(
    tokens: Sequence[Token], comma: int, *, cased: bool
) -> tuple[int, int] | None:
    """Step over ", a security consultant," to the name before it."""
    for index in range(comma - 1, max(-1, comma - 1 - MOST_APPOSITIVE_WORDS), -1):
        if tokens[index].text in (".", ";", ":", "?", "!") or tokens[index].text[0] == MASK:
            return None
        if tokens[index].text not in (",", "—", "–"):
            continue
        if comma - index == 1 or tokens[index + 1].form in SAYING:
            return None
        run = tokens[index + 1 : comma]
        if cased and 2 <= len(run) <= 4 and all(t.is_capital for t in run):
            return index + 1, comma  # "the transport minister, Dana Kolbe, said"
        left = _over_brackets(tokens, index - 1)
        found = _grow_left(tokens, left, cased=cased)
        if found is not None and _is_name_like(tokens[found[0] : found[1]]):
            return found
    return None


def _is_name_like(phrase: Sequence[Token]) -> bool:
    head = head_of(phrase)
    return phrase[-1].is_capital or head in ROLES or head in GROUPS


def _grow_left(tokens: Sequence[Token], index: int, *, cased: bool) -> tuple[int, int] | None:
    end = index + 1
    start = end
    while index >= 0 and end - index <= MOST_PHRASE_WORDS:
        token = tokens[index]
        if not token.is_word or token.text[0] == MASK:
            if token.text == ")" and index + 1 < end:
                index = _over_brackets(tokens, index)
                continue
            break
        if token.form in PRONOUNS and not (cased and token.text == "It's"):
            start = index if start == end else start
            break
        if token.form in _PREPOSITIONS:
            if start == end or not _holds_preposition(tokens, index):
                break
            index -= 1
            continue
        if token.form == "and":
            if start == end or not _joins_names(tokens, index, cased=cased):
                break
            index -= 1
            continue
        if _bounds_phrase(tokens, index, start == end):
            break
        start = index
        if token.form in _DETERMINERS and not _follows_preposition(tokens, index):
            if index < 2 or tokens[index - 1].form != "and" or tokens[index - 2].form not in ROLES:
                break
            index -= 1
        index -= 1
    return (start, end) if start < end else None


def _bounds_phrase(tokens: Sequence[Token], index: int, first: bool) -> bool:
    token = tokens[index]
    if token.form in _BOUNDARIES and not (token.is_capital and token.form in ("will", "may")):
        return True
    if is_time(token) and not token.is_capital:
        return True
    if token.form in SAYING and token.form not in DOCUMENT_NOUNS and not token.is_capital:
        return True
    return token.text[0].isdigit() and first


def _holds_preposition(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a phrase goes on to the left of this preposition."""
    if index == 0 or not tokens[index - 1].is_word or tokens[index - 1].text[0] == MASK:
        return False
    left = tokens[index - 1]
    if left.form in SAYING or left.form in _BOUNDARIES:
        return False
    if tokens[index].form == "of":
        return True
    return tokens[index].form in ("for", "from", "at", "with", "in", "on") and (
        left.form in ROLES or left.form in GROUPS or left.form in DOCUMENT_NOUNS
    )


def _follows_preposition(tokens: Sequence[Token], index: int) -> bool:
    if index < 2 or tokens[index - 1].form not in _PREPOSITIONS:
        return False
    return _holds_preposition(tokens, index - 1)


def _joins_names(tokens: Sequence[Token], index: int, *, cased: bool) -> bool:
    if index == 0 or index + 1 >= len(tokens):
        return False
    left, right = tokens[index - 1], tokens[index + 1]
    if cased and left.is_capital and right.is_capital:
        return True
    return left.form in GROUPS | ROLES and right.form in GROUPS | ROLES


def phrase_after(tokens: Sequence[Token], first: int, *, cased: bool) -> tuple[int, int] | None:
    """Find the phrase that begins at a token: "said ONE FORMER OFFICER", "told THE POST"."""
    index = first
    while index < len(tokens) and index - first < MOST_PHRASE_WORDS:
        token = tokens[index]
        if not token.is_word or token.text[0] == MASK:
            break
        if token.form in PRONOUNS:
            index += 1 if index == first else 0
            break
        if token.form in _PREPOSITIONS:
            if index == first or not _holds_preposition(tokens, index):
                break
            if index + 1 >= len(tokens) or not tokens[index + 1].is_word:
                break
        elif token.form == "and":
            if index == first or not _joins_names(tokens, index, cased=cased):
                break
        elif _ends_phrase(tokens, index, first):
            break
        index += 1
    while index > first and tokens[index - 1].form in _PREPOSITIONS | {"and"}:
        index -= 1
    phrase = tokens[first:index]
    return (first, index) if phrase and can_speak(phrase, cased) else None


def _ends_phrase(tokens: Sequence[Token], index: int, first: int) -> bool:
    token = tokens[index]
    if token.form in _BOUNDARIES or is_time(token):
        return True
    if token.form in SAYING and token.form not in DOCUMENT_NOUNS and not token.is_capital:
        return True
    if index > first and _is_past_verb(tokens, index):
        return True
    opens_another = token.form in _DETERMINERS and not _follows_preposition(tokens, index)
    return index > first and opens_another


def _is_past_verb(tokens: Sequence[Token], index: int) -> bool:
    """Say whether a word after a noun is a verb of the past: "militiamen swarmed"."""
    token, left = tokens[index], tokens[index - 1]
    if token.is_capital or left.form in _DETERMINERS or not left.is_word:
        return False
    if token.form in _IRREGULAR:
        return True
    noun = left.is_capital or left.form in GROUPS | ROLES | ORGANIZATIONS | DOCUMENT_NOUNS
    return token.form.endswith("ed") and noun and len(token.form) > 3


def tighten(tokens: Sequence[Token], first: int, last: int) -> tuple[int, int]:
    """Cut a run of words without capitals to the part that names somebody.

    From its title or role on; a group keeps only words that surely belong to it ("lake county
    police", "senior military officials"); anything else keeps its last words.
    """
    if first > 1 and [t.form for t in tokens[first - 2 : first]] == ["identified", "as"]:
        before = phrase_before(tokens, first - 2, cased=False)
        if before is not None:
            first = before[0]
    name = _named_before(tokens, first)
    if name is not None:
        return name
    for index in range(max(first, last - 10), last - 1):
        if tokens[index].form in TITLES or tokens[index].form in ROLES:
            return _over_departments(tokens, first, index), last
    for index in range(last - 1, first - 1, -1):
        if tokens[index].form in GROUPS:
            goes_on = index + 1 < last and tokens[index + 1].form in _PREPOSITIONS
            return _sure_modifiers(tokens, first, index), last if goes_on else index + 1
    return max(first, last - MOST_CASELESS_WORDS), last


def _named_before(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    """Find the name before "a noted critic": "adviser john orr a noted critic said"."""
    opens = [i for i in range(first, max(0, first - 3), -1) if tokens[i].form in ("a", "an", "the")]
    if first >= len(tokens) or not opens:
        return None
    first = opens[0]
    for index in range(first - 2, max(-1, first - 6), -1):
        run = tokens[index + 1 : first]
        if any(t.form in _BOUNDARIES | _PREPOSITIONS | _DETERMINERS | SAYING for t in run):
            return None
        if tokens[index].form in ROLES | TITLES and len(run) >= 2:
            return index, first
    return None


def _over_departments(tokens: Sequence[Token], first: int, role: int) -> int:
    known = DEPARTMENTS | _MODIFIERS - {"the"}
    while role > first and tokens[role].form in ROLES and tokens[role - 1].form in known:
        role -= 1
    return role


def _sure_modifiers(tokens: Sequence[Token], first: int, head: int) -> int:
    start = head
    if head > first + 1 and tokens[head - 1].form in ("county", "city"):
        return max(first, head - (4 if tokens[head - 2].form == "s" else 2))
    while start > first and (
        tokens[start - 1].form in _MODIFIERS
        or re.search(r"(?:an|ish|ese)$", tokens[start - 1].form)
    ):
        start -= 1
    return start


def can_speak(phrase: Sequence[Token], cased: bool) -> bool:
    """Say whether a phrase may name somebody or something that says things."""
    if not phrase:
        return False
    if phrase[-1].form in PRONOUNS:
        return len(phrase) == 1 and phrase[0].text.isalpha()
    forms = [t.form for t in phrase]
    head = head_of(phrase)
    if head in ROLES | GROUPS | ORGANIZATIONS | DOCUMENT_NOUNS | MEDIA:
        return True
    if cased:
        named = [t for t in phrase if t.is_capital and t.form not in _DETERMINERS | _BOUNDARIES]
        if 2 <= len(phrase) <= 4 and phrase[0].form in _DETERMINERS and not head.endswith("ing"):
            return phrase[-1].text[0].isalpha() and head not in _PREPOSITIONS
        return (bool(named) and (phrase[-1].is_capital or named[-1] is not phrase[0])) or (
            bool(_PLURAL_NOUN.match(head)) and len(phrase) <= 5
        )
    return 1 <= len(phrase) <= 10 and not set(forms) <= _DETERMINERS | _PREPOSITIONS


def head_of(phrase: Sequence[Token]) -> str:
    """Return the noun before the first preposition, else the last word."""
    for index, token in enumerate(phrase):
        if token.form in _PREPOSITIONS and index:
            return phrase[index - 1].form
    return phrase[-1].form
