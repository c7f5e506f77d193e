"""One body of laws for every engine: the rows of the local one, whoever runs the stages."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

import pytest

from engine_stages import Die, Halve, Meet, Sum, Whereabouts, items
from firsthand import pipeline
from firsthand.engine import Engine, LocalEngine, choose_engine
from firsthand.engine.chunked import cut_groups, cut_pairs
from firsthand.engine.processes import ProcessEngine
from firsthand.errors import EngineError, InputError
from firsthand.ingest import read
from firsthand.pipeline import Run
from firsthand.records import Failure, Lineage, Report
from hundred_reports import make_pile

ROOT = Path(__file__).parents[2]
SMALL = {"records_per_chunk": 4, "pairs_per_chunk": 16}
# Daft has one runner in the life of a process and leaves files open at its end: on Daft, here and
# on Ray, these tests run once more, in a process of their own.
ELSEWHERE, ADDRESS = "FIRSTHAND_TEST_ENGINE", "FIRSTHAND_TEST_RAY_ADDRESS"
HERE = ELSEWHERE not in os.environ
ENGINES = ("local", "processes") if HERE else (os.environ[ELSEWHERE],)

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore"),  # those of Daft and Ray are not ours to mend
]


def need(*modules: str) -> None:
    missing = [name for name in modules if find_spec(name) is None]
    if missing:
        pytest.skip(f"needs the extras scale and ray: {', '.join(missing)} not installed")


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest) -> Iterator[Engine]:
    made: Engine
    if request.param == "local":
        made = LocalEngine()
    elif request.param == "processes":
        made = ProcessEngine(2, **SMALL)
    else:
        from firsthand.engine.daft import DaftEngine

        runner = "ray" if request.param == "ray" else "native"
        made = DaftEngine(runner, address=os.environ.get(ADDRESS), n_workers=2, **SMALL)
    yield made
    made.close()


@pytest.mark.requirement("P1", "P7")
def test_map_gives_the_rows_of_the_local_engine(engine: Engine) -> None:
    numbers = [4, 7, 13, 8, *range(20)]
    told: list[int] = []
    outcomes = list(engine.map(Halve(), items(*numbers), on_done=told.append))
    assert outcomes == list(LocalEngine().map(Halve(), items(*numbers)))
    assert outcomes[1] == Failure(item="n7", stage="halve", reason="seven cannot be halved")
    assert told == list(range(1, len(numbers) + 1))


@pytest.mark.requirement("P1", "P7")
def test_pair_gives_the_rows_of_the_local_engine(engine: Engine) -> None:
    given = items(*range(9))
    pairs = [(a, b) for a in given for b in given]
    outcomes = list(engine.pair(Meet(), pairs))
    assert outcomes == list(LocalEngine().pair(Meet(), pairs))
    assert {type(each) for each in outcomes} == {int, type(None), Failure}


@pytest.mark.requirement("P1", "P7")
def test_group_gives_the_rows_of_the_local_engine(engine: Engine) -> None:
    keys = ["b", "bad", "a", "b", "c", "d", "e", "a", "b", "f", "g", "h", "b"]
    given = list(zip(keys, items(*range(1, len(keys) + 1)), strict=True))
    outcomes = list(engine.group(Sum(), given))
    assert outcomes == list(LocalEngine().group(Sum(), given))
    assert outcomes[2] == Failure(item="bad", stage="sum", reason="bad group")


def test_components_are_those_of_the_local_engine(engine: Engine) -> None:
    edges = [("c", "b"), ("b", "a"), ("f", "e")]
    assert engine.components("gdcba", edges) == [("a", "b", "c"), ("d",), ("e", "f"), ("g",)]


def test_no_items_give_no_rows(engine: Engine) -> None:
    assert list(engine.map(Halve(), [])) == []
    assert list(engine.pair(Meet(), [])) == []
    assert list(engine.group(Sum(), [])) == []


@lru_cache(maxsize=1)
def velm() -> tuple[Report, ...]:
    found = read([str(ROOT / "examples/velm")])
    return tuple(each for each in found if isinstance(each, Report))


@lru_cache(maxsize=1)
def trace_here() -> Lineage:
    return pipeline.trace(make_pile(), Run()).lineage


@pytest.mark.requirement("R12", "P4")
def test_the_lineage_of_a_hundred_reports_is_the_same_on_every_engine(engine: Engine) -> None:
    run = Run(engine=engine)
    lineage = pipeline.trace(make_pile(), run).lineage
    assert lineage == trace_here()
    assert len(lineage.derivations) > 20
    assert run.failures == []


@pytest.mark.requirement("R12")
def test_all_that_is_asked_of_the_example_is_the_same_on_every_engine(engine: Engine) -> None:
    assert pipeline.work(velm(), Run(engine=engine)) == pipeline.work(velm(), Run())


def test_the_work_is_done_elsewhere(engine: Engine) -> None:
    places = set(engine.map(Whereabouts(), items(*range(40))))
    if isinstance(engine, LocalEngine):
        assert places == {os.getpid()}
    else:
        # How many workers had a part in so little work is up to the machine.
        assert os.getpid() not in places


def test_what_is_one_chunk_is_done_here(engine: Engine) -> None:
    assert list(engine.map(Whereabouts(), items(1, 2))) == [os.getpid()] * 2


@pytest.mark.requirement("P7")
def test_a_lost_worker_is_one_clear_error_and_not_the_end(engine: Engine) -> None:
    if isinstance(engine, LocalEngine):
        pytest.skip("its only worker is this process")
    with pytest.raises(EngineError, match="lost while die@1 ran") as caught:
        list(engine.map(Die(), items(*range(40))))
    assert "\n" not in str(caught.value)
    assert list(engine.map(Halve(), items(*range(0, 40, 2)))) == list(range(20))


def test_frames_of_few_bytes_give_the_same_rows(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    if isinstance(engine, LocalEngine | ProcessEngine):
        pytest.skip("has no dataframes")
    monkeypatch.setattr("firsthand.engine.daft.BYTES_PER_FRAME", 60)
    outcomes = list(engine.map(Halve(), items(*range(20))))
    assert outcomes == list(LocalEngine().map(Halve(), items(*range(20))))


def test_daft_is_told_to_tell_nobody(engine: Engine) -> None:
    if isinstance(engine, LocalEngine | ProcessEngine):
        pytest.skip("asks nothing of Daft")
    from daft.scarf_telemetry import opted_out

    assert opted_out()


def test_a_process_has_one_runner(engine: Engine) -> None:
    if isinstance(engine, LocalEngine | ProcessEngine):
        pytest.skip("has no runner")
    from firsthand.engine import daft as room

    other: room.Runner = "ray" if ENGINES == ("daft",) else "native"
    with pytest.raises(EngineError, match=f"cannot change to '{other}'"):
        room._choose_runner(room._import_daft(), other, 2)


def test_a_record_of_many_pairs_travels_once_a_chunk() -> None:
    hub, *others = items(0, *range(100, 107))
    pairs = [(hub, other) for other in others] + [(others[0], hub), (hub, hub)]
    chunks = list(cut_pairs(pairs, 5))
    assert [len(chunk.records) for chunk in chunks] == [6, 4]
    again = [
        tuple(chunk.records[place] for place in call.places)
        for chunk in chunks
        for call in chunk.calls
    ]
    assert again == [(a.record, b.record) for a, b in pairs]


def test_a_group_is_never_cut() -> None:
    given = [("a" if n % 2 else "b", item) for n, item in enumerate(items(*range(12)))]
    chunks = list(cut_groups([*given, ("c", items(99)[0])], 4))
    assert [[call.name for call in chunk.calls] for chunk in chunks] == [["a"], ["b"], ["c"]]
    assert chunks[0].records == (1, 3, 5, 7, 9, 11)


@pytest.mark.parametrize("address", ["127.0.0.1:{closed}", "nonsense", "127.0.0.1:"])
def test_a_cluster_that_is_not_there_is_one_line_at_once(address: str) -> None:
    need("daft", "ray")
    with socket.socket() as probe:  # bound and not listening: nobody else can take the port
        probe.bind(("127.0.0.1", 0))
        given = address.format(closed=probe.getsockname()[1])
        with pytest.raises(EngineError) as caught:
            choose_engine("ray", ray_address=given)
    said = str(caught.value)
    assert said.startswith(f"no Ray cluster at {given}: ")
    assert "RAY_AUTH_MODE" in said
    assert "\n" not in said


@pytest.mark.requirement("P1")
def test_frameworks_are_not_imported_before_they_are_asked_for() -> None:
    code = (
        "import sys, firsthand.cli, firsthand.engine.daft; print({'daft', 'ray'} & {*sys.modules})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "set()"


@pytest.mark.requirement("R12")
@pytest.mark.parametrize("engine_name", ["processes", "daft"])
def test_the_command_line_prints_the_same_whoever_works(engine_name: str, tmp_path: Path) -> None:
    if engine_name == "daft":
        need("daft")
    pile = tmp_path / "pile.jsonl"
    rows = ({"id": r.id, "text": r.text, "outlet": r.outlet} for r in make_pile(n_reports=70))
    pile.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    words = ["-m", "firsthand", "lineage", str(pile), "--json"]
    said = [
        subprocess.run([sys.executable, *words, *more], capture_output=True, check=True)
        for more in ([], ["--engine", engine_name, "--workers", "2"])
    ]
    assert said[0].stdout.count(b"\n") > 10
    assert said[0].stdout == said[1].stdout
    assert said[1].stderr == b""


def test_an_engine_takes_its_own_options_only() -> None:
    with pytest.raises(InputError, match="--ray-address is for --engine ray"):
        choose_engine("processes", ray_address="127.0.0.1:6379")
    with pytest.raises(InputError, match="--engine processes has many"):
        choose_engine("local", n_workers=4)
    with pytest.raises(InputError, match="a cluster has the workers that it has"):
        choose_engine("ray", n_workers=4)


@pytest.mark.parametrize(
    ("name", "missing", "extra"), [("daft", "daft", "scale"), ("ray", "ray", "scale,ray")]
)
def test_a_missing_extra_is_one_line_with_the_way_on(
    name: str, missing: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name == "ray":
        need("daft")
    monkeypatch.setitem(sys.modules, missing, None)
    with pytest.raises(InputError) as caught:
        choose_engine(name)  # type: ignore[arg-type]
    assert f"pip install 'firsthand[{extra}]'" in str(caught.value)


@pytest.fixture
def ray_address(tmp_path: Path) -> Iterator[str]:
    """Run the head of a cluster of two cores; it and all that it started end with the test."""
    need("daft", "ray")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = "start --head --block --disable-usage-stats --include-dashboard=false --num-cpus=2"
    said = tmp_path / "head.log"
    with said.open("w") as log:
        head = subprocess.Popen(
            [sys.executable, "-m", "ray.scripts.scripts", *command.split(), f"--port={port}"],
            stdout=log,
            stderr=log,
            env={**os.environ, "RAY_AUTH_MODE": "disabled", "PYTHONPATH": str(ROOT / "tests")},
            start_new_session=True,
        )
    try:
        for _ in range(600):
            if "Ray runtime started" in said.read_text() or head.poll() is not None:
                break
            time.sleep(0.1)
        assert head.poll() is None, said.read_text()
        yield f"127.0.0.1:{port}"
    finally:
        head.terminate()
        try:
            head.wait(20)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(head.pid, signal.SIGKILL)


def run_elsewhere(engine: str, **environment: str) -> str:
    """Run the laws of this file on one engine, in another process; return what it says."""
    words = f"-m pytest -W ignore -p no:unraisableexception -p no:cacheprovider -k [{engine}]"
    done = subprocess.run(
        [sys.executable, *words.split(), __file__],
        cwd=ROOT,
        env={**os.environ, ELSEWHERE: engine, "PYTHONPATH": str(ROOT / "tests"), **environment},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]
    return done.stdout


@pytest.mark.skipif(not HERE, reason="this is that run")
@pytest.mark.requirement("R12", "P7")
def test_the_laws_hold_on_daft() -> None:
    need("daft")
    assert " passed" in run_elsewhere("daft")


@pytest.mark.skipif(not HERE, reason="this is that run")
@pytest.mark.requirement("R12", "P7")
def test_the_laws_hold_on_a_ray_cluster(ray_address: str) -> None:
    assert " passed" in run_elsewhere("ray", RAY_AUTH_MODE="disabled", **{ADDRESS: ray_address})
