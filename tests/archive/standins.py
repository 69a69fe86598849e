"""Stand-ins that worker processes can import: a model of a line, and readers that die on the files told to."""

import ctypes
import os
import signal
import time
from dataclasses import dataclass

from textclass.archive import sources
from textclass.records import Account


@dataclass
class Sentence:
    text: str
    contribution: float


@dataclass
class Explanation:
    p_more_needed: float
    evidence: list[Sentence]


@dataclass
class LineModel:
    """Knows nothing: the length of an account decides."""

    model_id: str = "line"

    def explain(self, account: Account) -> Explanation:
        p = (len(account.text) % 97 + 1) / 99
        sentences = [Sentence(s.strip(), round(len(s) / 100 - 0.5, 6)) for s in account.text.split(".") if s.strip()]
        return Explanation(p, sorted(sentences, key=lambda s: -abs(s.contribution)))

    def predict_proba(self, accounts):
        return [self.explain(account).p_more_needed for account in accounts]

    def prediction_sets(self, p):
        return [("in_line",) if x < 0.3 else ("more_needed",) if x > 0.7 else ("in_line", "more_needed") for x in p]


def _null():
    ctypes.string_at(0)


def _hog():
    held = []
    while True:
        held.append(bytearray(100_000_000))


def _native_hog():
    """Take memory as C++ does: one that gets none aborts."""
    libc = ctypes.CDLL(None)
    libc.malloc.restype = ctypes.c_void_p
    for _ in range(10_000):
        if not libc.malloc(ctypes.c_size_t(20_000_000)):
            os.abort()


def _forever():
    while True:
        time.sleep(60)


def _busy():
    """Hold the interpreter's lock for good, as a hostile regular expression does."""
    ctypes.pythonapi.sleep(3600)


DEADLY = {
    "exit": lambda: os._exit(3),
    "segv": _null,
    "kill": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "hog": _hog,
    "native": _native_hog,
    "sleep": _forever,
    "busy": _busy,
}


def deadly_read(path, *, ocr=False, limits=None):
    """Read a file; one named "<way>-something" takes its reader down that way."""
    way = os.path.basename(path).partition("-")[0]
    if way in DEADLY:
        DEADLY[way]()
    return sources.read(path, ocr=ocr, limits=limits)


def slow_read(path, *, ocr=False, limits=None):
    """Read a file after a tenth of a second."""
    time.sleep(0.1)
    return sources.read(path, ocr=ocr, limits=limits)


@dataclass
class Crowded:
    """Reads slowly; a file named "…-shy.txt" takes for ever at first, and later too if any other is being read."""

    marks: str  # a folder: a file in it for each document that is being read

    def __call__(self, path, *, ocr=False, limits=None):
        mark = os.path.join(self.marks, str(os.getpid()))
        if path.endswith("-shy.txt"):
            if not os.path.exists(f"{self.marks}-late"):
                open(f"{self.marks}-late", "w").close()
                _forever()
            deadline = time.monotonic() + 0.5
            while time.monotonic() < deadline:
                if os.listdir(self.marks):
                    _forever()
        open(mark, "w").close()
        try:
            return slow_read(path, ocr=ocr, limits=limits)
        finally:
            os.remove(mark)
