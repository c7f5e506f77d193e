"""The verbs: each opens a case, asks it one question and shows the answer."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any, TypeVar

import click

from firsthand.cli.session import Session
from firsthand.engine import ENGINE_NAMES

Verb = TypeVar("Verb", bound=Callable[..., object])

_PATHS = click.argument("paths", nargs=-1, metavar="[PATH]...")
_CASE = click.option(
    "--case",
    "case_path",
    metavar="FILE",
    envvar="FIRSTHAND_CASE",
    show_envvar=True,
    help="the case file that keeps the pile and the work",
)
_JSON = click.option("as_json", "--json", is_flag=True, help="one JSON object a line")
_FORCE = click.option("--force", is_flag=True, help="write over an output that is there")
_ALL = click.option("show_all", "--all", is_flag=True, help="leave nothing out")
_CITE = click.option("--cite", is_flag=True, help="print the sentences that a line rests on")
_PLAIN = click.option("--plain", is_flag=True, help="words in place of signs and drawings")


def _be_told(context: click.Context, _option: click.Parameter, given: bool) -> None:
    if given:
        context.find_root().obj.traceback = True
        logging.basicConfig(format="%(name)s: %(message)s")
        logging.getLogger("firsthand").setLevel(logging.DEBUG)


def _be_run_by(context: click.Context, option: click.Parameter, given: str | int | None) -> None:
    """Note for the session who runs the stages."""
    if given is not None and option.name is not None:
        setattr(context.find_root().obj, option.name, given)


def _run_by(flag: str, name: str, **more: Any) -> Callable[[Any], Any]:
    return click.option(name, flag, expose_value=False, callback=_be_run_by, **more)


# Of the verbs that work out what is stale: who does it.
_ENGINE = (
    _run_by(
        "--engine",
        "engine_name",
        type=click.Choice(ENGINE_NAMES),
        help="who does the work: this process (the default), all cores, Daft, Daft on Ray",
    ),
    _run_by("--workers", "n_workers", type=click.IntRange(min=1), metavar="N", help="cores to use"),
    _run_by("--ray-address", "ray_address", metavar="HOST:PORT", help="the head of a Ray cluster"),
)

# Of the verbs that read claims.
_READER = _run_by(
    "--reader",
    "reader_name",
    type=click.Choice(("own", "rules")),
    envvar="FIRSTHAND_READER",
    show_envvar=True,
    help="what claims are read with: the reader that comes with firsthand, or rules alone",
)

_TRACEBACK = click.option(
    "--traceback",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_be_told,
    help="tell more of an error",
)


def _options(*decorators: Callable[[Any], Any]) -> Callable[[Verb], Verb]:
    def decorate(verb: Verb) -> Verb:
        for decorator in reversed((*decorators, _TRACEBACK)):
            verb = decorator(verb)
        return verb

    return decorate


def _show_version(context: click.Context, _option: click.Parameter, given: bool) -> None:
    if given and not context.resilient_parsing:
        from firsthand import __version__

        click.echo(f"firsthand {__version__}")
        context.exit()


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_show_version,
    help="show the version and leave",
)
@_options()
def firsthand() -> None:
    """Tell of a pile of news reports what happened, who says so, and who merely repeats it.

    \b
    firsthand brief examples/velm
    """


@firsthand.command()
@_options(_PATHS, _CASE, _JSON, _FORCE, _ALL, _CITE, _PLAIN, _READER, *_ENGINE)
@click.option("html_path", "--html", metavar="FILE", help="write one self-contained page as well")
@click.pass_obj
def brief(
    session: Session,
    /,
    paths: tuple[str, ...],
    case_path: str | None,
    html_path: str | None,
    **flags: bool,
) -> int:
    """Tell what happened, who says so, and who merely repeats it.

    \b
    firsthand brief fire/ --html fire.html
    """
    from firsthand.cli import answers

    if html_path is not None:
        from firsthand.export import check_output

        check_output(html_path, force=flags["force"])
    with session.open(paths, case_path) as case:
        pile = case.work()
        session.end_progress()
        if html_path is not None:
            answers.write_page(
                pile, html_path, paths=paths, case_path=case_path, force=flags["force"]
            )
        answers.show_brief(
            case, as_json=flags["as_json"], show=answers.Show.of(flags), kept=case_path is not None
        )
    return session.code


@firsthand.command()
@_options(_PATHS, _CASE, _JSON)
@click.pass_obj
def add(session: Session, /, paths: tuple[str, ...], case_path: str | None, as_json: bool) -> int:
    """Take reports into a case.

    \b
    firsthand add fire/ --case fire.case
    """
    from firsthand.cli import answers

    if case_path is None:
        raise click.UsageError("name the case that is to keep them: --case FILE")
    if not paths:
        raise click.UsageError("give PATH... (folders, files, -)")
    with session.open(paths, case_path) as case:
        answers.show_added(case, session, as_json=as_json)
    return session.code


@firsthand.command()
@_options(_CASE, _JSON, _READER, *_ENGINE)
@click.pass_obj
def work(session: Session, /, case_path: str | None, as_json: bool) -> int:
    """Work out what is stale in a case.

    \b
    firsthand work --case fire.case
    """
    from firsthand.cli import answers

    if case_path is None:
        raise click.UsageError("name the case to work on: --case FILE")
    with session.open((), case_path) as case:
        answers.show_work(case, as_json=as_json)
    return session.code


@firsthand.command()
@_options(_PATHS, _CASE, _JSON, _PLAIN)
@click.option("--matching", metavar="WORDS", help="only reports that hold all these words")
@click.pass_obj
def reports(
    session: Session,
    /,
    paths: tuple[str, ...],
    case_path: str | None,
    matching: str | None,
    **flags: bool,
) -> int:
    """List the reports with their ids, which every command takes.

    \b
    firsthand reports fire/ --matching "port authority"
    """
    from firsthand.cli import answers

    with session.open(paths, case_path) as case:
        answers.show_reports(
            case, as_json=flags["as_json"], matching=matching, show=answers.Show.of(flags)
        )
    return session.code


@firsthand.command()
@_options(_PATHS, _CASE, _JSON, _ALL, _PLAIN, *_ENGINE)
@click.option("--explain", nargs=2, metavar="A B", help="set two reports side by side")
@click.pass_obj
def lineage(
    session: Session,
    /,
    paths: tuple[str, ...],
    case_path: str | None,
    explain: tuple[str, str] | None,
    **flags: bool,
) -> int:
    """Tell which reports were made from which, and how many voices that leaves.

    \b
    firsthand lineage fire/ --explain newsfast.txt gazette.txt
    """
    from firsthand.cli import answers

    session.for_kin = flags["as_json"] and not flags["show_all"] and not explain
    with session.open(paths, case_path) as case:
        show, as_json = answers.Show.of(flags), flags["as_json"]
        if explain:
            answers.show_explanation(case, *explain, as_json=as_json, show=show)
        else:
            answers.show_lineage(case, as_json=as_json, show=show)
    return session.code


@firsthand.command()
@_options(_PATHS, _CASE, _JSON, _PLAIN, *_ENGINE)
@click.option(
    "--weights", metavar="FOLDER", help="read by other weights than those that come with firsthand"
)
@click.pass_obj
def read(
    session: Session,
    /,
    paths: tuple[str, ...],
    case_path: str | None,
    weights: str | None,
    **flags: bool,
) -> int:
    """Show what the reader sees: sentences, names, who did what to whom, who says what.

    \b
    firsthand read fire/gazette.txt
    """
    from pathlib import Path

    from firsthand.cli import answers
    from firsthand.models import open_reader

    reader = open_reader() if weights is None else open_reader(Path(weights))
    with session.open(paths, case_path) as case:
        show = answers.Show.of(flags)
        answers.show_parsed(case, reader, session, as_json=flags["as_json"], show=show)
    return session.code


def _ask(name: str, answer: str, sentence: str, example: str) -> None:
    """Make a verb of a question that takes nothing beside the common options."""

    @_options(_PATHS, _CASE, _JSON, _ALL, _CITE, _PLAIN, _READER, *_ENGINE)
    @click.pass_obj
    def verb(
        session: Session, /, paths: tuple[str, ...], case_path: str | None, **flags: bool
    ) -> int:
        from firsthand.cli import answers

        show: Callable[..., None] = getattr(answers, answer)
        with session.open(paths, case_path) as case:
            show(case, as_json=flags["as_json"], show=answers.Show.of(flags))
        return session.code

    firsthand.command(name, help=f"{sentence}\n\n\b\n{example}")(verb)


_ask(
    "ledger",
    "show_ledger",
    "List what is claimed: every answer with its voices and origins.",
    "firsthand ledger fire/ --cite",
)
_ask(
    "quotes",
    "show_quotes",
    "List who is quoted, where, and where a report changed the words.",
    "firsthand quotes fire/",
)
_ask(
    "timeline",
    "show_timeline",
    "List what happened on which days.",
    "firsthand timeline fire/",
)


@firsthand.command()
@_options(_PATHS, _CASE, _FORCE, _READER, *_ENGINE)
@click.option(
    "--format",
    "format_name",
    metavar="NAME",
    default="exchange",
    show_default=True,
    help="exchange (the ledger in one object) or jsonl (all records)",
)
@click.option("-o", "--output", "output", metavar="FILE", required=True, help="the file to write")
@click.pass_obj
def export(
    session: Session,
    /,
    paths: tuple[str, ...],
    case_path: str | None,
    force: bool,
    **options: str,
) -> int:
    """Write the whole answer to a file for other programs.

    \b
    firsthand export --case fire.case --format exchange -o fire.json
    """
    from firsthand.cli import answers

    answers.check_export(options["format_name"], options["output"], force=force)
    with session.open(paths, case_path) as case:
        answers.write_export(case, options["format_name"], options["output"], force=force)
    return session.code


@firsthand.command()
@_options(_CASE, _JSON)
@click.pass_obj
def doctor(session: Session, /, case_path: str | None, as_json: bool) -> int:
    """Tell versions, what this machine offers, and how fast it works.

    \b
    firsthand doctor
    """
    from firsthand.cli.doctor import show_health

    session.case_path = case_path
    return show_health(case_path, as_json=as_json)
