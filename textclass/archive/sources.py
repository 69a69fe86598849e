"""paths and addresses -> the files of an archive, and the pages of one. An address is "s3://…" or any fsspec knows."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from typing import Any

from textclass import reading
from textclass.reading import SUFFIXES, Limits
from textclass.records import RawDocument, Status

Read = Callable[[str], RawDocument]


def is_address(path: str) -> bool:
    """Whether ``path`` is an fsspec address and not a path of this machine."""
    scheme, mark, _ = path.partition("://")
    return bool(mark) and scheme.isascii() and scheme.replace("+", "").isalnum()


def shown(path: str) -> str:
    r"""Return ``path`` for a table: bytes that are no UTF-8 as ``\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def find(paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]]) -> list[str]:
    """Return the files that paths and addresses lead to, those of this machine first.

    Raises: FileNotFoundError: one leads to nothing. ValueError: no package for an address.
    """
    given = [os.fspath(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths)]
    here = [path for path in given if not is_address(path)]
    away = [path for path in given if is_address(path)]
    found = reading.find_files(here) if here else []
    return found + list(dict.fromkeys(file for address in away for file in _find_away(address)))


def filesystem(address: str) -> tuple[Any, str]:
    """Return the fsspec file system of an address and the path there. Raises: ValueError."""
    import fsspec

    try:  # without a cache of listings: workers add files that it would not know
        system, path = fsspec.core.url_to_fs(address, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        raise ValueError(f"{address}: cannot be reached: {error}") from error
    return system, path


def _find_away(address: str) -> list[str]:
    system, path = filesystem(address)
    if any(mark in path for mark in "*?["):
        found = [match for match in system.glob(path) if not system.isdir(match)]
    elif system.isfile(path):
        found = [path]
    else:
        found = [file for file in system.find(path) if os.path.splitext(file)[1].lower() in SUFFIXES]
    if not found:
        raise FileNotFoundError(f"{address}: no such file, or a folder without files that can be read")
    return [system.unstrip_protocol(file) for file in sorted(found)]


def stamp(path: str) -> str:
    """Return what changes when a file is changed: its size and time or, away, its tag."""
    if is_address(path):
        system, there = filesystem(path)
        info = system.info(there)
        tag = info.get("ETag") or info.get("mtime") or info.get("LastModified") or info.get("updated")
        return f"{info.get('size')} {tag}"
    try:
        status = os.stat(path)
    except OSError:
        return "-"
    return f"{status.st_size} {status.st_mtime_ns}"


def read(path: str, *, ocr: bool = False, limits: Limits = Limits()) -> RawDocument:  # noqa: B008 - frozen
    """Return the pages of a file, here or away; one that is gone has the status ``error``."""
    try:
        if not is_address(path):
            return reading.read(path, ocr=ocr, limits=limits)
        return reading.read_bytes(_load(path, limits), path, ocr=ocr, limits=limits)
    except FileNotFoundError:
        return RawDocument(Status.ERROR, None, error="the file is gone")
    except OSError as error:
        return RawDocument(Status.ERROR, None, error=f"cannot be opened: {error.strerror or type(error).__name__}")


def _load(address: str, limits: Limits) -> bytes:
    system, path = filesystem(address)
    data: bytes = system.cat_file(path, start=0, end=limits.bytes + 1)
    return data
