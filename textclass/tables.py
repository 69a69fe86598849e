"""rows of a scored archive <-> Parquet, CSV, Excel and JSON lines: the columns, and how each form writes them."""

from __future__ import annotations

import csv
import datetime
import json
import os
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol

from textclass.citations.rendering import link

if TYPE_CHECKING:
    import pyarrow as pa

Row = Mapping[str, Any]

COLUMNS: dict[str, str] = {
    "path": "string",
    "sha256": "string",
    "status": "string",
    "error": "string",
    "source": "string",
    "pages": "int32",
    "kind": "string",
    "dnr": "string",
    "decision_date": "date32",
    "organiser": "string",
    "organiser_type": "string",
    "school_forms": "list<string>",
    "assessment_decision_date": "date32",
    "report_due_date": "date32",
    "report_received_date": "date32",
    "closed": "bool",
    "area_no": "int32",
    "area_title": "string",
    "page": "int32",
    "stated_outcome": "string",
    "stated_text": "string",
    "predicted_outcome": "string",
    "p_more_needed": "float64",
    "prediction_set": "list<string>",
    "surprise": "float64",
    "needs": "list<string>",
    "citations": "list<string>",
    "account_chars": "int32",
    "account": "string",
    "evidence": "list<struct>",
    "corrected": "bool",
    "warnings": "list<string>",
    "model_id": "string",
    "textclass_version": "string",
}
TEXT_COLUMNS = ("needs", "account", "evidence", "stated_text")  # what --no-text leaves out
SUFFIXES = (".parquet", ".csv", ".xlsx", ".jsonl")
CELL_MOST = 32_767  # characters (UTF-16 units) that Excel keeps in a cell
SHEET_MOST = 1_048_575  # rows that Excel keeps below the heading of a sheet
LINKS_MOST = 65_000  # links that Excel keeps on a sheet, a little less
_ADDRESS_MOST = 2_000  # characters of a link that Excel keeps, a little less
_WIDTH = 14  # of a column, in characters
_WIDTHS = {
    "path": 32, "organiser": 28, "area_title": 40, "stated_text": 50, "needs": 50, "account": 50, "evidence": 50,
    "citations": 30, "error": 30, "quote": 60, "kind": 26, "warnings": 30, "sha256": 10, "pages": 7, "page": 7,
    "area_no": 8, "reason": 16, "correct_outcome": 18, "p_more_needed": 10, "surprise": 10,
}  # fmt: skip
_GROUP = 10_000  # rows a row group of Parquet holds at least, but for the last
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def columns(*, text: bool = True) -> list[str]:
    """Return the names of the columns in order, without those that hold body text if not ``text``."""
    return [name for name in COLUMNS if text or name not in TEXT_COLUMNS]


def schema(*, text: bool = True) -> pa.Schema:
    """Return the columns as Arrow types."""
    import pyarrow as pa

    types = {
        "string": pa.string(),
        "int32": pa.int32(),
        "float64": pa.float64(),
        "bool": pa.bool_(),
        "date32": pa.date32(),
        "list<string>": pa.list_(pa.string()),
        "list<struct>": pa.list_(pa.struct([("text", pa.string()), ("contribution", pa.float64())])),
    }
    return pa.schema([(name, types[COLUMNS[name]]) for name in columns(text=text)])


def table(rows: Iterable[Row], *, text: bool = True) -> pa.Table:
    """Return the rows as an Arrow table; what no UTF-8 can hold becomes U+FFFD."""
    import pyarrow as pa

    rows, wanted = list(rows), schema(text=text)
    try:
        return _table(rows, wanted)
    except (UnicodeEncodeError, pa.ArrowInvalid):
        return _table([{name: _encodable(value) for name, value in row.items()} for row in rows], wanted)


def _table(rows: list[Row], wanted: pa.Schema) -> pa.Table:
    import pyarrow as pa

    arrays = [pa.array([row.get(field.name) for row in rows], field.type) for field in wanted]
    return pa.Table.from_arrays(arrays, schema=wanted)


