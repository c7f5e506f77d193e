"""The page: one file that opens with no network and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
from importlib.resources import files

from firsthand.brief import compose, index_pile
from firsthand.records import Pile
from firsthand.text.visible import show_controls
from firsthand.web.context import PageBuilder

DEFAULT_COMMAND = "firsthand brief PATH... --html FILE"


def render_page(pile: Pile, *, command: str = DEFAULT_COMMAND) -> str:
    """Return the page of a pile: HTML with style and script of ours alone inside.

    Nothing that a report says is ever markup: everything is escaped, characters that act are
    written out, links stand as text, and the page's policy forbids whatever is not ours.

    Args:
        pile: all that was worked out.
        command: what a person types to get the same bytes.
    """
    from jinja2 import Environment, PackageLoader, StrictUndefined
    from markupsafe import Markup

    from firsthand import __version__

    def finish(value: object) -> object:
        if isinstance(value, str) and not isinstance(value, Markup):
            return show_controls(value)
        return value

    environment = Environment(
        loader=PackageLoader("firsthand.web", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=finish,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _read("page.css"), _read("page.js")
    page = PageBuilder(index_pile(pile), compose(pile)).build()
    return environment.get_template("page.html.j2").render(
        page=page,
        brief=page.brief,
        version=__version__,
        command=command,
        style=Markup(style),  # noqa: S704  our own file
        script=Markup(script),  # noqa: S704  our own file
        policy=_policy(style, script),
    )


def _policy(style: str, script: str) -> str:
    """Allow exactly this style and this script, and no request to anywhere."""
    return (
        "default-src 'none'; "
        f"style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(source: str) -> str:
    digest = hashlib.sha256(source.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _read(name: str) -> str:
    return files("firsthand.web").joinpath("templates", name).read_text(encoding="utf-8")
