"""The questions that one may ask of a pile."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Literal, Self, TypeAlias

from firsthand import pipeline
from firsthand.engine import Engine, Item, LocalEngine
from firsthand.errors import ModelError, NoReports, NotFound
from firsthand.pipeline import OnProgress, Progress, Run, Traced
from firsthand.records import (
    Alteration,
    Brief,
    Derivation,
    Entry,
    Failure,
    Furniture,
    Ledger,
    Lineage,
    Marked,
    Moment,
    PairFinding,
    PairMeasure,
    Parsed,
    Pile,
    Quote,
    Relation,
    Report,
    ReportId,
    Revision,
    StageRun,
    Story,
    Versions,
)
from firsthand.store import Store, supersedes

if TYPE_CHECKING:
    from firsthand.models import Reader

ReaderName = Literal["own", "rules"]
ReaderChoice: TypeAlias = "Reader | ReaderName"

# Who takes reports apart before their claims are read, where nobody chose.
DEFAULT_READER: ReaderName = "own"

# Reports that are kept in one transaction: a killed `add` loses at most these.
REPORTS_PER_BATCH = 200
LARGEST_PAGE_BYTES = 20_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What one `add` came to."""

    n_read: int
    n_new: int  # the rest were here already, or renewed
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """All that is known about two reports: how they are kin, what they share, what was altered."""

    a: Report
    b: Report
    derivations: tuple[Derivation, ...] = ()
    findings: tuple[PairFinding, ...] = ()
    alterations: tuple[Alteration, ...] = ()
    revision: Revision | None = None  # where one is the next version of the other
    measured: PairMeasure | None = None  # where no derivation is told between the two

    @property
    def relation(self) -> Relation:
        """Return what the two are to each other."""
        if self.derivations or self.measured is None:
            return "kin" if self.derivations else "independent"
        return self.measured.relation


