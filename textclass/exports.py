"""decisions -> files for annotation tools, and what people marked there -> corrections for ``score``.

Each document is one task: its clean text, and as spans its sections, citations and the places that state an
outcome, labelled ``account``, ``statute``, ``more_needed`` … An area's outcome is corrected by giving such a place
another label, by marking a new place inside the area, or by taking the mark away.
"""

from __future__ import annotations

import itertools
import json
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from textclass.records import Area, Decision, Outcome

OUTCOMES = tuple(outcome.value for outcome in Outcome)
NO_OUTCOME = "none"
Row = dict[str, Any]
Span = tuple[int, int, str]
_MARKS = ("spans", "label", "entities")  # where tools keep the marks of a task; without any nobody finished it


class ExportError(ValueError):
    """A format is not known, or a file of annotations cannot be understood."""


def export(
    paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], format: str, output: str | os.PathLike[str]
) -> int:
    """Write the decisions that ``paths`` lead to as tasks of an annotation tool; return how many.

    ``format``: label-studio, doccano or prodigy. Files without text are passed over. Raises: ExportError: an
    unknown format. FileNotFoundError: a path leads to nothing.
    """
    from textclass import archive, reading

    if format not in FORMATS:
        raise ExportError(f"format {format!r}: choose one of {', '.join(FORMATS)}")
    given = [paths] if isinstance(paths, str | os.PathLike) else list(paths)
    decisions = archive.parse_files(reading.find_files([os.fspath(path) for path in given]))
    return write((decision for decision in decisions if decision.text), format, output)


def write(decisions: Iterable[Decision], format: str, output: str | os.PathLike[str]) -> int:
    """Write decisions as tasks of an annotation tool; return how many."""
    tasks = [FORMATS[format](decision) for decision in decisions]
    if format == "label-studio":
        text = json.dumps(tasks, ensure_ascii=False, indent=1) + "\n"
    else:
        text = "".join(json.dumps(task, ensure_ascii=False) + "\n" for task in tasks)
    Path(output).write_bytes(text.encode("utf-8", "replace"))
    return len(tasks)


def spans(decision: Decision) -> list[Span]:
    """Return what is marked in a decision's text, each mark once, in order."""
    found = [(section.start, section.end, section.label) for section in decision.sections]
    found += [(citation.start, citation.end, citation.kind) for citation in decision.citations]
    found += [(place.start, place.end, place.outcome.value) for area in decision.areas for place in area.outcome_places]
    return sorted(set(found), key=lambda span: (span[0], -span[1], span[2]))


def _about(decision: Decision) -> Row:
    """Return what leads annotations back to the document and its areas; tools hand it through."""
    blocks = {number: _block(decision, number) for number in range(1, len(decision.areas) + 1)}
    areas = [_of_area(area, number, blocks[number]) for number, area in enumerate(decision.areas, 1)]
    return {"path": decision.path, "sha256": decision.sha256, "areas": areas}


def _block(decision: Decision, number: int) -> list[list[int]]:
    return [[section.start, section.end] for section in decision.sections if section.area == number]


def _of_area(area: Area, number: int, block: list[list[int]]) -> Row:
    places = sorted({(place.start, place.end, place.outcome.value) for place in area.outcome_places})
    return {"area_no": number, "title": area.title, "block": block, "places": list(map(list, places))}


def _label_studio(decision: Decision) -> Row:
    at = _utf16(decision.text)
    results = [
        {
            "id": f"{number}",
            "from_name": "label",
            "to_name": "text",
            "type": "labels",
            "value": {"start": at[start], "end": at[end], "text": decision.text[start:end], "labels": [label]},
        }
        for number, (start, end, label) in enumerate(spans(decision))
    ]
    data = {"text": decision.text, "textclass": _about(decision)}
    return {"data": data, "predictions": [{"model_version": "textclass", "result": results}]}


def _utf16(text: str) -> list[int]:
    """Return the offset in UTF-16 units, in which browsers count, of each character and of the end."""
    return list(itertools.accumulate((1 + (sign > "\uffff") for sign in text), initial=0))


def _doccano(decision: Decision) -> Row:
    return {"text": decision.text, "label": [list(span) for span in spans(decision)], "textclass": _about(decision)}


def _prodigy(decision: Decision) -> Row:
    marks = [{"start": start, "end": end, "label": label} for start, end, label in spans(decision)]
    shown = {"organiser": decision.organiser, "dnr": decision.dnr}
    return {"text": decision.text, "spans": marks, "meta": shown, "textclass": _about(decision)}


FORMATS: dict[str, Callable[[Decision], Row]] = {
    "label-studio": _label_studio,
    "doccano": _doccano,
    "prodigy": _prodigy,
}


