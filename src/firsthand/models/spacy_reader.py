"""A spaCy pipeline as reader (`pip install 'firsthand[spacy]'`): the page that a back end takes.

    import spacy
    from firsthand.models.spacy_reader import SpacyReader

    reader = SpacyReader(spacy.load("en_core_web_sm"))
    for parsed in case.read(reader):
        ...

What the pipeline has a part for is told: sentences, parts of speech, the tree (relations by the
scheme of the pipeline), names. spaCy has none for who did what to whom, nor for who says what.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from firsthand.errors import ItemError
from firsthand.records import Name, NameKind, Report, Sentence, Word

# The labels of OntoNotes, of CoNLL 2003 and of WikiNER. A time, a share or a count is no name.
KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "PER": "person",
    "ORG": "organization",
    "GPE": "place",
    "LOC": "place",
    "FAC": "place",
    "NORP": "group",
    "DATE": "date",
    "MONEY": "money",
    "EVENT": "other",
    "LAW": "other",
    "MISC": "other",
    "PRODUCT": "other",
    "WORK_OF_ART": "other",
}


class SpacyReader:
    """Reads by a pipeline of spaCy that marks where sentences begin."""

    def __init__(self, pipeline: Any) -> None:
        """Take a pipeline, as `spacy.load` or `spacy.blank` gives it."""
        self._pipeline = pipeline

    @property
    def name(self) -> str:
        """Return language and name of the pipeline: en_core_web_sm."""
        return f"{self._pipeline.meta['lang']}_{self._pipeline.meta['name']}"

    @property
    def version(self) -> str:
        """Return the version of the pipeline."""
        return str(self._pipeline.meta["version"])

    def read(self, report: Report) -> Iterator[Sentence]:
        """Yield the sentences of a report.

        Raises:
            ItemError: it is too long for the pipeline, or the pipeline marks no sentences.
        """
        try:
            doc = self._pipeline(report.text)
            sentences = list(doc.sents)
        except ValueError as err:  # spaCy's own bounds: E088 too long, E030 no sentences
            raise ItemError(f"{self.name} cannot read it: {' '.join(str(err).split())}") from err
        has_tree = doc.has_annotation("DEP")
        for sentence in sentences:
            tokens = [token for token in sentence if not token.is_space]
            if tokens:
                yield Sentence(
                    span=report.span(tokens[0].idx, _end(tokens[-1])),
                    words=tuple(_make_words(tokens, has_tree=has_tree)),
                    names=tuple(
                        Name(
                            span=report.span(each.start_char, each.end_char),
                            kind=KINDS[each.label_],
                        )
                        for each in sentence.ents
                        if each.label_ in KINDS
                    ),
                )


def _make_words(tokens: Sequence[Any], *, has_tree: bool) -> Iterator[Word]:
    """Yield words; what spaCy makes of white space is none, and nothing hangs on it."""
    number_of = {token.i: number for number, token in enumerate(tokens, start=1)}
    for token in tokens:
        above = token.head
        while above.is_space and above.head.i != above.i:
            above = above.head
        head = 0 if above.i == token.i else number_of.get(above.i, 0)
        yield Word(
            start=token.idx,
            end=_end(token),
            upos=token.pos_ or None,
            head=head if has_tree else None,
            relation=token.dep_ or None,
        )


def _end(token: Any) -> int:
    return int(token.idx + len(token))
