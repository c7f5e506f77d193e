"""Records as JSON for programs: a span with the words that stand there."""

from __future__ import annotations

from collections.abc import Iterable

from firsthand.brief.sides import find_alone, find_moved
from firsthand.case import Explanation
from firsthand.export import shown_ids, to_json, to_plain
from firsthand.export.plain import Plain
from firsthand.records import (
    Alignment,
    Brief,
    Derivation,
    PairFinding,
    Passage,
    Report,
    Sentence,
    Span,
    Versions,
    Voice,
)

_SPAN = {"report_id", "start", "end"}
_SIDES = {"earlier", "later"}  # of a revision
_CITATION = {"span", "voice_id", "origins", "derived"}


class Citer:
    """Writes the records of one pile: ids as people know them, spans with their words."""

    def __init__(self, reports: Iterable[Report], voices: Iterable[Voice] = ()) -> None:
        reports = list(reports)
        ids = shown_ids(reports)
        self._ids: dict[str, str] = {str(key): shown for key, shown in ids.items()}
        self._texts: dict[str, str] = {str(report.id): report.text for report in reports}
        self._letters: dict[str, str] = {str(voice.id): voice.letter for voice in voices}

    def line(self, record: object) -> str:
        """Write a record as one line."""
        return to_json(self._cite(to_plain(record)))

    def brief(self, brief: Brief, voices: Iterable[Voice]) -> str:
        """Write a brief with the voices of its story, which the terminal draws as trees."""
        plain = self._cite(to_plain(brief))
        assert isinstance(plain, dict)
        return to_json({**plain, "voices": [self._voice(voice) for voice in voices]})

    def _voice(self, voice: Voice) -> dict[str, Plain]:
        return {
            "letter": voice.letter,
            "name": voice.name,
            "root": None if voice.root is None else self._ids[voice.root],
            "members": [self._ids[member] for member in voice.members],
            "reason": voice.reason,
            "carriers": [self._ids[carrier] for carrier in voice.carriers],
            "probability": voice.probability,
        }

    def derivation(self, derivation: Derivation) -> str:
        """Write a derivation with its passages as pairs of offsets."""
        return to_json(self._derivation(derivation))

    def _derivation(self, derivation: Derivation) -> Plain:
        plain = to_plain(derivation)
        assert isinstance(plain, dict)
        plain["child"], plain["parent"] = self._ids[derivation.child], self._ids[derivation.parent]
        plain["passages"] = [_passage(each) for each in derivation.passages]
        return plain

    def finding(self, finding: PairFinding) -> str:
        """Write what two reports share without kinship; which is the child is not said."""
        return to_json(self._finding(finding))

    def _finding(self, finding: PairFinding) -> Plain:
        return {
            "child": self._ids[finding.a],
            "parent": self._ids[finding.b],
            "kind": finding.kind,
            "probability": finding.probability,
            "direction_probability": 0.5,
            "passages": [_passage(each) for each in finding.passages],
        }

    def explanation(self, found: Explanation) -> str:
        """Write all that is known about two reports as one line."""
        measured = to_plain(found.measured)
        if isinstance(measured, dict) and found.measured is not None:
            del measured["a"], measured["b"], measured["relation"]
            measured["via"] = [self._ids[each] for each in found.measured.via]
        return to_json(
            {
                "a": self._ids[found.a.id],
                "b": self._ids[found.b.id],
                "relation": found.relation,
                "derivations": [self._derivation(each) for each in found.derivations],
                "moved": self._cite(
                    to_plain([s for d in found.derivations for s in find_moved(d)])
                ),
                "alone": {
                    side: self._cite(to_plain(list(find_alone(report, found.derivations))))
                    for side, report in (("a", found.a), ("b", found.b))
                },
                "findings": [self._finding(each) for each in found.findings],
                "alterations": [self._cite(to_plain(each)) for each in found.alterations],
                "revision": self._cite(to_plain(found.revision)),
                "measured": measured,
            }
        )

    def versions(self, versions: Versions) -> str:
        """Write the versions of one report, each step with its updates and the spans of both."""
        plain = self._cite(to_plain(versions))
        assert isinstance(plain, dict)
        return to_json({"kind": "versions", **plain})

    def unseen(self, voice: Voice, passages: Iterable[Passage]) -> str:
        """Write a voice that is not in the pile, with the runs of reports that speak with it."""
        lent = [each.span for each in passages if each.voice_id == voice.id]
        places = self._cite(to_plain(lent))
        return to_json({"kind": "unseen_voice", **self._voice(voice), "passages": places})

    def report(self, report: Report) -> str:
        """Write a report without its text."""
        plain = to_plain(report)
        assert isinstance(plain, dict)
        plain.pop("text")
        plain["id"] = self._ids[report.id]
        return to_json({**plain, "file": report.name, "n_characters": len(report.text)})

    def sentence(self, sentence: Sentence) -> str:
        """Write what a reader sees in a sentence; words that hang together by their numbers."""
        return to_json(
            {
                "report_id": self._ids[sentence.span.report_id],
                "start": sentence.span.start,
                "end": sentence.span.end,
                "words": sentence.words,
                "names": [{**_ends(name.span), "kind": name.kind} for name in sentence.names],
                "predicates": [
                    {
                        **_ends(predicate.span),
                        "word": predicate.word,
                        "arguments": [
                            {**_ends(each.span), "role": each.role, "word": each.word}
                            for each in predicate.arguments
                        ],
                    }
                    for predicate in sentence.predicates
                ],
                "attributions": [
                    {
                        "source": _bounds(each.source) if each.source else None,
                        "cue": _bounds(each.cue) if each.cue else None,
                        "content": [_bounds(span) for span in each.content],
                    }
                    for each in sentence.attributions
                ],
            }
        )

    def _cite(self, plain: Plain) -> Plain:
        if isinstance(plain, list):
            return [self._cite(each) for each in plain]
        if not isinstance(plain, dict):
            return plain
        if plain.keys() == _SPAN:
            return self._place(plain)
        cited = {key: self._cite(value) for key, value in plain.items()}
        if plain.keys() == _CITATION:
            place = cited.pop("span")
            assert isinstance(place, dict)
            voice = self._letter(cited.pop("voice_id"))
            return {**place, "voice": voice, **cited}
        reports = cited.get("reports")
        if isinstance(reports, list):  # of a story, of versions
            cited["reports"] = [self._ids.get(str(each), each) for each in reports]
        for side in _SIDES & cited.keys():
            cited[side] = self._ids.get(str(cited[side]), cited[side])
        voices = cited.get("voices")
        if isinstance(voices, list):
            cited["voices"] = [self._letter(each) for each in voices]
        return cited

    def _place(self, plain: dict[str, Plain]) -> Plain:
        report_id, start, end = str(plain["report_id"]), plain["start"], plain["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        text = self._texts.get(report_id, "")[start:end]
        return {
            "report": self._ids.get(report_id, report_id),
            "start": start,
            "end": end,
            "text": text,
        }

    def _letter(self, voice_id: Plain) -> Plain:
        return self._letters.get(str(voice_id), voice_id)


def _passage(alignment: Alignment) -> Plain:
    return {
        "child": _bounds(alignment.child),
        "parent": _bounds(alignment.parent),
        "similarity": alignment.similarity,
        "quoted": alignment.quoted,
    }


def _bounds(span: Span) -> Plain:
    return [span.start, span.end]


def _ends(span: Span) -> dict[str, Plain]:
    return {"start": span.start, "end": span.end}
