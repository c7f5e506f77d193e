"""Writing an output: whole or not at all, never over a file that nobody gave up."""

from __future__ import annotations

from pathlib import Path

from firsthand.errors import InputError, StorageError


def write_output(path: str | Path, body: bytes | str, *, force: bool = False) -> None:
    """Write a file beside its place and move it there when it is complete.

    Raises:
        InputError: the file is there already and `force` is not given, or its folder is not.
        StorageError: it cannot be written; what stood there before stays.
    """
    path = Path(path)
    if isinstance(body, str):
        body = body.encode("utf-8")
    check_output(path, force=force)
    try:
        if path.exists() and not path.is_file():
            path.write_bytes(body)  # a device or a pipe: there is nothing to move onto it
        else:
            _replace(path, body)
    except OSError as error:
        raise StorageError(f"{path} was not written: {error.strerror}") from error


def check_output(path: str | Path, *, force: bool = False) -> None:
    """Refuse a place that cannot be written to, before the long work and not after it.

    Raises:
        InputError: as `write_output`.
    """
    path = Path(path)
    if path.is_dir():
        raise InputError(f"{path} is a folder; name a file in it")
    if path.exists() and not force:
        raise InputError(f"{path} is there already; --force writes over it")
    if not path.parent.is_dir():
        raise InputError(f"no folder {path.parent} to write {path.name} into; make it first")


def _replace(path: Path, body: bytes) -> None:
    target = path.resolve()
    part = target.with_name(f".{target.name}.part")
    try:
        part.write_bytes(body)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
