"""What a reader sees, for people: each sentence, its names, who did what, who says what."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from firsthand.brief.wording import count_of
from firsthand.cli.sheet import Sheet, open_sheet
from firsthand.records import (
    Argument,
    AttributionSpans,
    Parsed,
    Report,
    Sentence,
    Span,
    Word,
)
from firsthand.text.visible import squeeze

ROLE_WORDS = {
    "ARG0": "who",
    "ARG1": "whom or what",
    "ARGM-TMP": "when",
    "ARGM-LOC": "where",
    "ARGM-MNR": "how",
    "ARGM-CAU": "why",
    "ARGM-PRP": "what for",
    "ARGM-PNC": "what for",
    "ARGM-DIR": "which way",
    "ARGM-EXT": "how much",
    "ARGM-GOL": "to whom or where",
    "ARGM-COM": "with whom",
    "ARGM-PRD": "as what",
    "ARGM-NEG": "negated",
    "ARGM-MOD": "mood",
    "ARGM-ADV": "besides",
    "ARG2": "besides",  # what PropBank has it be differs from verb to verb, as of the next two
    "ARG3": "besides",
    "ARG4": "besides",
}
REFERRING = "R-"  # the "who" of "the man who fell": people see whom it means
_LABEL_WIDTH = 11


def show_parsed(
    parsed: Parsed,
    report: Report,
    *,
    number: int,
    console_width: int | None = None,
    plain: bool = False,
) -> None:
    """Print a report as a reader sees it, sentence by sentence."""
    sheet = open_sheet(console_width, plain=plain)
    draw_parsed(sheet, parsed, report, number=number)
    sheet.show()


def draw_parsed(sheet: Sheet, parsed: Parsed, report: Report, *, number: int) -> None:
    """Write a report as a reader sees it on a sheet."""
    n_words = sum(len(sentence.words) for sentence in parsed.sentences)
    counted = f"{count_of(len(parsed.sentences), 'sentence')}, {count_of(n_words, 'word')}"
    sheet.heading(f"{number} {squeeze(report.name)}: {counted}, read by {parsed.reader}")
    for sentence in parsed.sentences:
        sheet.blank()
        _draw_sentence(sheet, sentence, report)
    sheet.blank()


def _draw_sentence(sheet: Sheet, sentence: Sentence, report: Report) -> None:
    span = sentence.span
    sheet.put(f"[{span.start}-{span.end}] {_words(span, report)}", indent=1, hang=2)
    restored = restore(sentence.words, report.text)
    if restored:
        _line(sheet, "restored", restored)
    if sentence.names:
        names = (f"{_words(name.span, report)} ({name.kind})" for name in sentence.names)
        _line(sheet, "names", ", ".join(names))
    for predicate in sentence.predicates:
        told = [each for each in predicate.arguments if not each.role.startswith(REFERRING)]
        if told:
            said = "; ".join(_say_argument(each, report) for each in told)
            _line(sheet, _words(predicate.span, report), said)
    for attribution in sentence.attributions:
        _line(sheet, *_say_attribution(attribution, report))


def _line(sheet: Sheet, label: str, words: str) -> None:
    """Write what was seen behind its label; a label that is too long has its own line."""
    if len(label) >= _LABEL_WIDTH or sheet.narrow:
        sheet.put(Text(label, style="bold"), indent=3, hang=2)
        sheet.put(words, indent=5)
        return
    first = Text.assemble((label.ljust(_LABEL_WIDTH), "bold"), words)
    sheet.put(first, indent=3, hang=_LABEL_WIDTH)


def _say_argument(argument: Argument, report: Report) -> str:
    name = argument.role.removeprefix("C-")  # an argument that goes on elsewhere
    role = ROLE_WORDS.get(name, name)
    return f"{role}: {_words(argument.span, report)}"


def _say_attribution(attribution: AttributionSpans, report: Report) -> tuple[str, str]:
    content = " ... ".join(_words(span, report) for span in attribution.content)
    if attribution.source is None and attribution.cue is None:
        return "goes on", content
    source = _words(attribution.source, report) if attribution.source else "nobody named"
    cue = f" ({_words(attribution.cue, report)})" if attribution.cue else ""
    return "says", f"{source}{cue}: {content}" if content else f"{source}{cue}"


def _words(span: Span, report: Report) -> str:
    return squeeze(report.text[span.start : span.end])


def restore(words: Sequence[Word], text: str) -> str:
    """Return a sentence with the capitals and the marks that it has lost; "" where it lost none."""
    if all(word.case is None and word.mark is None for word in words):
        return ""
    out: list[str] = []
    end = words[0].start
    for place, word in enumerate(words):
        form = text[word.start : word.end]
        if word.case == "upper":
            form = form.upper()
        elif word.case == "title" or not place:
            form = form[:1].upper() + form[1:]
        out += [text[end : word.start], form, word.mark or ""]
        end = word.end
    return squeeze("".join(out))
