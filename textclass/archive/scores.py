"""a scored table, in any form that it was written in -> a DataFrame, or Arrow tables one after the other."""

from __future__ import annotations

import csv
import datetime
import io
import json
import os
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile

from textclass import tables
from textclass.archive.plan import ArchiveError
from textclass.archive.sources import filesystem, is_address
from textclass.archive.storage import folder
from textclass.discretion import brief

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

_LINES = 10_000  # rows of CSV or JSON lines that are turned into one table


def read_scores(path: str | os.PathLike[str]) -> pd.DataFrame:
    """Return a scored table: a Parquet, CSV, Excel or JSON lines file, or a folder of Parquet parts.

    Whole numbers and truth values are nullable, dates are ``datetime64``, lists are lists; from CSV and Excel,
    lists that hold "; " themselves come back cut there, and evidence has two decimals. No column is missing but
    those that ``--no-text`` leaves out. Raises: FileNotFoundError; ArchiveError: it is no scored table.
    """
    import pyarrow as pa

    found = list(read_tables(os.fspath(path)))
    whole = pa.concat_tables(found) if found else tables.table([])
    return to_pandas(whole)


def read_rows(path: str | os.PathLike[str]) -> Iterator[dict[str, Any]]:
    """Return the rows of a scored table as dictionaries, without pandas. Raises as ``read_scores``."""
    name = os.fspath(path)
    rows = {".csv": _csv_rows, ".xlsx": _excel_rows, ".jsonl": _json_rows}.get(os.path.splitext(name)[1].lower())
    if rows:
        yield from rows(name)
    else:
        for table in read_tables(name):
            yield from table.to_pylist()


def to_pandas(table: pa.Table) -> pd.DataFrame:
    """Return a table of scores as a DataFrame."""
    import pandas as pd

    frame: pd.DataFrame = table.to_pandas(date_as_object=False, types_mapper=_mapper(), ignore_metadata=True)
    for name in table.column_names:
        if tables.COLUMNS.get(name, "").startswith("list"):
            frame[name] = pd.Series(table[name].to_pylist(), dtype=object, index=frame.index)
    return frame


def _mapper() -> Any:  # noqa: ANN401 - a function from Arrow to pandas types
    import pandas as pd
    import pyarrow as pa

    return {pa.int32(): pd.Int32Dtype(), pa.bool_(): pd.BooleanDtype()}.get


def read_tables(path: str) -> Iterator[pa.Table]:
    """Return a scored table in pieces. Raises: FileNotFoundError; ArchiveError."""
    suffix = os.path.splitext(path.rstrip("/"))[1].lower()
    if suffix == ".csv":
        yield from _tables(_csv_rows(path))
    elif suffix == ".xlsx":
        yield from _tables(_excel_rows(path))
    elif suffix == ".jsonl":
        yield from _tables(_json_rows(path))
    elif suffix == ".parquet" and not (os.path.isdir(path)):
        yield from _parquet(path)
    else:
        yield from _parts(path)


def _parquet(path: str) -> Iterator[pa.Table]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    if is_address(path):
        system, there = filesystem(path)
        yield pq.read_table(io.BytesIO(system.cat_file(there)))
        return
    with open(path, "rb") as file:
        try:
            source = pq.ParquetFile(file)
        except pa.ArrowInvalid as error:
            raise ArchiveError(f"{path}: is no table of scores, or a damaged one") from error
        for number in range(source.num_row_groups):
            yield source.read_row_group(number).replace_schema_metadata(None)


def _parts(path: str) -> Iterator[pa.Table]:
    import pyarrow.parquet as pq

    if not is_address(path) and not os.path.exists(path):
        raise FileNotFoundError(f"{path}: no such file or folder")
    place = folder(path)
    names = [name for name in place.names() if name.endswith(".parquet") and not name.startswith(("_", "."))]
    if not names:
        raise ArchiveError(f"{path}: no scores: give a .parquet, .csv, .xlsx or .jsonl file, or a folder of parts")
    for name in names:
        yield pq.read_table(io.BytesIO(place.read(name))).replace_schema_metadata(None)


def _tables(rows: Iterator[dict[str, Any]]) -> Iterator[pa.Table]:
    held: list[dict[str, Any]] = []
    for row in rows:
        held.append(row)
        if len(held) == _LINES:
            yield _table(held)
            held = []
    if held:
        yield _table(held)


def _table(rows: list[dict[str, Any]]) -> pa.Table:
    return tables.table(rows, text="account" in rows[0])


def _json_rows(path: str) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf-8-sig", newline="") as file:
        for line in file:
            row = json.loads(line)
            yield {name: _dated(value) if "date" in name else value for name, value in row.items()}


def _dated(value: str | None) -> datetime.date | None:
    return datetime.date.fromisoformat(value) if value else None


def _csv_rows(path: str) -> Iterator[dict[str, Any]]:
    csv.field_size_limit(2**31 - 1)
    with open(path, encoding="utf-8-sig", newline="") as file:
        lines = csv.DictReader(file)
        if "path" not in (lines.fieldnames or ()):
            raise ArchiveError(f"{path}: is no table of scores: it has no column 'path'")
        for line in lines:
            yield {name: _value(name, cell) for name, cell in line.items() if name in tables.COLUMNS}


def _excel_rows(path: str) -> Iterator[dict[str, Any]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    except (ValueError, KeyError, BadZipFile) as error:
        raise ArchiveError(f"{path}: cannot be read as .xlsx: {error}") from error
    try:
        for sheet in book.worksheets:
            lines = sheet.iter_rows(values_only=True)
            names = [str(name) for name in next(lines, ())]
            if "path" not in names:
                raise ArchiveError(f"{path}: is no table of scores: sheet {sheet.title!r} has no column 'path'")
            for line in lines:
                cells = dict(zip(names, line, strict=False))
                yield {name: _typed(name, cell) for name, cell in cells.items() if name in tables.COLUMNS}
    finally:
        book.close()


def _typed(name: str, cell: Any) -> Any:  # noqa: ANN401 - a cell and its value
    """Return the value of an Excel cell: its own, unless it holds text for what is no text."""
    kind = tables.COLUMNS[name]
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if kind == "string":
        return None if cell is None else str(cell)
    if kind == "list<string>":
        return str(cell).split("; ") if cell else []
    return _value(name, cell or "") if cell is None or isinstance(cell, str) else cell


def _value(name: str, cell: str) -> Any:  # noqa: ANN401 - any value of a row
    kind = tables.COLUMNS[name]
    if not cell:
        return [] if kind.startswith("list") else None
    if kind == "list<struct>":
        return [_evidence(item) for item in tables.unguarded(cell).split("; ") if item[:1] in "+-"]
    try:
        return _FROM_CSV[kind](cell)
    except ValueError as error:
        raise ArchiveError(f"column {name!r} holds {brief(cell)!r}, which is no {kind}") from error


def _evidence(item: str) -> dict[str, Any]:
    number, _, text = item.partition(" ")
    try:
        return {"text": text, "contribution": float(number)}
    except ValueError:  # a sentence that holds "; " itself
        return {"text": item, "contribution": 0.0}


_FROM_CSV: dict[str, Callable[[str], Any]] = {
    "string": tables.unguarded,
    "int32": int,
    "float64": float,
    "bool": lambda cell: cell == "true",
    "date32": datetime.date.fromisoformat,
    "list<string>": lambda cell: tables.unguarded(cell).split("; "),
}
