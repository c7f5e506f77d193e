"""From arguments to an exit code: the one place that turns errors into lines."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence

import click

from firsthand.cli.session import OUR_ERROR, STOPPED, YOUR_INPUT, Session
from firsthand.cli.verbs import firsthand
from firsthand.errors import FirsthandError, InputError

logger = logging.getLogger(__name__)


def run(arguments: Sequence[str]) -> int:
    """Run one command.

    Returns:
        0 done, 1 our error, 2 the caller's input, 3 done with failures, 130 stopped by hand.
    """
    session = Session()
    _write_anything(sys.stdout, sys.stderr)
    try:
        code = _invoke(arguments, session)
        sys.stdout.flush()
    except (KeyboardInterrupt, click.Abort):
        return _say(session, session.how_to_go_on(), STOPPED)
    except click.UsageError as error:
        error.show()
        return YOUR_INPUT
    except click.ClickException as error:
        return _say(session, error.format_message(), YOUR_INPUT)
    except BrokenPipeError:
        _close_stdout()
        return 0
    except InputError as error:
        return _say(session, str(error), YOUR_INPUT)
    except FirsthandError as error:
        return _say(session, str(error), OUR_ERROR)
    except OSError as error:
        _close_stdout()
        where = f"{error.filename}: " if error.filename else "the output was not written: "
        return _say(session, f"{where}{error.strerror or error}", OUR_ERROR)
    except Exception as error:  # noqa: BLE001  -- the last line: whatever is left becomes one line
        reason = f"{type(error).__name__}: {error}"
        return _say(session, f"{reason} (a fault of firsthand; --traceback tells more)", OUR_ERROR)
    return code


def _invoke(arguments: Sequence[str], session: Session) -> int:
    """Run a verb; unlike click's own `main` this lets a broken pipe reach `run`."""
    try:
        with firsthand.make_context("firsthand", list(arguments), obj=session) as context:
            code = firsthand.invoke(context)
    except click.exceptions.Exit as leave:
        return leave.exit_code
    return code if isinstance(code, int) else 0


def _say(session: Session, line: str, code: int) -> int:
    session.end_progress()
    if session.traceback and code != STOPPED:
        import traceback

        click.echo(traceback.format_exc(), err=True, nl=False)
    session.say(line)
    return code


def _write_anything(*streams: object) -> None:
    """Write what the terminal's encoding lacks as escapes instead of stopping."""
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _close_stdout() -> None:
    """Send what is left nowhere, so that leaving does not complain a second time."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, sys.stdout.fileno())
    except (OSError, ValueError):
        logger.debug("standard output is no file")
    finally:
        os.close(nowhere)
