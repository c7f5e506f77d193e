"""The words of a passage as a comparison needs them: numbers read, names and roles known.

An atom is a word, or several that are one thing: "U.S.", "5,000", "two dozen", "did not".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from firsthand.text.tokens import Words, tokenize

AtomKind = Literal["negation", "modal", "number", "name", "empty", "role", "content"]

_NEGATIONS = frozenset(
    "not no never none nobody nothing neither nor without cannot nowhere".split()
)
# Inside a class one stands for the other: "might" for "may", "supposedly" for "allegedly".
MODAL_CLASS = {
    word: place
    for place, group in enumerate(
        "must shall ought should|may might could can|would will|"
        "allegedly reportedly supposedly purportedly|"
        "apparently possibly perhaps maybe|probably likely".split("|")
    )
    for word in group.split()
}
MODAL_CLASS |= {"must": 90, "shall": 91}
_ROLES = frozenset("by against from for with despite after before until".split())
_EMPTY = frozenset(
    "a an all the of in on at to into onto over under about around as that which who whom whose "
    "this these those it its he she they him his her them their we us our i my me you your and "
    "or but so if then than there here is are was were be been being am has have had having do "
    "does did done s ll ve re d m also just very more most such some any both either each one "
    "ones up out off down through during per within while when where what how only still yet "
    "even too now own el la los las de del que y en un una al se et le les des mr mrs ms".split()
)
# Whom a pronoun means.
PERSONS = {
    "he": "he", "him": "he", "his": "he", "himself": "he",
    "she": "she", "her": "she", "hers": "she", "herself": "she",
    "we": "we", "our": "we", "us.": "we", "they": "they", "them": "they", "their": "they",
    "it": "it",
}  # fmt: skip
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen".split()
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_VALUE = {word: value for value, word in enumerate(_UNITS)}
_VALUE |= {word: 10 * (place + 2) for place, word in enumerate(_TENS)}
_SCALE = {
    "dozen": 12, "dozens": 12, "hundred": 100, "hundreds": 100, "thousand": 1000,
    "thousands": 1000, "million": 10**6, "millions": 10**6, "billion": 10**9,
}  # fmt: skip
# Names that news English writes in several ways.
_ALIASES = {
    "us": "us", "usa": "us", "america": "us", "american": "us", "americans": "us",
    "uk": "uk", "britain": "uk", "british": "uk", "isis": "isis", "isil": "isis", "daesh": "isis",
    "is": "isis",
}  # fmt: skip
_PAIRS = {
    ("united", "states"): "us",
    ("united", "kingdom"): "uk",
    ("united", "nations"): "un",
    ("islamic", "state"): "isis",
    ("european", "union"): "eu",
    ("u", "s"): "us",
    ("u", "k"): "uk",
    ("u", "n"): "un",
}
_TITLES = {
    "sen": "senator", "gov": "governor", "rep": "representative", "gen": "general",
    "lt": "lieutenant", "sgt": "sergeant", "col": "colonel", "capt": "captain", "dr": "doctor",
    "dept": "department", "prof": "professor", "jan": "january", "feb": "february",
    "mar": "march", "apr": "april", "aug": "august", "sept": "september", "sep": "september",
    "oct": "october", "nov": "november", "dec": "december",
}  # fmt: skip
# Written in one word, in two, or with a hyphen.
_COMPOUNDS = {
    ("per", "cent"): "percent",
    ("air", "strike"): "airstrike",
    ("air", "strikes"): "airstrikes",
    ("life", "jackets"): "lifejackets",
    ("life", "jacket"): "lifejacket",
    ("cease", "fire"): "ceasefire",
    ("law", "makers"): "lawmakers",
    ("e", "mail"): "email",
    ("pull", "out"): "pullout",
}
_PREFIXES = frozenset("non anti counter pre re co multi".split())
_QUOTED = re.compile(r"“[^“”]{1,1200}”|\"[^\"\n]{1,1200}\"|«[^«»]{1,1200}»")
_SENTENCE_START = re.compile(r"[.!?“\"\[(]\s*$")


@dataclass(frozen=True, slots=True)
class Atom:
    """A word, or several that are one thing."""

    key: str  # what it is compared by
    form: str
    start: int
    end: int
    kind: AtomKind
    quoted: bool


def find_quoted(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the runs in quotation marks of the lines that a part of a text touches."""
    left = text.rfind("\n", 0, start) + 1
    right = text.find("\n", end)
    return [m.span() for m in _QUOTED.finditer(text, left, len(text) if right < 0 else right)]


def find_names(text: str) -> frozenset[str]:
    """Return the words that a text writes with a capital inside its sentences."""
    words = tokenize(text)
    names: set[str] = set()
    for at in range(1, len(words)):
        between = text[words.ends[at - 1] : words.starts[at]]
        if text[words.starts[at]].isupper() and between in (" ", "-", " (", ", "):
            names.add(words.forms[at])
    return frozenset(names)


