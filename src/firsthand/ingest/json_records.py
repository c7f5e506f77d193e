"""JSON objects to the parts of a report.

Field names (the first that is there and filled counts):
text | body | content; title | headline; outlet | source | publisher; byline | author | authors;
published | published_at | date | datePublished; language | lang; url | link; id.
An outlet or author may be an object with `name`, authors a list. Other fields are ignored.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from firsthand.errors import ItemError
from firsthand.ingest.encodings import Decoded, decode_bytes
from firsthand.ingest.findings import FieldName, find
from firsthand.ingest.html import name_people
from firsthand.records import Finding

TEXT_FIELDS = ("text", "body", "content")
NAMED_FIELDS: tuple[tuple[FieldName, tuple[str, ...]], ...] = (
    ("title", ("title", "headline")),
    ("outlet", ("outlet", "source", "publisher")),
    ("byline", ("byline", "author", "authors")),
    ("published", ("published", "published_at", "date", "datePublished")),
    ("language", ("language", "lang")),
    ("url", ("url", "link")),
)
# An object that only wraps a list of reports, as news interfaces answer.
LIST_FIELDS = ("reports", "articles")


@dataclass(frozen=True, slots=True)
class JsonReport:
    """The parts of a report that one JSON object gives."""

    text: str
    given_id: str | None
    findings: tuple[Finding, ...]


def decode_json(content: bytes) -> Decoded:
    """Decode JSON bytes: UTF-8 as the format wants it, else as text files are decoded.

    Raises:
        ItemError: the bytes are not text.
    """
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return decode_bytes(content)


def parse_json(text: str) -> object:
    """Parse one JSON document.

    Raises:
        ItemError: the text is no JSON.
    """
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except json.JSONDecodeError as err:
        raise ItemError(f"no valid JSON: {_say(err)}") from err
    except RecursionError as err:
        raise ItemError("JSON nested too deeply") from err
    except ValueError as err:  # a number of thousands of digits
        raise ItemError(f"no valid JSON: {err}") from err


def is_other_format(parsed: object) -> bool:
    """Say whether an object says of itself that it is a file of another kind: an export of ours."""
    return (
        isinstance(parsed, Mapping)
        and isinstance(parsed.get("format"), str)
        and not any(name in parsed for name in TEXT_FIELDS)
    )


def list_objects(parsed: object) -> list[object]:
    """List the objects of a document: itself, its items, or those that it wraps."""
    if isinstance(parsed, Mapping) and not any(name in parsed for name in TEXT_FIELDS):
        for name in LIST_FIELDS:
            if isinstance(parsed.get(name), list):
                return list(parsed[name])
    return list(parsed) if isinstance(parsed, list) else [parsed]


def read_object(parsed: object) -> JsonReport:
    """Read a report out of a JSON object.

    Raises:
        ItemError: it is no object, or has no text.
    """
    if not isinstance(parsed, Mapping):
        raise ItemError(f"a JSON {_kind(parsed)} where an object is expected")
    text = _text_of(parsed)
    given = parsed.get("id")
    given_id = str(given).strip() if isinstance(given, str | int) and given is not True else ""
    return JsonReport(_mend(text), _mend(given_id) or None, tuple(_list_findings(parsed)))


def _text_of(parsed: Mapping[str, object]) -> str:
    for name in TEXT_FIELDS:
        value = parsed.get(name)
        if isinstance(value, str) and value.strip():
            return value
    for name in TEXT_FIELDS:
        if name in parsed:
            value = parsed[name]
            if isinstance(value, str) or value is None:
                raise ItemError(f"no text (field '{name}' is empty)")
            raise ItemError(f"no text (field '{name}' holds a {_kind(value)})")
    raise ItemError("no text (none of the fields text, body, content)")


def _list_findings(parsed: Mapping[str, object]) -> Iterable[Finding]:
    for field, names in NAMED_FIELDS:
        for name in names:
            value = parsed.get(name)
            if field in ("outlet", "byline"):
                value = name_people(value)
            if isinstance(value, str):
                yield from find(field, _mend(value), f"JSON field '{name}'")


def _mend(value: str) -> str:
    """Replace half surrogates, which JSON can spell and UTF-8 cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return value


def _say(err: json.JSONDecodeError) -> str:
    if err.pos >= len(err.doc.rstrip()) or err.msg.startswith("Unterminated"):
        return "it breaks off in the middle"
    return f"{err.msg.lower()} at character {err.pos}"


def _kind(value: object) -> str:
    names = {dict: "object", list: "list", str: "text", bool: "yes or no", type(None): "null"}
    return names.get(type(value), "number")
