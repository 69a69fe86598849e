"""how far a run is, told on standard error or in a notebook: a bar for people, JSON lines for schedulers."""

from __future__ import annotations

import json
import sys
import time
from types import TracebackType
from typing import Any, Protocol

FORMS = ("auto", "rich", "json", "none")
_EVERY = 10.0  # seconds between two JSON lines
_BLINK = 0.25  # seconds between two looks of the bar in a notebook


class Progress(Protocol):
    """Is told how far the run is, a few times a second."""

    def __enter__(self) -> Progress:
        """Begin."""

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """End, and clear away what is not to stay."""

    def show(self, done: int, rows: int, problems: int) -> None:
        """Say how many documents are done, and what they gave."""


def reporter(form: str, total: int, done: int = 0) -> Progress:
    """Return what tells of a run over ``total`` documents of which ``done`` were done before.

    "auto" is a bar on a terminal or in a notebook and silence elsewhere. Raises: ValueError: an unknown form.
    """
    if form not in FORMS:
        raise ValueError(f"progress {form!r}: can be {', '.join(FORMS)}")
    if form == "json":
        return _Lines(total, done)
    if form in ("auto", "rich") and _in_notebook():
        return _Cell(total, done)
    if form == "rich" or (form == "auto" and sys.stderr.isatty()):
        return _Bar(total, done)
    return _Silence()


def _in_notebook() -> bool:
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    return type(shell).__name__ == "ZMQInteractiveShell"


class _Silence:
    def __enter__(self) -> Progress:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        del kind, error, at

    def show(self, done: int, rows: int, problems: int) -> None:
        del done, rows, problems


class _Lines(_Silence):
    """A JSON line every ten seconds, and a last one."""

    def __init__(self, total: int, done: int) -> None:
        self._total, self._before = total, done
        self._began = time.monotonic()
        self._next = 0.0
        self._last: tuple[int, int, int] = (done, 0, 0)

    def show(self, done: int, rows: int, problems: int) -> None:
        self._last = (done, rows, problems)
        if time.monotonic() >= self._next:
            self._write(finished=False)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._write(finished=kind is None)

    def _write(self, *, finished: bool) -> None:
        self._next = time.monotonic() + _EVERY
        done, rows, problems = self._last
        passed = time.monotonic() - self._began
        rate = (done - self._before) / passed if passed else 0.0
        said: dict[str, Any] = {"documents": done, "of": self._total, "rows": rows, "problems": problems}
        said |= {"per_second": round(rate, 2), "seconds": round(passed, 1)}
        said |= {"seconds_left": round((self._total - done) / rate) if rate else None, "finished": finished}
        sys.stderr.write(json.dumps(said) + "\n")
        sys.stderr.flush()


class _Bar(_Silence):
    """A bar with rate and time left."""

    def __init__(self, total: int, done: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Bars

        self._bars = Bars(
            BarColumn(),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rows]:,} rows  {task.fields[rate]} a second"),
            TimeRemainingColumn(),
            TextColumn("{task.fields[problems]}"),
            console=Console(file=sys.stderr),
            refresh_per_second=4,
        )
        self._task = self._bars.add_task("", total=total, completed=done, rows=0, rate="-", problems="")
        self._began, self._before = time.monotonic(), done

    def __enter__(self) -> Progress:
        self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bars.stop()

    def show(self, done: int, rows: int, problems: int) -> None:
        passed = time.monotonic() - self._began
        rate = f"{(done - self._before) / passed:,.0f}" if passed > 1 else "-"
        told = f"[yellow]{problems:,} with problems[/]" if problems else ""
        self._bars.update(self._task, completed=done, rows=rows, rate=rate, problems=told)


class _Cell(_Silence):
    """A bar in the output of a notebook's cell: plain HTML, so that no widget need be installed."""

    def __init__(self, total: int, done: int) -> None:
        from IPython.display import display

        self._total, self._last, self._next = total, (done, 0, 0), 0.0
        self._began, self._before = time.monotonic(), done
        self._handle: Any = display(self, display_id=True)  # type: ignore[no-untyped-call]

    def _repr_html_(self) -> str:
        done, rows, problems = self._last
        passed = time.monotonic() - self._began
        rate = (done - self._before) / passed if passed > 1 else 0.0
        told = f"{done:,} of {self._total:,} documents, {rows:,} rows, {problems:,} with problems"
        left = f", {(self._total - done) / rate:,.0f} s left" if rate and done < self._total else ""
        return f'<progress value="{done}" max="{self._total}" aria-label="documents"></progress> {told}{left}'

    def __repr__(self) -> str:
        return f"{self._last[0]:,} of {self._total:,} documents"

    def show(self, done: int, rows: int, problems: int) -> None:
        self._last = (done, rows, problems)
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _BLINK
            self._handle.update(self)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._handle.update(self)
