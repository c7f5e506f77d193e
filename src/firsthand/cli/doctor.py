"""`firsthand doctor`: versions, what this machine offers, how fast it works."""

from __future__ import annotations

import io
import os
import platform
import sqlite3
import sys
import time
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import click

from firsthand import __version__
from firsthand.brief.wording import say_range
from firsthand.case import Case
from firsthand.cli.session import DONE, OUR_ERROR
from firsthand.errors import FirsthandError
from firsthand.export import to_json
from firsthand.records import Report, ReportId, Retrieval
from firsthand.store import FORMAT, Store

_PARTS = (
    "trafilatura",
    "py3langid",
    "ftfy",
    "rapidfuzz",
    "numpy",
    "onnxruntime",
    "msgspec",
    "click",
    "rich",
)
# Three reports of one invented event: a copy, its parent and an independent account.
_SELF_TEST = (
    "The old mill at Tarn burned down on Monday night, killing two people, the fire service said."
    " Forty firefighters fought the flames until dawn. Nobody knows yet how the fire began.",
    "The old mill at Tarn burned down on Monday night, killing two people, the fire service said."
    " Forty firefighters fought the flames until dawn.",
    "Two workers died when flames gutted a disused mill near Tarn, according to the mayor."
    " Neighbours told this newspaper that they had smelled smoke since the afternoon.",
)

VOICES_OF_SELF_TEST = 2
SENTENCES_OF_SELF_TEST = 7
ROUNDS_OF_READING = 12  # some 1,100 words: a quarter of a second


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One line of the doctor's report."""

    part: str
    well: bool
    says: str


def show_health(case_path: str | None, *, as_json: bool) -> int:
    """Examine this installation; return 0, or 1 where something does not work."""
    findings = [
        Finding(part="firsthand", well=True, says=f"{__version__}, writes case format {FORMAT}"),
        Finding(part="python", well=True, says=f"{platform.python_version()} at {sys.executable}"),
        Finding(part="machine", well=True, says=_machine()),
        _examine_sqlite(),
        *(_examine_part(name) for name in _PARTS),
        _examine_loops(),
        _examine_gazetteer(),
        _examine_language(),
        _examine_reader(),
        _examine_output(),
        _examine_case(case_path),
        _examine_speed(),
    ]
    for finding in findings:
        if as_json:
            click.echo(to_json(finding))
        else:
            mark = "well" if finding.well else "NOT WELL"
            click.echo(f"{finding.part:<12}  {mark:<8}  {finding.says}")
    return DONE if all(finding.well for finding in findings) else OUR_ERROR


def _machine() -> str:
    said = f"{platform.system()} {platform.machine()}, {os.cpu_count() or 1} processors"
    try:
        n_bytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return said
    return f"{said}, {n_bytes / 2**30:.1f} GiB of memory"


def _examine_sqlite() -> Finding:
    with sqlite3.connect(":memory:") as connection:
        options = {name for (name,) in connection.execute("PRAGMA compile_options")}
    connection.close()
    search = "with" if "ENABLE_FTS5" in options else "without"
    return Finding(part="sqlite", well=True, says=f"{sqlite3.sqlite_version}, {search} FTS5")


def _examine_part(name: str) -> Finding:
    try:
        return Finding(part=name, well=True, says=metadata.version(name))
    except metadata.PackageNotFoundError:
        return Finding(part=name, well=False, says="not installed; pip install firsthand")


def _examine_loops() -> Finding:
    """Time the reading of words: by the compiled loops, or by numpy where there are none."""
    from firsthand.lineage import skim
    from firsthand.text.kernels import kernels

    texts = [text for text in _SELF_TEST for _ in range(300)]
    skim(texts[:1], [0])  # the tables are made at the first word
    began_at = time.perf_counter()
    skim(texts, [0] * len(texts))
    each = sum(map(len, texts)) / (time.perf_counter() - began_at) / 1e6
    speed = f"words of {each:.0f} million characters a second"
    if kernels() is not None:
        return Finding(part="loops", well=True, says=f"compiled; {speed}")
    says = f"not compiled: numpy does the same, slower ({speed}); a wheel for this platform, or"
    return Finding(part="loops", well=True, says=f"{says} a C compiler when installing, has them")


