"""a part of the plan -> one Parquet file with its account in the footer; done in a worker process."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from textclass import tables
from textclass.archive import queue, rows
from textclass.archive.child import Fate, Watch
from textclass.archive.plan import ArchiveError, Part, Settings
from textclass.archive.rows import Model
from textclass.archive.storage import folder
from textclass.archive.tally import Tally
from textclass.records import Decision, RawDocument, Status

_FOOTER = b"textclass"


def load_model(model: str | Model) -> Model:
    """Return a model by name or path; one that is loaded already is returned as it is."""
    if not isinstance(model, str):
        return model
    from textclass.classifier import load_model as load

    return load(model)


@dataclass
class ScoreParts:
    """The job of a scoring worker: read, understand, predict, and write part after part."""

    folder: str
    plan_id: str
    settings: Settings
    model: str | Model
    corrections: Mapping[tuple[str, int], str | None]
    read: Callable[..., RawDocument]

    def start(self) -> None:
        """Load the model, and see that model and version are those the plan was made for."""
        from textclass import __version__

        if __version__ != self.settings.version:
            raise ArchiveError(f"textclass {__version__} here, {self.settings.version} where the run was begun")
        self._model = load_model(self.model)
        if self._model.model_id != self.settings.model_id:
            raise ArchiveError(f"model {self.settings.model_id} wanted, but here the model is {self._model.model_id}")

    def run(self, task: Part, fates: Mapping[int, Fate], watch: Watch, only: int | None) -> Tally | None:
        """Write the part and return its account; with ``only`` see just whether that document can be borne."""
        if only is not None:
            watch.at(only)
            self._rows(task.paths[only])
            watch.done()
            return None
        documents = list(self._documents(task, fates, watch))
        watch.done()
        tally, entries = Tally(), []
        for decision, found in documents:
            tally.add(found)
            entries += queue.of(decision, found, text=self.settings.text)
        self._write(task, [row for _, found in documents for row in found], tally, entries)
        return tally

    def _documents(
        self, task: Part, fates: Mapping[int, Fate], watch: Watch
    ) -> Iterator[tuple[Decision, list[dict[str, Any]]]]:
        for number, path in enumerate(task.paths):
            if number in fates:
                decision = fates[number].decision(path)
                yield decision, self._of(decision)
                continue
            watch.at(number)
            yield self._rows(path)

    def _rows(self, path: str) -> tuple[Decision, list[dict[str, Any]]]:
        decision = read_decision(path, self.settings, self.read)
        try:
            return replace(decision, text="", citations=()), self._of(decision)
        except Exception as error:  # one strange document must never end a batch
            failed = _failed(decision, error, self.settings)
            return failed, self._of(failed)

    def _of(self, decision: Decision) -> list[dict[str, Any]]:
        found = rows.of(decision, self._model, version=self.settings.version, text=self.settings.text)
        if self.corrections:
            rows.correct(found, self.corrections)
        return found

    def _write(self, part: Part, found: list[dict[str, Any]], tally: Tally, entries: list[dict[str, Any]]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        pa.set_cpu_count(1)
        account = {"plan": self.plan_id, "part": part.number, "tally": tally.to_dict(), "review": entries}
        content = json.dumps(account, ensure_ascii=True)
        table = tables.table(found, text=self.settings.text).replace_schema_metadata({_FOOTER: content})
        file = io.BytesIO()
        pq.write_table(table, file, compression="zstd")
        folder(self.folder).put(part.name, file.getvalue())


def read_decision(path: str, settings: Settings, read: Callable[..., RawDocument]) -> Decision:
    """Return the Decision in a file; one that needs too much memory has the status ``crashed``."""
    from textclass.reader import parse_raw  # heavy: the parent does without

    try:
        decision = parse_raw(read(path, ocr=settings.ocr, limits=settings.limits), path)
    except Exception as error:  # one strange file must never end a batch
        return _failed(Decision(path, Status.ERROR), error, settings)
    if decision.status is Status.ERROR and "MemoryError" in (decision.error or ""):
        return _failed(decision, MemoryError(), settings)
    return decision


def _failed(decision: Decision, error: Exception, settings: Settings) -> Decision:
    if isinstance(error, MemoryError):
        why = f"needs more than {settings.megabytes:g} MB of memory: not read"
        return Decision(decision.path, Status.CRASHED, why, decision.source, sha256=decision.sha256)
    why = f"could not be read or scored: {type(error).__name__}"
    return Decision(decision.path, Status.ERROR, why, decision.source, sha256=decision.sha256)


def account(file: BinaryIO) -> dict[str, Any]:
    """Return what the footer of a part says: plan, part, tally, review. Raises: ArchiveError: it is no part."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        said: dict[str, Any] = json.loads(pq.read_metadata(file).metadata[_FOOTER])
    except (pa.ArrowInvalid, KeyError, TypeError, ValueError) as error:
        raise ArchiveError(f"damaged, or not written by textclass: {error}") from error
    return said
