"""One name, one kind: what a report calls by one name all through is one thing.

Source: Gale, Church and Yarowsky 1992 (one sense per discourse); for names Krishnan and Manning
2006, section 2. Worldwide newswire, dev part: F1 74.4 -> 75.7 as written, 70.0 -> 72.0 in lower
case, 67.4 -> 69.7 stripped.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from firsthand.models.weights import Floats
from firsthand.records import Name, NameKind, Sentence, Span

# Kinds that a name keeps all through a report; a date or a sum is what it looks like.
SETTLED: tuple[NameKind, ...] = ("person", "organization", "place", "group", "other")
# Words that are a name elsewhere in the report are it here, below this probability of being none;
# .8, .9 and .97 give the same within .1 in worldwide newswire.
MOST_NOTHING = 0.9
# Sentences of a report that are settled together: most reports whole, and memory stays bounded.
MOST_SENTENCES_TOGETHER = 2_000

_Key: TypeAlias = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Seen:
    """A sentence, and how sure the net is of its names."""

    sentence: Sentence
    kinds: Floats  # name, kind of SETTLED: mean log probability over its words
    nothing: Floats  # word: log probability that it is in no name


def settle_names(seen: Sequence[Seen], text: str, *, find_more: bool) -> Iterator[Sentence]:
    """Give each name the kind that speaks for it in all its places.

    "Marsk" takes part of its evidence from "Ilo Marsk", a person.

    Args:
        seen: sentences of one report.
        text: of the report.
        find_more: whether words that are a name elsewhere become one where the net was in doubt; it
            helps where capitals are lost, and does nothing where they are there.
    """
    evidence = _gather(seen, text)
    kinds: dict[_Key, NameKind] = {
        key: SETTLED[int(sums.argmax())] for key, sums in _with_parts(evidence).items()
    }
    longest = max(map(len, kinds), default=0)
    for each in seen:
        sentence = each.sentence
        names = [
            replace(name, kind=kinds[_key(text, sentence, name)]) if name.kind in SETTLED else name
            for name in sentence.names
        ]
        if find_more:
            names += _find_more(each, text, kinds, longest)
            names.sort(key=lambda name: name.span.start)
        yield replace(sentence, names=tuple(names))


def _key(text: str, sentence: Sentence, name: Name) -> _Key:
    inside = (w for w in sentence.words if name.span.start <= w.start < name.span.end)
    return tuple(text[word.start : word.end].casefold() for word in inside)


def _gather(seen: Sequence[Seen], text: str) -> dict[_Key, Floats]:
    evidence: dict[_Key, Floats] = {}
    for each in seen:
        for name, kinds in zip(each.sentence.names, each.kinds, strict=True):
            if name.kind in SETTLED:
                key = _key(text, each.sentence, name)
                evidence[key] = evidence[key] + kinds if key in evidence else kinds
    return evidence


def _with_parts(evidence: dict[_Key, Floats]) -> dict[_Key, Floats]:
    """Add to first and last names what speaks for the person's whole name."""
    out = dict(evidence)
    person = SETTLED.index("person")
    for key, sums in evidence.items():
        if len(key) > 1 and int(sums.argmax()) == person:
            for part in {key[:1], *(key[k:] for k in range(1, len(key)))}:
                if part in out:
                    out[part] = out[part] + sums
    return out


def _find_more(each: Seen, text: str, kinds: dict[_Key, NameKind], longest: int) -> Iterator[Name]:
    words = each.sentence.words
    forms = [text[word.start : word.end].casefold() for word in words]
    named = [
        any(n.span.start <= word.start < n.span.end for n in each.sentence.names) for word in words
    ]
    limit = np.log(MOST_NOTHING)
    first = 0
    while first < len(words):
        last = min(len(words), first + longest)
        while last > first:
            kind = kinds.get(tuple(forms[first:last]))
            if kind and not any(named[first:last]) and each.nothing[first:last].mean() < limit:
                span = Span(
                    report_id=each.sentence.span.report_id,
                    start=words[first].start,
                    end=words[last - 1].end,
                )
                yield Name(span=span, kind=kind)
                break
            last -= 1
        first = max(last, first + 1)
