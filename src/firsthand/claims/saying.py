"""Who says, by which word, in one sentence: the frame of a quotation or of indirect speech."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from firsthand.claims.phrases import (
    MASK,
    SAYING,
    Token,
    can_speak,
    is_time,
    phrase_after,
    phrase_before,
    tokenize_sentence,
)
from firsthand.text.cues import DOCUMENT_NOUNS, QUOTE_CUES
from firsthand.text.speakers import GROUPS, ORGANIZATIONS, ROLES

FrameKind = Literal["verb", "participle", "according"]

_NOUNLIKE = frozenset(
    """report reports reported claim claims note notes state states demand demands fear fears hope
    hopes estimate estimates vow vows post posts comment comments answer answers reply question
    account reading chant chants shouting urges warning thought asking promise promises record
    records charges""".split()
)
_NOUN_SIGNS = frozenset(
    """the a an his her its their our my this that these those no any some of in for by with to from
    on such other several many more no and""".split()
)
_NUMBERED = frozenset(
    """states state calls call fears fear hopes hope claims claim demands notes reports
    report""".split()
)
_NOT_BEFORE_PARTICIPLES = frozenset("worth for of by without having about from in".split())
_PARTICIPLES = frozenset(w for w in SAYING if w.endswith("ing"))
_AUXILIARIES = frozenset("was were is are been be being".split())
_LEADS = frozenset(
    """in on at after before during by with for while when as since under despite amid meanwhile
    however but and also still yet then later earlier""".split()
)
_ENDS_OF_INVERTED = frozenset(
    """according in on at during after before of for to from with by as that is was were are has had
    would will could the a an he she they it and but who""".split()
)
_INVERTIBLE = frozenset("said says added adds wrote writes explained argued noted reported".split())
_TOLD = frozenset("told tell tells telling informed reminded assured notified".split())


@dataclass(frozen=True, slots=True)
class Saying:
    """A word of saying with its subject, as character offsets of the report."""

    source: tuple[int, int] | None
    cue: tuple[int, int]
    verb: str
    kind: FrameKind
    inverted: bool = False  # the subject follows the verb
    target: tuple[int, int] | None = None  # whom it was told
    relative: bool = False  # "Orr, who said ...": an aside
    content_start: int = 0  # where words said after the cue would begin

    @property
    def has_cue(self) -> bool:
        """Say whether a word says so: a reader may see who speaks by a colon alone."""
        return self.cue[0] < self.cue[1]

    @property
    def start(self) -> int:
        """Return where source or cue begins."""
        return min(self.source[0], self.cue[0]) if self.source else self.cue[0]

    @property
    def end(self) -> int:
        """Return where source, cue and addressee end."""
        ends = [self.cue[1], *(s[1] for s in (self.source, self.target) if s)]
        return max(ends)


def find_sayings(masked: str, start: int, end: int, *, cased: bool = True) -> list[Saying]:
    """Find the words of saying in one sentence of masked text, each with its subject."""
    tokens = tokenize_sentence(masked, start, end)
    out: list[Saying] = []
    for index, token in enumerate(tokens):
        if out and token.start < out[-1].end:
            continue
        if token.form == "according" and _form_at(tokens, index + 1) == "to":
            found = _according(tokens, index, cased=cased)
        elif token.form == "per" and _is_after_pause(tokens, index):
            found = _according(tokens, index - 1, cased=cased, cue=index)
        elif token.form in ("put", "puts") and _form_at(tokens, index + 1) == "it":
            found = _verb(tokens, index, out, cased=cased)
        elif token.form == "did" and _form_at(tokens, index + 1) in ("he", "she", "they"):
            found = _did_he_say(tokens, index)
        elif token.form in SAYING and not (token.is_capital and index and cased):
            found = _verb(tokens, index, out, cased=cased)
        else:
            continue
        if found is not None:
            out.append(found)
    return out


def _is_after_pause(tokens: Sequence[Token], index: int) -> bool:
    return index > 0 and (tokens[index - 1].text == "," or tokens[index - 1].text[0] == MASK)


def _form_at(tokens: Sequence[Token], index: int) -> str:
    return tokens[index].form if 0 <= index < len(tokens) else ""


def _chars(tokens: Sequence[Token], phrase: tuple[int, int]) -> tuple[int, int]:
    return tokens[phrase[0]].start, tokens[phrase[1] - 1].end


def _according(
    tokens: Sequence[Token], index: int, *, cased: bool, cue: int | None = None
) -> Saying | None:
    first = (cue if cue is not None else index + 1) + 1
    phrase = phrase_after(tokens, first, cased=cased) or _any_noun_phrase(tokens, first)
    if phrase is None:
        return None
    start = tokens[cue if cue is not None else index].start
    return Saying(
        source=_chars(tokens, phrase),
        cue=(start, tokens[first - 1].end),
        verb="according",
        kind="according",
        content_start=tokens[phrase[1] - 1].end,
    )


def _any_noun_phrase(tokens: Sequence[Token], first: int) -> tuple[int, int] | None:
    index = first
    while index < len(tokens) and tokens[index].is_word and index - first < 8:
        if tokens[index].text[0] == MASK or is_time(tokens[index]):
            break
        index += 1
    return (first, index) if index > first else None


def _verb(
    tokens: Sequence[Token], index: int, before: Sequence[Saying], *, cased: bool
) -> Saying | None:
    token = tokens[index]
    left = _form_at(tokens, index - 1)
    if token.form in _NOUNLIKE and left in _NOUN_SIGNS:
        return None
    if (
        token.form in _NOUNLIKE
        and index
        and tokens[index - 1].text.endswith(("'s", "’s", "s'", "s’"))
    ):
        return None
    if left in _NOT_BEFORE_PARTICIPLES and (token.form in _PARTICIPLES or left == "having"):
        return None
    if token.form in ("called", "calls", "calling") and _form_at(tokens, index + 1) in ("in", "to"):
        return None
    if left in _AUXILIARIES and not token.form.endswith("ing"):
        return None  # "was asked", "is believed": nobody is named as saying it
    if token.form in ("responded", "responds", "replied") and _form_at(tokens, index + 1) == "to":
        return None
    inverted = _inverted(tokens, index, cased=cased)
    if inverted is not None:
        return _make(tokens, index, inverted, inverted=True, cased=cased)
    if token.form in _PARTICIPLES and left not in _AUXILIARIES:
        subject = _participle_subject(tokens, index, before, cased=cased)
        return _make(tokens, index, subject, kind="participle", cased=cased) if subject else None
    subject = phrase_before(tokens, index, cased=cased)
    if subject is None:
        shared = _shared_subject(tokens, index, before)
        return _make(tokens, index, shared, cased=cased) if shared else None
    if not _agrees(tokens, subject, index):
        return None
    return _make(tokens, index, subject, cased=cased)


def _agrees(tokens: Sequence[Token], subject: tuple[int, int], verb: int) -> bool:
    """Hold "states", "fears", "report" to a subject that fits them in number.

    "several battleground states", "voters' fears" and "many calls" are nouns.
    """
    form = tokens[verb].form
    if form not in _NUMBERED:
        return True
    head = tokens[subject[1] - 1]
    if tokens[subject[0]].form in ("i", "we", "they", "he", "she", "it"):
        return (tokens[subject[0]].form in ("he", "she", "it")) == form.endswith("s")
    if not head.is_capital and head.form not in GROUPS | ROLES | ORGANIZATIONS | DOCUMENT_NOUNS:
        return False
    if tokens[subject[0]].form in ("many", "some", "several", "most") or head.text[-1] in "'’s":
        return not form.endswith("s")
    return form.endswith("s") or head.form in GROUPS


def _did_he_say(tokens: Sequence[Token], index: int) -> Saying | None:
    """Read `"...", did she declare`, as translations from French have it."""
    if index == 0 or index + 2 >= len(tokens) or not tokens[index + 2].is_word:
        return None
    if tokens[index - 1].text not in (",",) and tokens[index - 1].text[0] != MASK:
        return None
    return Saying(
        source=(tokens[index + 1].start, tokens[index + 1].end),
        cue=(tokens[index].start, tokens[index + 2].end),
        verb="said",
        kind="verb",
        inverted=True,
        content_start=tokens[index + 2].end,
    )


def _inverted(tokens: Sequence[Token], index: int, *, cased: bool) -> tuple[int, int] | None:
    """Find the subject after the verb: `"...," said Orr`, `..., said the mayor.`"""
    if tokens[index].form not in QUOTE_CUES or tokens[index].form in _PARTICIPLES | _TOLD:
        return None
    if not cased:
        return _inverted_without_marks(tokens, index)
    ahead = tokens[index - 1] if index else None
    after_quote = ahead is None or ahead.text[0] == MASK or ahead.text in ".?!"
    if not after_quote and tokens[index].form not in _INVERTIBLE:
        return None  # "the minister, Jane Orr, promised an inquiry"
    if ahead is not None and ahead.is_word and ahead.text[0] != MASK:
        return None
    if (
        ahead is not None
        and ahead.text not in (",", "—", "–", "-", ".", "?", "!")
        and ahead.text[0] != MASK
    ):
        return None
    first = index + 1
    phrase = phrase_after(tokens, first, cased=cased)
    if phrase is None:
        return None
    words = tokens[phrase[0] : phrase[1]]
    after = _form_at(tokens, phrase[1])
    # ", said the strikes were a response": the phrase is the subject of what is said.
    if after in _AUXILIARIES or after in ("had", "has", "have", "would", "will", "could"):
        return None
    return phrase if can_speak(words, cased) else None


def _inverted_without_marks(tokens: Sequence[Token], index: int) -> tuple[int, int] | None:
    """Find "said lake guard spokesman john orr according to": a role and a name, then no verb."""
    if tokens[index].form != "said" or phrase_before(tokens, index, cased=False) is None:
        return None
    for at in range(index + 1, min(len(tokens) - 3, index + 6)):
        if tokens[at].form in _ENDS_OF_INVERTED:
            return None
        if tokens[at].form in ROLES and tokens[at + 3].form in _ENDS_OF_INVERTED:
            named = [t.form for t in tokens[at + 1 : at + 3]]
            return None if set(named) & _ENDS_OF_INVERTED else (index + 1, at + 3)
    return None


def _participle_subject(
    tokens: Sequence[Token], index: int, before: Sequence[Saying], *, cased: bool
) -> tuple[int, int] | None:
    """Give "..., saying" the subject of its sentence, "protesters chanting" the word before."""
    if index and tokens[index - 1].is_word and tokens[index - 1].text[0] != MASK:
        near = phrase_before(tokens, index, cased=cased)
        if near is not None and near[1] == index and tokens[index - 1].form in GROUPS | ROLES:
            return near
    for saying in reversed(before):
        if saying.source is not None and saying.kind != "according":
            return _tokens_at(tokens, saying.source)
    return sentence_subject(tokens, cased=cased)


def _tokens_at(tokens: Sequence[Token], chars: tuple[int, int]) -> tuple[int, int] | None:
    inside = [i for i, t in enumerate(tokens) if chars[0] <= t.start and t.end <= chars[1]]
    return (inside[0], inside[-1] + 1) if inside else None


def sentence_subject(tokens: Sequence[Token], *, cased: bool) -> tuple[int, int] | None:
    """Find the first phrase of a sentence that may speak, lead-ins left out."""
    index = 0
    while index < len(tokens) and (not tokens[index].is_word or tokens[index].text[0] == MASK):
        index += 1
    if _form_at(tokens, index) in _LEADS or _form_at(tokens, index).endswith(("ly", "ing")):
        for at in range(index, min(len(tokens), index + 14)):
            if tokens[at].text == ",":
                index = at + 1
                break
        else:
            index += 1
    return phrase_after(tokens, index, cased=cased)


def _shared_subject(
    tokens: Sequence[Token], index: int, before: Sequence[Saying]
) -> tuple[int, int] | None:
    """Give "Orr said A and added B" its subject."""
    at = index - 1
    while at > 0 and _form_at(tokens, at) in ("has", "have", "had", "then", "also", "later"):
        at -= 1
    if _form_at(tokens, at) not in ("and", "but"):
        return None
    if before:
        last = before[-1]
        usable = last.kind == "verb" and not last.inverted and last.source is not None
        return _tokens_at(tokens, last.source) if usable and last.source else None
    return sentence_subject(tokens, cased=True)


def _make(
    tokens: Sequence[Token],
    index: int,
    subject: tuple[int, int],
    *,
    kind: FrameKind = "verb",
    inverted: bool = False,
    cased: bool = True,
) -> Saying:
    source = _chars(tokens, subject)
    after = subject[1] if inverted else index + 1
    target: tuple[int, int] | None = None
    if tokens[index].form in _TOLD and not inverted:
        addressee = phrase_after(tokens, index + 1, cased=cased)
        if addressee is not None:
            target = _chars(tokens, addressee)
            after = addressee[1]
    elif _form_at(tokens, after) == "to" and tokens[index].form in ("said", "says"):
        addressee = phrase_after(tokens, after + 1, cased=cased)
        if addressee is not None:
            target = _chars(tokens, addressee)
            after = addressee[1]
    content = tokens[after].start if after < len(tokens) else tokens[-1].end
    relative = not inverted and "who" in [
        t.form for t in tokens[max(subject[1], index - 3) : index]
    ]
    return Saying(
        source=source,
        cue=(tokens[index].start, tokens[index].end),
        verb=tokens[index].form,
        kind=kind,
        inverted=inverted,
        target=target,
        relative=relative,
        content_start=content,
    )
