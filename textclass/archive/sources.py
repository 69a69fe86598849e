"""paths and addresses -> the files of an archive, and the pages of one. An address is "s3://…" or any fsspec knows."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from textclass import reading
from textclass.reading import SUFFIXES, Limits
from textclass.records import RawDocument, Status


def is_address(path: str) -> bool:
    """Whether ``path`` is an fsspec address and not a path of this machine."""
    scheme, mark, _ = path.partition("://")
    return bool(mark) and scheme.isascii() and scheme.replace("+", "").isalnum()


def shown(path: str) -> str:
    r"""Return ``path`` for a table: bytes that are no UTF-8 as ``\xNN``."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def find(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], passed_over: Counter[str] | None = None
) -> dict[str, str]:
    """Return the files that paths and addresses lead to, those of this machine first, each with its stamp.

    A stamp changes when the file is changed: it is its size and time or, away, its tag. ``passed_over`` counts the
    files of folders of this machine that are of no kind that is read, by suffix.
    Raises: FileNotFoundError: one leads to nothing. ValueError: no package for an address.
    """
    given = [os.fspath(path) for path in ([paths] if isinstance(paths, str | os.PathLike) else paths)]
    here = [path for path in given if not is_address(path)]
    away = [path for path in given if is_address(path)]
    found = {path: _stamp(path) for path in (reading.find_files(here, passed_over) if here else [])}
    for address in away:
        found |= {file: stamp for file, stamp in _find_away(address).items() if file not in found}
    return found


def filesystem(address: str) -> tuple[Any, str]:
    """Return the fsspec file system of an address and the path there. Raises: ValueError."""
    import fsspec

    try:  # without a cache of listings: workers add files that it would not know
        system, path = fsspec.core.url_to_fs(address, use_listings_cache=False)
    except (ImportError, ValueError) as error:
        raise ValueError(f"{address}: cannot be reached: {error}") from error
    return system, path


def _find_away(address: str) -> dict[str, str]:
    system, path = filesystem(address)
    if any(mark in path for mark in "*?["):
        infos = system.glob(path, detail=True)
    elif system.isfile(path):
        infos = {path: system.info(path)}
    else:
        listed = system.find(path, detail=True)
        infos = {file: info for file, info in listed.items() if os.path.splitext(file)[1].lower() in SUFFIXES}
    found = {file: info for file, info in sorted(infos.items()) if info.get("type") != "directory"}
    if not found:
        raise FileNotFoundError(f"{address}: no such file, or a folder without files that can be read")
    return {system.unstrip_protocol(file): _tag(info) for file, info in found.items()}


def _tag(info: Mapping[str, Any]) -> str:
    tags = (info.get(name) for name in ("ETag", "etag", "mtime", "LastModified", "updated", "last_modified"))
    return f"{info.get('size')} {next((tag for tag in tags if tag), '')}"


def _stamp(path: str) -> str:
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