class Case:
    """One pile and all that was worked out about it, kept in a file or in memory."""

    def __init__(
        self,
        store: Store | None = None,
        *,
        engine: Engine | None = None,
        reader: ReaderChoice | None = None,
        on_progress: OnProgress | None = None,
    ) -> None:
        self._store = store
        self._reader = DEFAULT_READER if reader is None else reader
        self._engine = engine or LocalEngine()
        self._on_progress = on_progress
        self._reports: dict[str, Report] = {}
        self._failures: list[Failure] = []
        self._runs: list[StageRun] = []
        self._traced: Traced | None = None
        self._pile: Pile | None = None
        self._derived: tuple[Derivation, ...] | None = None
        if store is not None:
            self._reports = {report.id: report for report in store.load_reports()}
            self._failures = store.load_failures()
            self._runs = store.load_runs()

    @classmethod
    def open(
        cls,
        path: str | Path | None = None,
        *,
        create: bool = True,
        engine: Engine | None = None,
        reader: ReaderChoice | None = None,
        on_progress: OnProgress | None = None,
    ) -> Self:
        """Open a case file, or make one; without a path the case lives in memory.

        Args:
            path: the case file.
            create: whether to make a file that is not there.
            engine: who runs the stages.
            reader: who takes reports apart before their claims are read: "own", "rules" (nobody)
                or a reader of one's own; None: as by default.
            on_progress: is told how far the work has come.

        Raises:
            CaseError: the file is no case, or was written by a newer firsthand.
            StorageError: the file cannot be opened or is locked.
        """
        store = None if path is None else Store.open(path, create=create)
        return cls(store, engine=engine, reader=reader, on_progress=on_progress)

    def close(self) -> None:
        """Close the case file; what was worked out stays in it.

        A new file that no report came into is not left behind.
        """
        if self._store is None:
            return
        if self._store.is_new and not self._reports:
            self._store.discard()
        else:
            self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def path(self) -> Path | None:
        """Return the case file; None: the case lives in memory."""
        return self._store.path if self._store is not None else None

    @property
    def failures(self) -> tuple[Failure, ...]:
        """Return what could not be taken: items at `add`, and items of stages that have run."""
        return self._pile.failures if self._pile is not None else tuple(self._failures)

    @property
    def runs(self) -> tuple[StageRun, ...]:
        """Return what each stage did in the last run."""
        return tuple(self._runs)

    def add(
        self,
        paths: Iterable[str | Path],
        *,
        stdin: BinaryIO | None = None,
        for_kin: bool = False,
    ) -> Added:
        """Take in reports from folders, files and `-`.

        Adding twice is adding once. What fails is noted and costs itself alone.

        Args:
            paths: where the reports are.
            stdin: what `-` stands for.
            for_kin: leave out what `derivations` does not ask (language, a headline in the text);
                a case file keeps all of it none the less.

        Raises:
            NoReports: nothing in these places could be read as a report.
            InputError: a place is not there.
        """
        from firsthand.ingest import read

        places = [str(path) for path in paths]
        failures: list[Failure] = []
        batch: list[Report] = []
        n_read = n_new = 0
        for outcome in read(places, stdin=stdin, for_kin=for_kin and self._store is None):
            if isinstance(outcome, Failure):
                failures.append(outcome)
                continue
            n_read += 1
            batch.append(outcome)
            self._tell("read", n_read)
            if len(batch) == REPORTS_PER_BATCH:
                n_new += self._take_in(batch)
                batch = []
        n_new += self._take_in(batch)
        self._replace_failures(places, failures)
        self._traced = self._pile = self._derived = None
        if not n_read:
            raise NoReports(_nothing_in(places))
        return Added(n_read=n_read, n_new=n_new, failures=tuple(failures))

    def work(self) -> Pile:
        """Work out all that is stale and return the whole.

        Raises:
            NoReports: the case is empty.
            ModelError: the weights of the reader are missing or damaged, or cannot run here.
        """
        if self._pile is None:
            run = self._begin()
            self._pile = pipeline.work(self._reports.values(), run, reader=self._choose_reader())
            self._finish(run)
        return self._pile

    def _choose_reader(self) -> Reader | None:
        """Return who takes reports apart; None: rules read alone."""
        if self._reader == "rules":
            return None
        if self._reader != "own":
            return self._reader
        from firsthand.models import open_reader

        try:
            return open_reader()
        except ModelError as error:
            raise ModelError(f"{error}; '--reader rules' goes without") from error

    def reports(self) -> tuple[Report, ...]:
        """Return the reports, in the order of every output."""
        return tuple(pipeline.arrange(self._reports.values()))

    def report(self, wanted: str) -> Report:
        """Return a report by its id, the id that it brought along, or its file name.

        Raises:
            NotFound: there is none, or more than one.
        """
        if wanted in self._reports:
            return self._reports[wanted]
        for names in (lambda each: (each.given_id,), _file_names):
            found = [each for each in self.reports() if wanted in names(each)]
            if len(found) == 1:
                return found[0]
            if found:
                ids = ", ".join(each.id for each in found)
                raise NotFound(f"{wanted!r} names {len(found)} reports: {ids}; give one id")
        raise NotFound(
            f"no report {wanted!r} in {self._called}; {self._hint('reports')} lists them"
        )

    def find_reports(self, words: str) -> tuple[Report, ...]:
        """Return the reports that hold all the words.

        A case file with full-text search puts the best match first; in memory the usual order
        stays.
        """
        if self._store is not None:
            return tuple(self._reports[report_id] for report_id in self._store.find_reports(words))
        wanted = words.casefold().split()
        return tuple(
            each
            for each in self.reports()
            if all(word in f"{each.title or ''} {each.text}".casefold() for word in wanted)
        )

    def read(self, reader: Reader | None = None) -> Iterator[Parsed]:
        """Yield what a reader sees in each report, in the order of every output.

        Nothing of it is kept. A report that cannot be read goes to `failures`.

        Args:
            reader: None: the one that comes with firsthand.

        Raises:
            NoReports: the case is empty.
            ModelError: the weights of the reader are missing or damaged, or cannot run here.
        """
        from firsthand.models import ParseReport, open_reader

        self._begin()
        stage = ParseReport(reader=reader or open_reader())
        reports = self.reports()
        items = (Item(name=pipeline.place_of(report), record=report) for report in reports)
        for outcome in self._engine.map(
            stage, items, on_done=lambda n: self._tell(stage.name, n, len(reports))
        ):
            if isinstance(outcome, Failure):
                self._failures.append(outcome)
            else:
                yield outcome

    def lineage(self) -> Lineage:
        """Return who was made from whom, and the voices; nothing more is worked out for it."""
        if self._pile is not None:
            return self._pile.lineage
        if self._traced is None:
            run = self._begin()
            self._traced = pipeline.trace(self._reports.values(), run)
            self._finish(run)
        return self._traced.lineage

    def derivations(self) -> tuple[Derivation, ...]:
        """Return who was made from whom, without the voices: for piles of any size."""
        if self._pile is not None or self._traced is not None or self._store is not None:
            return self.lineage().derivations
        if self._derived is None:
            run = self._begin()
            self._derived = pipeline.derive(self._reports.values(), run)
            self._finish(run)
        return self._derived

    def explain(self, a: str, b: str) -> Explanation:
        """Return all that lineage found about two reports.

        Raises:
            NotFound: one of them is not in the case, or both names are one report's.
        """
        one, other = self.report(a), self.report(b)
        both = {one.id, other.id}
        if len(both) == 1:
            raise NotFound(f"{a!r} and {b!r} name one report; give two")
        lineage = self.lineage()
        derivations = tuple(d for d in lineage.derivations if {d.child, d.parent} == both)
        revisions = [r for v in self._find_versions(both) for r in v.revisions]
        between = (r for r in revisions if {r.earlier, r.later} == both)
        return Explanation(
            a=one,
            b=other,
            derivations=derivations,
            findings=tuple(f for f in lineage.findings if {f.a, f.b} == both),
            alterations=self._alterations_between(one, other, derivations),
            revision=next(between, None),
            measured=None if derivations else self._measure(one, other),
        )

    def _measure(self, one: Report, other: Report) -> PairMeasure:
        """Measure two reports that are not told to be kin, as lineage does."""
        from firsthand.lineage.explain import measure_pair

        left, right = (
            Marked(report=each, furniture=tuple(self._furniture_of({each.id})))
            for each in (one, other)
        )
        return measure_pair(self.reports(), left, right, self.lineage())

    def versions(self) -> tuple[Versions, ...]:
        """Return the versions of every report that was revised, with what each says otherwise.

        Worked out when asked for: every revision of the pile is read word by word.
        """
        return self._find_versions(None)

    def _find_versions(self, among: Collection[ReportId] | None) -> tuple[Versions, ...]:
        from firsthand.ledger import find_revised, find_versions

        derivations = self.lineage().derivations
        furniture = self._furniture_of(find_revised(derivations, among=among))
        return find_versions(derivations, self.reports(), furniture, among=among)

    def _furniture_of(self, wanted: Collection[ReportId]) -> list[Furniture]:
        """Return the furniture of some reports; lineage alone keeps none."""
        from firsthand.ingest import MarkFurniture

        if self._pile is not None:
            return [each for each in self._pile.furniture if each.span.report_id in wanted]
        reports = [report for report in self.reports() if report.id in wanted]
        items = [Item(name=pipeline.place_of(report), record=report) for report in reports]
        found = self._engine.map(MarkFurniture(), items)
        return [each for marks in found if not isinstance(marks, Failure) for each in marks]

    def _alterations_between(
        self, one: Report, other: Report, derivations: tuple[Derivation, ...]
    ) -> tuple[Alteration, ...]:
        """Return what one of two reports says otherwise, without reading the rest of the pile."""
        from firsthand.ledger import find_alterations

        both = {one.id, other.id}
        if self._pile is not None:
            found = self._pile.ledger.alterations
            return tuple(a for a in found if {a.altered.report_id, a.original.report_id} == both)
        return find_alterations(derivations, (one, other), self._furniture_of(both))

    def stories(self) -> tuple[Story, ...]:
        """Return the stories, the largest first."""
        return self.work().stories

    def ledger(self) -> Ledger:
        """Return the entries: who says what, how independently, where they disagree."""
        return self.work().ledger

    def entry(self, wanted: str) -> Entry:
        """Return one entry of the ledger.

        Raises:
            NotFound: there is none under this id.
        """
        for entry in self.ledger().entries:
            if entry.id == wanted:
                return entry
        raise NotFound(f"no entry {wanted!r} in {self._called}; {self._hint('ledger')} lists them")

    def quotes(self) -> tuple[Quote, ...]:
        """Return who was quoted, with all the places that carry the words."""
        return self.work().ledger.quotes

    def timeline(self) -> tuple[Moment, ...]:
        """Return what happened when."""
        return self.work().ledger.timeline

    def brief(self) -> Brief:
        """Return the brief: the answer first, every line with its citations."""
        from firsthand.brief import compose

        return compose(self.work())

    def export(self, path: str | Path, *, format: str, force: bool = False) -> int:  # noqa: A002
        """Write everything in one of the formats; return how many records were written.

        Raises:
            InputError: no such format, or the file is there and `force` is not given.
            StorageError: it cannot be written.
        """
        from firsthand.export import export

        return export(self.work(), path, format=format, force=force)

    def _begin(self) -> Run:
        if not self._reports:
            raise NoReports(
                f"{self._called} holds no reports; {self._hint('add PATH')} takes some in"
            )
        return Run(
            engine=self._engine,
            store=self._store,
            on_progress=self._on_progress,
            failures=list(self._failures),
        )

    def _finish(self, run: Run) -> None:
        self._runs = run.runs
        if self._store is not None and any(each.fresh < each.taken for each in run.runs):
            self._store.keep_runs(run.runs)

    def _take_in(self, batch: Sequence[Report]) -> int:
        """Keep a batch; return how many were new."""
        before = len(self._reports)
        for report in batch:
            kept = self._reports.get(report.id)
            if kept is None or supersedes(report, kept):
                self._reports[report.id] = report
        if self._store is not None and batch:
            pages = [page for report in batch if (page := _page_of(report)) is not None]
            self._store.keep_reports(batch, pages=pages)
        return len(self._reports) - before

    def _replace_failures(self, places: Sequence[str], failures: Iterable[Failure]) -> None:
        """Put what failed this time in place of what failed at the same places before."""
        cleared = [each.item for each in self._failures if _lies_under(each.item, places)]
        kept = [each for each in self._failures if each.item not in set(cleared)]
        self._failures = sorted({*kept, *failures}, key=lambda each: (each.item, each.stage))
        if self._store is not None:
            self._store.keep_failures(self._failures, cleared=cleared)

    def _tell(self, stage: str, n_done: int, n_all: int = 0) -> None:
        if self._on_progress is not None:
            self._on_progress(Progress(stage=stage, n_done=n_done, n_all=n_all))

    @property
    def _called(self) -> str:
        return "this pile" if self.path is None else str(self.path)

    def _hint(self, verb: str) -> str:
        where = "PATH" if self.path is None else f"--case {self.path}"
        return f"'firsthand {verb}'" if verb.endswith(where) else f"'firsthand {verb} {where}'"


