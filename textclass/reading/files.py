"""files, folders and globs -> the list of files to read."""

from __future__ import annotations

import glob
import os
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

SUFFIXES = (".pdf", ".docx", ".docm", ".html", ".htm", ".xhtml", ".txt", ".text")
_LOCK = "~$"  # word processors write "~$name.docx" beside a document that is open


def suffix_of(name: str) -> str:
    """Return the suffix in lower case with its dot, "" without one."""
    return os.path.splitext(name)[1].lower()


def find_files(paths: Iterable[str | os.PathLike[str]], passed_over: Counter[str] | None = None) -> list[str]:
    """Return the files that ``paths`` lead to, in their order, those of one folder or glob sorted.

    A folder is searched recursively for the supported suffixes, without hidden files and the lock files of
    word processors; other files in it are counted in ``passed_over``, by suffix. A file that is named, or that a
    glob matches, is kept whatever its suffix. A file reached twice, by whatever name or link, counts once, under the
    name it was reached by first. A folder that cannot be searched is kept itself, so that it is accounted for.
    Raises: FileNotFoundError: a path leads to nothing.
    """
    passed_over = Counter() if passed_over is None else passed_over
    if isinstance(paths, str | os.PathLike):
        paths = [paths]
    found: dict[object, str] = {}
    for path in [os.fspath(path) for path in paths]:
        reached = False
        for file in _reached(path, passed_over):
            reached = True
            found.setdefault(_identity(file), file)
        if not reached:
            raise FileNotFoundError(_nothing(path))
    return list(found.values())


def _nothing(path: str) -> str:
    shown = ascii(path)[1:-1] if not path.isprintable() else path
    if os.path.isdir(path):
        return f"{shown}: the folder holds no file with one of the suffixes {', '.join(SUFFIXES)}"
    return f"{shown}: no such file or folder, and no file matches it as a pattern"


def _reached(path: str, passed_over: Counter[str]) -> Iterator[str]:
    existing = locate(path)
    for file in _matches(path) if existing is None else [existing]:
        yield from _in_folder(file, passed_over) if os.path.isdir(file) else [file]


def _matches(pattern: str) -> list[str]:
    if "\0" in pattern:
        return []
    forms = {pattern, unicodedata.normalize("NFC", pattern), unicodedata.normalize("NFD", pattern)}
    found = {match for form in forms for match in glob.glob(form, recursive=True)}
    wanted = [match for match in found if not os.path.basename(match).startswith(_LOCK)]
    return sorted(wanted, key=os.fsencode)


def _in_folder(folder: str, passed_over: Counter[str]) -> list[str]:
    """Return the supported files below ``folder``, sorted; links are followed, each folder once."""
    files: list[str] = []
    seen: set[object] = set()
    closed: list[OSError] = []
    for place, folders, names in os.walk(folder, followlinks=True, onerror=closed.append):
        identity = _identity(place)
        if identity in seen:
            folders.clear()
            continue
        seen.add(identity)
        folders[:] = sorted((name for name in folders if not name.startswith(".")), key=os.fsencode)
        shown = [name for name in names if not name.startswith((".", _LOCK))]
        wanted = [name for name in shown if suffix_of(name) in SUFFIXES]
        passed_over.update(suffix_of(name) for name in shown if suffix_of(name) not in SUFFIXES)
        files += [path for path in (os.path.join(place, name) for name in wanted) if os.path.isfile(path)]
    return sorted([*files, *(error.filename for error in closed)], key=os.fsencode)


def _identity(path: str) -> object:
    """Return what two paths of one file share: device and number, or the real path where there are none."""
    try:
        status = os.stat(path)
    except OSError:
        return os.path.realpath(path)
    return (status.st_dev, status.st_ino) if status.st_ino else os.path.realpath(path)


def locate(path: str) -> str | None:
    """Return ``path``, or the one on disk that differs from it in its Unicode form only; None if neither."""
    if "\0" in path:
        return None
    if os.path.lexists(path):
        return path
    parent, name = os.path.split(path)
    if path.isascii() or not name:
        return None
    folder = locate(parent) if parent else "."
    if folder is None or not os.path.isdir(folder):
        return None
    wanted = unicodedata.normalize("NFC", name)
    for candidate in sorted(os.listdir(folder), key=os.fsencode):
        if unicodedata.normalize("NFC", candidate) == wanted:
            return os.path.join(folder, candidate) if parent else candidate
    return None