def _examine_gazetteer() -> Finding:
    from firsthand.text.gazetteer import find_places

    found = [place.name for place in find_places("A ferry sank off Hamburg, Germany, on Monday.")]
    says = "compiled from GeoNames (CC BY 4.0), in the package"
    return Finding(part="gazetteer", well="Hamburg" in found, says=says)


def _examine_language() -> Finding:
    """Try the model that tells languages: it is unpacked into the temporary folder."""
    from firsthand.ingest.selfdescription import detect_language

    try:
        found = [each.value for each in detect_language(_SELF_TEST[0])]
    except FirsthandError as error:
        return Finding(part="language", well=False, says=str(error))
    told = ", ".join(found) or "nothing"
    return Finding(part="language", well=found == ["en"], says=f"an English text is told as {told}")


def _examine_reader() -> Finding:
    """Check the weights of the reader against their digests, and time it on one thread."""
    from firsthand.models import open_reader, parse
    from firsthand.models.weights import SHOWN_DIGITS

    text = "\n".join(_SELF_TEST * ROUNDS_OF_READING)
    report = Report(id=ReportId("r-self-test"), text=text, retrieval=Retrieval(sha256=""))
    try:
        reader = open_reader()
        began_at = time.perf_counter()
        parsed = parse(reader, report)
    except FirsthandError as error:
        return Finding(part="reader", well=False, says=str(error))
    n_words = sum(len(sentence.words) for sentence in parsed.sentences)
    each = n_words / (time.perf_counter() - began_at)
    weights = reader.weights
    sizes = ", ".join(f"{name} {size / 1e6:.1f} MB" for name, size in weights.sizes.items())
    says = f"{parsed.reader}, sha256 {weights.digest[:SHOWN_DIGITS]}; {sizes};"
    says += f" {each:,.0f} words a second, one thread"
    n_sentences = SENTENCES_OF_SELF_TEST * ROUNDS_OF_READING
    well = len(parsed.sentences) == n_sentences
    if not well:
        found = f"{len(parsed.sentences)} sentences where there are {n_sentences}"
        says += f"; it finds {found}: these weights read wrongly on this machine"
    return Finding(part="reader", well=well, says=says)


def _examine_output() -> Finding:
    encoding = sys.stdout.encoding or "unknown"
    try:
        "≠✓↻“”–".encode(encoding)
    except (UnicodeEncodeError, LookupError):
        says = f"{encoding} has no signs like ≠ ✓ ↻: screens use words, as with --plain"
        return Finding(part="output", well=True, says=says)
    return Finding(part="output", well=True, says=encoding)


def _examine_case(case_path: str | None) -> Finding:
    if case_path is None:
        return Finding(part="case", well=True, says="none: --case FILE or FIRSTHAND_CASE")
    path = Path(case_path)
    if not path.exists():
        return Finding(part="case", well=True, says=f"{path} is not there yet")
    try:
        with Store.open(path, create=False) as store:
            n_reports = len(store.load_reports())
    except FirsthandError as error:
        return Finding(part="case", well=False, says=str(error))
    n_bytes = path.stat().st_size
    return Finding(
        part="case", well=True, says=f"{path.resolve()}, {n_reports:,} reports, {n_bytes:,} bytes"
    )


def _examine_speed() -> Finding:
    began_at = time.perf_counter()
    lines = "\n".join(to_json({"text": text, "id": f"t{n}"}) for n, text in enumerate(_SELF_TEST))
    try:
        with Case.open() as case:
            case.add(["-"], stdin=io.BytesIO(lines.encode("utf-8")))
            pile = case.work()
    except FirsthandError as error:
        return Finding(part="self-test", well=False, says=str(error))
    seconds = time.perf_counter() - began_at
    if pile.failures:
        return Finding(part="self-test", well=False, says=pile.failures[0].reason)
    voices = pile.lineage.independence
    counted = say_range(voices.low, voices.high)
    says = f"3 reports, {counted} voices, in {seconds:.2f} s ({_peak_memory()} at most)"
    well = (voices.low, voices.high) == (VOICES_OF_SELF_TEST, VOICES_OF_SELF_TEST)
    if not well:
        says += f"; there are {VOICES_OF_SELF_TEST}: this installation counts wrongly"
    return Finding(part="self-test", well=well, says=says)


def _peak_memory() -> str:
    try:
        import resource
    except ImportError:  # not on Windows
        return "memory not measured"
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return f"{peak * (1 if sys.platform == 'darwin' else 1024) / 2**20:.0f} MiB"
