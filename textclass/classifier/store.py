"""model <-> folder: arrays, JSON and checksums; nothing that is loaded can run."""

from __future__ import annotations

import functools
import hashlib
import json
import math
import os
import tempfile
from pathlib import Path
from typing import Any

import numpy as np

from textclass.classifier import alignment, features
from textclass.classifier.model import Model, Parameters

FORMAT = "textclass-model/1"
MODEL, WEIGHTS, CARD, SUMS = "model.json", "weights.bin", "card.md", "SHA256SUMS"
_PARTS = (MODEL, WEIGHTS, CARD)
_LARGEST = 20_000_000  # bytes a file
_HOMES = (Path(__file__).parents[2] / "models", Path(__file__).parents[1] / "models")  # checkout, wheel


class ModelError(ValueError):
    """A model cannot be read: missing, damaged, oversized, or of another kind."""


def load_model(name_or_path: str | Path = "default") -> Model:
    """Return a model by name (shipped with the package) or by the path of its folder. Raises: ModelError."""
    path = Path(name_or_path)
    if str(name_or_path) == path.name and not path.is_dir():
        found = next((home / path.name for home in _HOMES if (home / path.name / MODEL).is_file()), None)
        if found is None:
            raise ModelError(f"{name_or_path}: no such model; give 'default' or the path of a model's folder")
        path = found
    return _load(path.resolve(), _stamp(path))


def _stamp(path: Path) -> tuple[int, ...]:
    try:
        return tuple((path / name).stat().st_mtime_ns for name in (*_PARTS, SUMS))
    except (OSError, ValueError) as error:
        raise ModelError(f"{path}: not a model: {error}") from error


@functools.lru_cache(maxsize=4)
def _load(path: Path, _: tuple[int, ...]) -> Model:
    parts = {name: _read(path / name) for name in _PARTS}
    if _read(path / SUMS) != _sums(parts):
        raise ModelError(f"{path}: damaged: the checksums in {SUMS} do not match")
    try:
        return _unpack(parts)
    except (KeyError, TypeError, ValueError, UnicodeDecodeError, RecursionError) as error:
        raise ModelError(f"{path}: not a model of this version ({FORMAT}): {error}") from error


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise ModelError(f"{path}: larger than {_LARGEST} bytes")
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read: {error.strerror}") from error


def _sums(parts: dict[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(parts[name]).hexdigest()}  {name}\n" for name in _PARTS).encode()


def _unpack(parts: dict[str, bytes]) -> Model:
    meta = json.loads(parts[MODEL].decode("utf-8"))
    if meta["format"] != FORMAT:
        raise ValueError(f"format {meta['format']!r}")
    if meta["focus"] != list(alignment.COLUMNS) or meta["whole"] != list(features.ACCOUNT_COLUMNS):
        raise ValueError("other columns")
    values = np.frombuffer(parts[WEIGHTS], dtype="<f8").tolist()
    terms, names, words = meta["terms"], meta["names"], meta["grams"]
    sizes = (len(meta["focus"]), len(meta["whole"]), len(names), len(terms), len(words), len(words), 5)
    if len(values) != sum(sizes) or not all(map(math.isfinite, values)):
        raise ValueError("weights of another shape, or not finite")
    runs = [values[sum(sizes[:n]) : sum(sizes[: n + 1])] for n in range(len(sizes))]
    intercept, slope, shift, low, high = runs[6]
    parameters = Parameters(
        terms=dict(zip(terms, runs[3], strict=True)),
        focus=tuple(runs[0]),
        names=dict(zip(names, runs[2], strict=True)),
        whole=tuple(runs[1]),
        rarity=dict(zip(words, runs[4], strict=True)),
        grams=dict(zip(words, runs[5], strict=True)),
        intercept=intercept,
        slope=slope,
        shift=shift,
        cutoffs=(low, high),
    )
    if not isinstance(meta["facts"], dict):
        raise ValueError("facts are no table")
    return Model(parameters, meta["facts"], parts[CARD].decode("utf-8"), _id(parts))


def _id(parts: dict[str, bytes]) -> str:
    return hashlib.sha256(parts[MODEL] + parts[WEIGHTS]).hexdigest()[:12]


def save(model: Model, path: Path) -> Path:
    """Write ``model`` as the folder ``path``, whole or not at all. Raises: FileExistsError."""
    if path.exists():
        raise FileExistsError(f"{path}: stands already; give another name or remove it")
    parts = pack(model)
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=f".{path.name}-") as draft:
        for name, content in (*parts.items(), (SUMS, _sums(parts))):
            (Path(draft) / name).write_bytes(content)
        os.chmod(draft, 0o755)
        os.rename(draft, path)
        os.mkdir(draft)  # so that the emptied place can be cleared away
    return path


def pack(model: Model) -> dict[str, bytes]:
    """Return the files of a model by name; the same bytes for the same model."""
    p = model.parameters
    meta: dict[str, Any] = {
        "format": FORMAT,
        "focus": list(alignment.COLUMNS),
        "whole": list(features.ACCOUNT_COLUMNS),
        "names": list(p.names),
        "terms": list(p.terms),
        "grams": list(p.rarity),
        "facts": model.facts,
    }
    last = (p.intercept, p.slope, p.shift, *p.cutoffs)
    values = [*p.focus, *p.whole, *p.names.values(), *p.terms.values(), *p.rarity.values(), *p.grams.values(), *last]
    return {
        MODEL: (json.dumps(meta, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode(),
        WEIGHTS: np.array(values, dtype="<f8").tobytes(),
        CARD: model.card.encode(),
    }


def with_id(model: Model) -> Model:
    """Return the model with the id it will have when saved."""
    return Model(model.parameters, model.facts, model.card, _id(pack(model)))
