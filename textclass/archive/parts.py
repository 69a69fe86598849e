"""a part of the plan -> one Parquet file with its account in the footer; done in a worker process."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from textclass import tables
from textclass.archive import queue, rows
from textclass.archive.child import Fate
from textclass.archive.plan import ArchiveError, Part, Settings
from textclass.archive.rows import Model
from textclass.archive.storage import folder
from textclass.archive.tally import Tally
from textclass.records import Decision, RawDocument, Status

_FOOTER = b"textclass"

Done = tuple[Decision, list[dict[str, Any]]]  # a document without its text, and its rows


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
        warm_up()

    def documents(self, task: Part) -> Sequence[str]:
        """Return the paths of a part."""
        return task.paths

    def one(self, path: str) -> Done:
        """Read, understand and predict one document. Raises: MemoryError."""
        decision = read_decision(path, self.settings, self.read)
        try:
            return replace(decision, text="", citations=()), self._of(decision)
        except MemoryError:
            raise
        except Exception as error:  # one strange document must never end a batch
            return self._done(_failed(decision, error))

    def lost(self, path: str, fate: Fate) -> Done:
        """Return the row of a document that could not be done."""
        return self._done(fate.decision(path))

    def finish(self, task: Part, found: Sequence[Done]) -> Tally:
        """Write the part and return its account."""
        tally, entries = Tally(), []
        for decision, those in found:
            tally.add(those)
            entries += queue.of(decision, those, text=self.settings.text)
        self._write(task, [row for _, those in found for row in those], tally, entries)
        return tally

    def _done(self, decision: Decision) -> Done:
        return decision, self._of(decision)

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


def warm_up() -> None:
    """Load what reading needs, so that the first document is not charged for it."""
    from textclass.reader import parse_text

    parse_text("Beslut")


def read_decision(path: str, settings: Settings, read: Callable[..., RawDocument]) -> Decision:
    """Return the Decision in a file. Raises: MemoryError: it needs more than there is."""
    from textclass.reader import parse_raw  # heavy: the parent does without

    try:
        decision = parse_raw(read(path, ocr=settings.ocr, limits=settings.limits), path)
    except MemoryError:
        raise
    except Exception as error:  # one strange file must never end a batch
        return _failed(Decision(path, Status.ERROR), error)
    if decision.status is Status.ERROR and "MemoryError" in (decision.error or ""):
        raise MemoryError
    return decision


def _failed(decision: Decision, error: Exception) -> Decision:
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