def _encodable(value: Any) -> Any:  # noqa: ANN401 - any value of a row
    if isinstance(value, str):
        return value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {name: _encodable(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_encodable(item) for item in value]
    return value


class Writer(Protocol):
    """Takes tables one after the other; ``close`` completes the file."""

    warnings: list[str]

    def add(self, rows: pa.Table) -> None:
        """Write more rows."""

    def close(self) -> None:
        """Complete the file."""


def writer(path: str, names: list[str], *, form: str) -> Writer:
    """Return what writes the columns ``names`` to ``path`` in the form with the suffix ``form``."""
    made: Writer = _WRITERS[form](path, names)
    return made


def queue_writer(
    path: str, names: list[str], *, form: str, choices: Mapping[str, Sequence[str]] | None = None
) -> CsvWriter | ExcelWriter:
    """Return what writes rows of other columns, as CSV or Excel.

    ``choices``: what a person may fill in, by column; Excel offers them in a list, and wraps long texts.
    """
    if form != ".xlsx":
        return CsvWriter(path, names)
    return ExcelWriter(path, names, title="review", choices=choices, wrap=True)


class ParquetWriter:
    """One Parquet file, zstd-packed, in row groups of at least ten thousand rows."""

    def __init__(self, path: str, names: list[str]) -> None:
        import pyarrow.parquet as pq

        self.warnings: list[str] = []
        self._writer = pq.ParquetWriter(path, schema(text="account" in names), compression="zstd")
        self._held: list[pa.Table] = []

    def add(self, rows: pa.Table) -> None:
        """Write more rows."""
        self._held.append(rows.replace_schema_metadata(None))
        if sum(map(len, self._held)) >= _GROUP:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        rows = pa.concat_tables(self._held)
        self._writer.write_table(rows, row_group_size=max(1, len(rows)))
        self._held = []

    def close(self) -> None:
        """Complete the file."""
        if self._held:
            self._flush()
        self._writer.close()


class CsvWriter:
    """UTF-8 with a byte order mark, comma, decimal point; no cell can become a formula."""

    def __init__(self, path: str, names: list[str]) -> None:
        self.warnings: list[str] = []
        self._file = open(path, "w", encoding="utf-8-sig", newline="")  # noqa: SIM115 - closed by close
        self._rows = csv.writer(self._file)
        self._names = names
        self._rows.writerow(names)

    def add(self, rows: pa.Table) -> None:
        """Write more rows."""
        self.add_rows(rows.to_pylist())

    def add_rows(self, rows: Iterable[Row]) -> None:
        """Write more rows that are dictionaries."""
        self._rows.writerows([csv_cell(row[name]) for name in self._names] for row in rows)

    def close(self) -> None:
        """Complete the file."""
        self._file.close()


def csv_cell(value: Any) -> str:  # noqa: ANN401 - any value of a row
    """Return a value as a CSV cell; text that a spreadsheet might take for a formula gets an apostrophe.

    >>> csv_cell("=1+1"), csv_cell(-1.5), csv_cell(None), csv_cell(True), csv_cell(["a", "b"])
    ("'=1+1", '-1.5', '', 'true', 'a; b')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None or isinstance(value, int | float | datetime.date):
        return "" if value is None else str(value)
    text = flat(value)
    return "'" + text if text.startswith(_FORMULA) else text


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that ``csv_cell`` put before it."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


def flat(value: str | list[Any]) -> str:
    """Return text as it is, a list joined by "; ", evidence as "+0.83 sentence"."""
    if isinstance(value, str):
        return value
    return "; ".join(
        f"{item['contribution']:+.2f} {item['text']}" if isinstance(item, dict) else item for item in value
    )


class JsonlWriter:
    """One JSON object a row, exact, UTF-8."""

    def __init__(self, path: str, names: list[str]) -> None:
        del names
        self.warnings: list[str] = []
        self._file = open(path, "w", encoding="utf-8", newline="\n")  # noqa: SIM115 - closed by close

    def add(self, rows: pa.Table) -> None:
        """Write more rows."""
        for row in rows.to_pylist():
            self._file.write(json.dumps(row, ensure_ascii=False, default=datetime.date.isoformat) + "\n")

    def close(self) -> None:
        """Complete the file."""
        self._file.close()


class ExcelWriter:
    """A workbook in constant memory; a full sheet is followed by a further one."""

    def __init__(
        self,
        path: str,
        names: list[str],
        *,
        most: int = SHEET_MOST,
        title: str = "scores",
        choices: Mapping[str, Sequence[str]] | None = None,
        wrap: bool = False,
    ) -> None:
        import xlsxwriter

        self.warnings: list[str] = []
        never = dict.fromkeys(("strings_to_formulas", "strings_to_numbers", "strings_to_urls"), False)
        self._book = xlsxwriter.Workbook(
            path, {**never, "constant_memory": True, "tmpdir": os.path.dirname(path) or "."}
        )
        self._book.set_properties({"created": datetime.datetime(2000, 1, 1)})  # the same rows, the same bytes
        self._names, self._most, self._title, self._cut = names, most, title, 0
        self._choices = choices or {}
        self._formats(wrap=wrap)
        self._sheets = 0
        self._next_sheet()

    def _formats(self, *, wrap: bool) -> None:
        add = self._book.add_format
        self._head = add({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#ECE9E0", "bottom": 1})
        self._plain = add({"valign": "top", "text_wrap": wrap})
        self._link = add({"valign": "top", "text_wrap": wrap, "font_color": "#17646D", "underline": 1})
        self._to_fill = add({"valign": "top", "bg_color": "#FDF0C9", "border": 1, "border_color": "#DCD9D0"})
        shapes = {"date": "yyyy-mm-dd", "decimal": "0.00", "whole": "0"}
        self._numbers = {name: add({"valign": "top", "num_format": shape}) for name, shape in shapes.items()}

    def _next_sheet(self) -> None:
        self._sheets += 1
        self._sheet = self._book.add_worksheet(self._title if self._sheets == 1 else f"{self._title} {self._sheets}")
        self._sheet.freeze_panes(1, 1)
        self._sheet.autofilter(0, 0, self._most, len(self._names) - 1)
        self._sheet.set_row(0, 32)  # two lines
        for number, name in enumerate(self._names):
            self._sheet.write_string(0, number, name, self._head)
            self._sheet.set_column(number, number, _WIDTHS.get(name, _WIDTH))
        self._line = self._links = 0

    def _end_sheet(self) -> None:
        self._sheet.autofilter(0, 0, self._line, len(self._names) - 1)
        for name, values in self._choices.items():
            number = self._names.index(name)
            offered = {
                "validate": "list",
                "source": list(values),
                "error_message": f"Choose one of {', '.join(values)}",
            }
            self._sheet.data_validation(1, number, max(1, self._line), number, offered)

    def add(self, rows: pa.Table) -> None:
        """Write more rows."""
        self.add_rows(rows.to_pylist())

    def add_rows(self, rows: Iterable[Row]) -> None:
        """Write more rows that are dictionaries."""
        for row in rows:
            if self._line == self._most:
                self._end_sheet()
                self._next_sheet()
            self._line += 1
            self._write(row)

    def _write(self, row: Row) -> None:
        cut: list[str] = []
        for number, name in enumerate(self._names):
            value = row.get(name)
            if name == "warnings" and cut:
                value = [*(value or []), f"cut at {CELL_MOST:,} characters for Excel: {', '.join(cut)}"]
            if self._cell(number, value):
                cut.append(name)
        if cut:
            self._cut += 1

    def _cell(self, column: int, value: Any) -> bool:  # noqa: ANN401 - any value of a row
        """Write a cell; whether it had to be cut."""
        if value is None:
            if self._names[column] in self._choices:
                self._sheet.write_blank(self._line, column, None, self._to_fill)
            return False
        if isinstance(value, bool):
            self._sheet.write_boolean(self._line, column, value, self._plain)
        elif isinstance(value, int | float):
            shape = "decimal" if isinstance(value, float) else "whole"
            self._sheet.write_number(self._line, column, value, self._numbers[shape])
        elif isinstance(value, datetime.date):
            self._sheet.write_datetime(self._line, column, value, self._numbers["date"])
        else:
            text = flat(value)
            short = shortened(text, CELL_MOST)
            address = self._address(column, value)
            if address:
                self._sheet.write_url(self._line, column, address, self._link, string=short)
            else:
                self._sheet.write_string(self._line, column, short, self._plain)
            return len(short) < len(text)
        return False

    def _address(self, column: int, value: Any) -> str | None:  # noqa: ANN401 - any value of a row
        """Return the web address of the first law cited, for a cell of citations; a sheet holds so many links."""
        if self._names[column] != "citations" or self._links == LINKS_MOST:
            return None
        found = next((address for one in value if (address := link(one))), None)
        if found is None or len(found) > _ADDRESS_MOST:
            return None
        self._links += 1
        return found

    def close(self) -> None:
        """Complete the file."""
        self._end_sheet()
        if self._cut:
            self.warnings.append(
                f"{self._cut:,} rows have cells cut at {CELL_MOST:,} characters for Excel: Parquet and JSONL keep all"
            )
        self._book.close()


def shortened(text: str, most: int) -> str:
    """Return as much of ``text`` as fits into ``most`` UTF-16 units.

    >>> shortened("häj", 2), shortened("a😀", 2)
    ('hä', 'a')
    """
    if 2 * len(text) <= most:
        return text
    return text.encode("utf-16-le", "surrogatepass")[: 2 * most].decode("utf-16-le", "ignore")


_WRITERS: dict[str, Any] = {".parquet": ParquetWriter, ".csv": CsvWriter, ".xlsx": ExcelWriter, ".jsonl": JsonlWriter}