def read_atoms(
    text: str,
    span: tuple[int, int],
    *,
    names: frozenset[str],
    spoken: Iterable[tuple[int, int]] = (),
    marks_lost: bool = False,
) -> list[Atom]:
    """Cut a part of a text into atoms.

    Args:
        text: the whole text.
        span: where the part begins and ends.
        names: words known as names, for the first word of a sentence and for text without case.
        spoken: quotations known from elsewhere, beside those in quotation marks.
        marks_lost: the other side has no punctuation: "2:45" is read as "2 45" on both.
    """
    start, end = span
    words = tokenize(text[start:end])
    uncased = text[start:end].islower()
    quoted = find_quoted(text, start, end)
    quoted += [(p, q) for p, q in spoken if p < end and start < q]
    atoms: list[Atom] = []
    at = 0
    while at < len(words):
        last = at if marks_lost else _last_of_number(text, start, words, at)
        a, b = start + words.starts[at], start + words.ends[last]
        surface = text[a:b]
        form = words.forms[at] if last == at else surface.replace(",", "")
        named = form in names and (uncased or surface[0].isupper())
        first = not named and (at == 0 or bool(_SENTENCE_START.search(text[max(0, a - 3) : a])))
        inside = any(p <= a and b <= q for p, q in quoted)
        kind: AtomKind = "name" if named and uncased else _kind_of(form, surface, first=first)
        if kind == "name" and form in MODAL_CLASS:
            kind = "modal"
        _append(atoms, Atom(_key_of(form, kind, surface), form, a, b, kind, inside))
        at = last + 1
    return atoms


def _last_of_number(text: str, start: int, words: Words, at: int) -> int:
    """Return the last word of a number written with marks: "5,000", "6:40", "2.5"."""
    last = at
    while last + 1 < len(words):
        gap = text[start + words.ends[last] : start + words.starts[last + 1]]
        digits = words.forms[last].isdigit() and words.forms[last + 1].isdigit()
        if gap not in (".", ",", ":") or not digits:
            break
        last += 1
    return last


def _key_of(form: str, kind: AtomKind, surface: str) -> str:
    if kind == "number":
        if form in _VALUE or form in _SCALE:
            return f"{_VALUE[form] if form in _VALUE else _SCALE[form]:g}"
        return form
    if form in _TITLES:
        return _TITLES[form]
    if form in _ALIASES and (kind == "name" or surface.isupper()):
        return _ALIASES[form]
    if not form.isascii():  # "Reykjavík", "Reykjavik"
        form = "".join(
            c for c in unicodedata.normalize("NFD", form) if not unicodedata.combining(c)
        )
    return "us." if form == "us" else form


def _kind_of(form: str, surface: str, *, first: bool) -> AtomKind:
    if form in _NEGATIONS:
        return "negation"
    if any(c.isdigit() for c in form) or (form in _VALUE and form != "one") or form in _SCALE:
        return "number"
    if (
        form in _ALIASES
        and surface[0].isupper()
        and (surface.isupper() or form not in ("is", "us"))
    ):
        return "name"
    if form in MODAL_CLASS and surface != "May":
        return "modal"
    if form in _ROLES:
        return "role"
    if form in _EMPTY or len(form) == 1:
        return "empty"
    return "name" if surface[0].isupper() and not first else "content"


def _append(atoms: list[Atom], atom: Atom) -> None:
    """Add an atom, or make one of it and the last."""
    last = atoms[-1] if atoms else None
    if last is None or atom.start - last.end > 2:
        atoms.append(atom)
    elif atom.form == "t" and last.form.endswith("n"):
        # "didn't"; of "won't" and "can't" only the negation counts
        atoms[-1] = Atom(last.form[:-1], last.form[:-1], last.start, last.end, "empty", last.quoted)
        atoms.append(Atom("not", "not", atom.start, atom.end, "negation", atom.quoted))
    elif pair := _PAIRS.get((last.form, atom.form)):
        atoms[-1] = Atom(pair, pair, last.start, atom.end, "name", last.quoted)
    elif last.form in _PREFIXES and atom.start - last.end == 1 and atom.kind in ("content", "name"):
        joined = last.form + atom.form
        atoms[-1] = Atom(joined, joined, last.start, atom.end, "content", last.quoted)
    elif (value := _join_numbers(last, atom)) is not None:
        atoms[-1] = Atom(
            value, f"{last.form} {atom.form}", last.start, atom.end, "number", last.quoted
        )
    elif pair := _COMPOUNDS.get((last.form, atom.form)):
        atoms[-1] = Atom(pair, pair, last.start, atom.end, "content", last.quoted)
    else:
        atoms.append(atom)


def _join_numbers(last: Atom, atom: Atom) -> str | None:
    if last.kind != "number" or not re.fullmatch(r"\d+(\.\d+)?", last.key):
        return None
    if atom.form in _SCALE:
        return f"{float(last.key) * _SCALE[atom.form]:g}"
    if last.form in _TENS and 0 < _VALUE.get(atom.form, 99) < 10:
        return f"{float(last.key) + _VALUE[atom.form]:g}"
    return None