def _file_names(report: Report) -> tuple[str, ...]:
    path = report.retrieval.path or ""
    return (path, report.name, Path(path).stem) if path else (report.name,)


def _lies_under(item: str, places: Iterable[str]) -> bool:
    return any(
        item == place or item.startswith((place.rstrip("/") + "/", f"{place}:")) for place in places
    )


def _nothing_in(places: Sequence[str]) -> str:
    where = ", ".join(places[:3]) + (" ..." if len(places) > 3 else "")
    kinds = ".txt .md .html .json .jsonl, also .gz"
    return f"no report in {where or 'nothing'}; give folders, files ({kinds}) or -"


def _page_of(report: Report) -> bytes | None:
    """Return the bytes that the text of a page was extracted from, where they are still there."""
    retrieval = report.retrieval
    if retrieval.media != "html" or retrieval.path is None or retrieval.place is not None:
        return None
    try:
        path = Path(retrieval.path)
        if path.stat().st_size > LARGEST_PAGE_BYTES:
            return None
        page = path.read_bytes()
        if path.suffix == ".gz":
            page = zlib.decompressobj(wbits=31).decompress(page, LARGEST_PAGE_BYTES)
    except (OSError, zlib.error):
        return None
    return page if hashlib.sha256(page).hexdigest() == retrieval.sha256 else None