@dataclass(frozen=True, slots=True)
class Annotated:
    """A task as a person left it."""

    about: Mapping[str, Any]
    spans: Sequence[Span]


def read_corrections(path: str | os.PathLike[str]) -> str | list[Row]:
    """Return what ``score`` takes as corrections: for a review file its path, for annotations their rows.

    A row has ``sha256, path, area_no, correct_outcome``; areas whose outcome the person left as it was give none.
    Raises: ExportError: the file holds neither; FileNotFoundError.
    """
    name = os.fspath(path)
    if not name.lower().endswith((".json", ".jsonl")):
        return name
    tasks = _tasks(Path(name))
    if not any("textclass" in task or "textclass" in _data(task) for task in tasks):
        if any("correct_outcome" in task for task in tasks):
            return name
        raise ExportError(f"{name}: no annotations of tasks that textclass exported, and no review file")
    return [row for task in tasks for annotated in _read(task) for row in _corrections(annotated)]


def _tasks(path: Path) -> list[Row]:
    text = path.read_text(encoding="utf-8-sig")
    try:
        if path.suffix.lower() == ".json":
            found = json.loads(text)
        else:
            found = [json.loads(line) for line in text.split("\n") if line.strip()]
    except (ValueError, RecursionError) as error:
        raise ExportError(f"{path}: is not JSON: {error}") from error
    if not isinstance(found, list) or not all(isinstance(task, dict) for task in found):
        raise ExportError(f"{path}: is no list of tasks")
    return found


def _data(task: Row) -> Row:
    data = task.get("data") or task.get("meta") or {}
    return data if isinstance(data, dict) else {}


def _read(task: Row) -> Iterator[Annotated]:
    """Yield the task as a person left it; nothing for one that nobody finished."""
    try:
        if "data" in task and "annotations" in task:
            yield from _from_label_studio(task)
        elif task.get("answer", "accept") == "accept" and any(key in task for key in _MARKS):
            about = task.get("textclass") or _data(task).get("textclass")
            if about:
                yield Annotated(about, list(_plain_spans(task)))
    except (KeyError, TypeError, IndexError, ValueError) as error:
        raise ExportError(f"task {task.get('id')!r}: cannot be understood ({type(error).__name__})") from error


def _from_label_studio(task: Row) -> Iterator[Annotated]:
    done = [annotation for annotation in task["annotations"] if not annotation.get("was_cancelled")]
    if not done:
        return
    marks = [item["value"] for item in done[-1]["result"] if item["type"] == "labels"]
    yield Annotated(task["data"]["textclass"], list(_browser_spans(task["data"]["text"], marks)))


def _browser_spans(text: str, marks: Iterable[Row]) -> Iterator[Span]:
    back = {offset: n for n, offset in enumerate(_utf16(text))}
    for mark in marks:
        if mark["labels"]:
            yield back[mark["start"]], back[mark["end"]], mark["labels"][0]


def _plain_spans(task: Row) -> Iterator[Span]:
    marks: list[Any] = next((task[key] for key in _MARKS if task.get(key)), [])
    if any("labels" in mark for mark in marks):  # Label Studio's JSON-MIN
        yield from _browser_spans(task["text"], marks)
        return
    for mark in marks:
        if isinstance(mark, dict):
            start = mark["start"] if "start" in mark else mark["start_offset"]
            end = mark["end"] if "end" in mark else mark["end_offset"]
            label = mark["label"]
        else:
            start, end, label = mark
        yield int(start), int(end), str(label)


def _corrections(annotated: Annotated) -> Iterator[Row]:
    marks = [span for span in annotated.spans if span[2] in OUTCOMES]
    areas = annotated.about["areas"]
    for area in areas:
        here = {span for span in marks if area["area_no"] in _areas_of(span, areas)}
        if here != {tuple(place) for place in area["places"]}:
            yield {
                "sha256": annotated.about["sha256"],
                "path": annotated.about["path"],
                "area_no": area["area_no"],
                "correct_outcome": _joined({label for _, _, label in here}),
            }


def _areas_of(mark: Span, areas: Sequence[Row]) -> set[int]:
    """Return the areas that a mark speaks of: those whose place it was, else the one in whose block it stands."""
    start, end, _ = mark
    owners = {area["area_no"] for area in areas if any(place[:2] == [start, end] for place in area["places"])}
    return owners or {
        area["area_no"] for area in areas if any(first <= start and end <= last for first, last in area["block"])
    }


def _joined(said: set[str]) -> str:
    """Return the one outcome that the marks of an area state together."""
    if not said:
        return NO_OUTCOME
    return said.pop() if len(said) == 1 else Outcome.CONFLICT.value
