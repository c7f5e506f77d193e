"""From the judgements of a window to sentences: what holds together over all that was judged."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TypeAlias

import numpy as np

from firsthand.errors import ModelError
from firsthand.models.labelling import (
    GIVEN_ONCE,
    LabelledRun,
    PairScorer,
    choose_roles,
    find_runs,
)
from firsthand.models.net import Judged, Whole
from firsthand.models.settling import SETTLED, Seen
from firsthand.models.shapes import Condition
from firsthand.models.spans import Run, Tree, link_attributions
from firsthand.models.trees import find_heads
from firsthand.models.weights import Floats, Weights
from firsthand.models.windows import Window
from firsthand.records import (
    Argument,
    AttributionSpans,
    LetterCase,
    Name,
    NameKind,
    Predicate,
    ReportId,
    Sentence,
    Span,
    Word,
)

KINDS: dict[str, NameKind] = {
    "PER": "person",
    "ORG": "organization",
    "LOC": "place",
    "NORP": "group",
    "DATE": "date",
    "MONEY": "money",
    "MISC": "other",
}
_CASES: dict[str, LetterCase] = {"lower": "lower", "title": "title", "upper": "upper"}
_NEVER = -1e9
_Roles: TypeAlias = list[list[tuple[int, int]]]


class SentenceMaker:
    """Makes sentences of what the net judged; holds the labels of one set of weights."""

    def __init__(self, weights: Weights) -> None:
        """Take the labels.

        Raises:
            ModelError: they are not those of this firsthand.
        """
        labels = weights.labels
        kinds = {label[2:] for label in labels.names if label != "O"}
        parts = {label[2:] for label in labels.attributions if label != "O"}
        if not kinds <= KINDS.keys() or not parts <= {"SOURCE", "CUE", "CONTENT"}:
            raise ModelError(
                f"{weights.folder}: the labels are not those of this firsthand;"
                " 'pip install --force-reinstall firsthand'"
            )
        self._weights = weights
        self._relations, self._roles = PairScorer(weights.relations), PairScorer(weights.roles)
        self._once = [labels.roles.index(role) for role in GIVEN_ONCE if role in labels.roles]

    def find_bounds(
        self, judged: Judged, window: Window, condition: Condition
    ) -> list[tuple[int, int]]:
        """Return the whole sentences of a window as first word and the word behind the last."""
        decoding = self._weights.decoding
        threshold = (
            decoding.start_threshold if condition.punctuated else decoding.stripped_start_threshold
        )
        above = judged.starts[:, 1] - judged.starts[:, 0] > math.log(threshold / (1 - threshold))
        starts = [
            place
            for place, (token, starts) in enumerate(zip(window.tokens, above, strict=True))
            if (starts and not token.goes_on) or token.opens or not place
        ]
        if window.ends_inside and len(starts) > 1:
            return list(pairwise(starts))
        return list(pairwise([*starts, len(window)]))

    def make(
        self,
        judged: Judged,
        window: Window,
        bounds: Sequence[tuple[int, int]],
        *,
        condition: Condition,
        report_id: ReportId,
    ) -> Iterator[Seen]:
        """Yield the sentences of a window, each with how sure the net is of its names."""
        n_words = bounds[-1][1]
        judged = Judged(*(_cut(judged, name, n_words) for name in Judged.__slots__))
        weights = self._weights
        heads = find_heads(judged.arcs, bounds)
        relations = self._relations.score_each(judged.rel_dependant, judged.rel_head[heads])
        heads -= _firsts_of(bounds, n_words) * (heads > 0)
        words = self._make_words(judged, window, heads, relations, condition)
        names = find_runs(judged.names, weights.labels.names, bounds)
        logs = judged.names - np.logaddexp.reduce(judged.names, axis=1, keepdims=True)
        kinds, nothing = self._sure_of_kinds(logs), logs[:, 0]
        lowered = judged.attributions.copy()
        lowered[:, 0] -= weights.decoding.attribution_bias
        attributions = find_runs(lowered, weights.labels.attributions, bounds)
        predicates, roles = self._find_roles(judged, bounds)
        for place, (first, last) in enumerate(bounds):
            runs = _Runs(window, report_id)
            tree = Tree(heads[first:last].tolist())
            sentence = Sentence(
                span=runs.span(first, last),
                words=tuple(words[first:last]),
                names=tuple(
                    Name(span=runs.span(a, b), kind=KINDS[kind]) for a, b, kind in names[place]
                ),
                predicates=tuple(
                    self._make_predicate(predicate, found, first, runs, words, tree)
                    for predicate, found in zip(predicates[place], roles[place], strict=True)
                ),
                attributions=_make_attributions(attributions[place], runs),
            )
            sure = np.array([kinds[a:b].mean(axis=0) for a, b, _ in names[place]])
            yield Seen(sentence, sure, nothing[first:last])

    def _sure_of_kinds(self, scores: Floats) -> Floats:
        """Return of each word the log probability of each kind that is settled."""
        labels = self._weights.labels.names
        columns = [
            [k for k, label in enumerate(labels) if KINDS.get(label[2:]) == kind]
            for kind in SETTLED
        ]
        return np.stack([np.logaddexp.reduce(scores[:, own], axis=1) for own in columns], axis=1)

    def _make_words(
        self,
        judged: Judged,
        window: Window,
        heads: Whole,
        relations: Floats,
        condition: Condition,
    ) -> list[Word]:
        labels = self._weights.labels
        n_words = len(heads)
        nothing = [None] * n_words
        cases = nothing if condition.cased else _choose(judged.case, labels.case)
        marks = nothing if condition.punctuated else _choose(judged.punctuation, labels.punctuation)
        return [
            Word(
                start=token.start,
                end=token.end,
                upos=upos,
                head=head,
                relation=relation,
                case=_CASES[case] if case else None,
                mark=mark,
            )
            for token, upos, head, relation, case, mark in zip(
                window.tokens[:n_words],
                _choose(judged.upos, labels.upos),
                heads.tolist(),
                _choose(relations, labels.relations),
                cases,
                marks,
                strict=True,
            )
        ]

    def _find_roles(
        self, judged: Judged, bounds: Sequence[tuple[int, int]]
    ) -> tuple[list[list[int]], list[_Roles]]:
        """Return for each sentence its predicates, and for each of these its words with roles."""
        chosen = np.flatnonzero(judged.predicate[:, 1] > judged.predicate[:, 0])
        scores = self._roles.score_all(judged.role_predicate[chosen], judged.role_argument)
        scores[:, 0] -= self._weights.decoding.role_bias
        scores[np.arange(len(chosen)), 1:, chosen] = _NEVER  # a predicate is no part of itself
        predicates: list[list[int]] = []
        roles: list[_Roles] = []
        for first, last in bounds:
            own = np.flatnonzero((chosen >= first) & (chosen < last))
            predicates.append(chosen[own].tolist())
            roles.append([choose_roles(scores[k, :, first:last], self._once) for k in own])
        return predicates, roles

    def _make_predicate(
        self,
        predicate: int,
        found: Sequence[tuple[int, int]],
        first: int,
        runs: _Runs,
        words: Sequence[Word],
        tree: Tree,
    ) -> Predicate:
        own = predicate - first
        arguments = []
        for word, role in found:
            a, b = _trim(tree.run_around(word, own), words, first, word)
            span = runs.span(first + a, first + b)
            label = self._weights.labels.roles[role]
            arguments.append(Argument(span=span, role=label, word=word + 1))
        return Predicate(
            span=runs.span(predicate, predicate + 1), word=own + 1, arguments=tuple(arguments)
        )


class _Runs:
    """Runs of the words of a window, as spans of the report."""

    def __init__(self, window: Window, report_id: ReportId) -> None:
        self._tokens = window.tokens
        self._report_id = report_id

    def span(self, first: int, last: int) -> Span:
        start, end = self._tokens[first].start, self._tokens[last - 1].end
        return Span(report_id=self._report_id, start=start, end=end)


def _cut(judged: Judged, name: str, n_words: int) -> Floats:
    """Leave out the words of a window behind its last whole sentence."""
    scores: Floats = getattr(judged, name)
    if name == "arcs":
        return scores[:n_words, : n_words + 1]
    return scores[: n_words + 1] if name == "rel_head" else scores[:n_words]


def _firsts_of(bounds: Sequence[tuple[int, int]], n_words: int) -> Whole:
    """Return for each word the first word of its sentence."""
    firsts = np.zeros(n_words, dtype=np.int64)
    for first, last in bounds:
        firsts[first:last] = first
    return firsts


def _choose(scores: Floats, labels: Sequence[str]) -> list[str]:
    return [labels[each] for each in scores.argmax(axis=1).tolist()]


def _trim(run: Run, words: Sequence[Word], offset: int, head: int) -> Run:
    """Take the marks off the ends of an argument, as far as its head."""
    first, last = run
    while first < head and words[offset + first].upos == "PUNCT":
        first += 1
    while last - 1 > head and words[offset + last - 1].upos == "PUNCT":
        last -= 1
    return first, last


def _make_attributions(found: Sequence[LabelledRun], runs: _Runs) -> tuple[AttributionSpans, ...]:
    return tuple(
        AttributionSpans(
            source=runs.span(*linked.source) if linked.source else None,
            cue=runs.span(*linked.cue) if linked.cue else None,
            content=tuple(runs.span(*each) for each in linked.content),
        )
        for linked in link_attributions(found)
    )
