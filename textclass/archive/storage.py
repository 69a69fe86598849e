"""a folder of parts, here or away: list, read, put a whole file or none of it, lock."""

from __future__ import annotations

import contextlib
import errno
import io
import json
import os
import platform
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, BinaryIO

from textclass.archive.plan import ArchiveError
from textclass.archive.sources import filesystem, is_address

_STALE = 120.0  # seconds after which the lock of a run away, not renewed, is taken for left behind
_DRAFT = ".draft-"


def folder(path: str) -> Folder | Away:
    """Return the folder at a path or address."""
    return Away(path.rstrip("/")) if is_address(path) else Folder(path)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of this machine, or one that several machines share."""

    path: str

    def create(self) -> None:
        """Make the folder if there is none. Raises: ArchiveError: it cannot be written to."""
        try:
            os.makedirs(self.path, exist_ok=True)
        except OSError as error:
            raise ArchiveError(f"{self.path}: cannot be written to: {error.strerror}") from error

    def names(self) -> list[str]:
        """Return the names of the files in it, sorted; [] where there is no folder."""
        try:
            return sorted(name for name in os.listdir(self.path) if not name.startswith(_DRAFT))
        except FileNotFoundError:
            return []
        except OSError as error:
            raise ArchiveError(f"{self.path}: cannot be used as a folder of parts: {error.strerror}") from error

    def read(self, name: str) -> bytes:
        """Return the content of a file. Raises: FileNotFoundError."""
        with open(os.path.join(self.path, name), "rb") as file:
            return file.read()

    def open(self, name: str) -> BinaryIO:
        """Return a file, opened to be read. Raises: FileNotFoundError."""
        return open(os.path.join(self.path, name), "rb")

    def put(self, name: str, data: bytes) -> None:
        """Write a file: it is there whole, and on the disk, or not at all."""
        draft = os.path.join(self.path, f"{_DRAFT}{name}-{platform.node()}-{os.getpid()}")
        try:
            with open(draft, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.replace(draft, os.path.join(self.path, name))
        except OSError as error:
            with contextlib.suppress(OSError):
                os.remove(draft)
            raise ArchiveError(f"{self.path}: cannot be written to: {error.strerror}") from error
        sync_folder(self.path)

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""
        with contextlib.suppress(FileNotFoundError, PermissionError):  # Windows keeps what is open
            os.remove(os.path.join(self.path, name))

    def tidy(self) -> None:
        """Remove what killed runs of this machine left half written."""
        for name in os.listdir(self.path):
            if name.startswith(_DRAFT) and f"-{platform.node()}-" in name and not _lives(name):
                self.remove(name)

    def remove_folder(self) -> None:
        """Remove the folder if it holds nothing but drafts."""
        for name in os.listdir(self.path):
            if name.startswith(_DRAFT):
                self.remove(name)
        with contextlib.suppress(OSError):
            os.rmdir(self.path)

    @contextlib.contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Keep other runs out. Raises: ArchiveError: one is at work."""
        try:
            file = open(os.path.join(self.path, name), "a+b")  # noqa: SIM115 - closed below
        except OSError as error:
            raise ArchiveError(f"{self.path}: cannot be written to: {error.strerror}") from error
        with file:
            if not _take(file) or not self._is(name, file):
                raise ArchiveError(f"{self.path}: another run is writing there: wait for it, or stop it")
            try:
                yield
            finally:
                self.remove(name)

    def _is(self, name: str, file: IO[bytes]) -> bool:
        """Whether ``file`` is still the one of that name: the run that held it removes it."""
        try:
            return os.path.samestat(os.fstat(file.fileno()), os.stat(os.path.join(self.path, name)))
        except OSError:
            return False

    def renew(self, name: str) -> None:
        """Say that the lock is still held; the system does that here."""


def _take(file: Any) -> bool:  # noqa: ANN401
    """Lock an open file for as long as it is open; whether it was free. Where nothing can be locked, it is."""
    try:
        _lock(file)
    except OSError as error:
        return error.errno not in (errno.EAGAIN, errno.EACCES, errno.EDEADLK)
    return True


def _lock(file: Any) -> None:  # noqa: ANN401
    if os.name == "nt":
        import msvcrt

        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    else:
        import fcntl

        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _lives(draft: str) -> bool:
    """Whether the process that began a draft may still be at work."""
    if os.name == "nt":  # to ask would be to kill it
        return True
    try:
        os.kill(int(draft.rpartition("-")[2]), 0)
    except ValueError:
        return True
    except OSError as error:
        return isinstance(error, PermissionError)
    return True


def sync_folder(path: str) -> None:
    """Bring a change of names to the disk, where a folder can be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(path or ".", os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


@dataclass(frozen=True, slots=True)
class Away:
    """A folder at an fsspec address. A put writes a whole object; a lock is an object that is renewed."""

    path: str

    def _at(self, name: str) -> tuple[Any, str]:
        return filesystem(f"{self.path}/{name}" if name else self.path)

    def create(self) -> None:
        """Make the folder, where the storage has folders."""
        system, there = self._at("")
        with _said(self.path):
            system.makedirs(there, exist_ok=True)

    def names(self) -> list[str]:
        """Return the names of the files in it, sorted; [] where there is none."""
        system, there = self._at("")
        with _said(self.path):
            try:
                return sorted(str(found).rsplit("/", 1)[-1] for found in system.ls(there, detail=False))
            except FileNotFoundError:
                return []

    def read(self, name: str) -> bytes:
        """Return the content of a file. Raises: FileNotFoundError."""
        system, there = self._at(name)
        data: bytes = system.cat_file(there)
        return data

    def open(self, name: str) -> BinaryIO:
        """Return a file, opened to be read. Raises: FileNotFoundError."""
        return io.BytesIO(self.read(name))

    def put(self, name: str, data: bytes) -> None:
        """Write a file in one put."""
        system, there = self._at(name)
        with _said(self.path):
            system.pipe_file(there, data)

    def remove(self, name: str) -> None:
        """Remove a file if it is there."""
        system, there = self._at(name)
        with contextlib.suppress(FileNotFoundError):
            system.rm_file(there)

    def tidy(self) -> None:
        """Nothing is left half written: a put is whole or nothing."""

    def remove_folder(self) -> None:
        """Nothing stays of a folder without files."""

    @contextlib.contextmanager
    def lock(self, name: str) -> Iterator[None]:
        """Keep other runs out. Raises: ArchiveError: one has renewed its lock in the last two minutes."""
        holder = self._holder(name)
        if holder not in (None, _me()):
            raise ArchiveError(
                f"{self.path}: another run ({holder}) is writing there: stop it, or wait two minutes if it is dead"
            )
        self.renew(name)
        try:
            yield
        finally:
            self.remove(name)

    def _holder(self, name: str) -> str | None:
        """Return who holds a lock and is alive."""
        try:
            said = json.loads(self.read(name))
            return str(said["by"]) if time.time() - said["time"] < _STALE else None
        except (FileNotFoundError, ValueError, KeyError):
            return None

    def renew(self, name: str) -> None:
        """Say that the lock is still held."""
        self.put(name, json.dumps({"by": _me(), "time": time.time()}).encode())


def _me() -> str:
    return f"{platform.node()}, process {os.getpid()}"


@contextlib.contextmanager
def _said(address: str) -> Iterator[None]:
    try:
        yield
    except FileNotFoundError as error:
        raise ArchiveError(f"{address}: no such place") from error
    except OSError as error:
        raise ArchiveError(f"{address}: cannot be written to: {error}") from error
