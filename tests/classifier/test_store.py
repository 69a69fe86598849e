"""A stored model: the same when it comes back; refused, with one kind of error, when anything is wrong with it."""

import io
import json
import pickle
import random
import shutil
import time
from pathlib import Path

import numpy as np
import pytest

from textclass.classifier import ModelError, load_model, store
from textclass.records import Account

ACCOUNT = Account("Trygghet", ("Skolan behöver kartlägga otrygga platser.",), "Eleverna har kartlagt otrygga platser.")


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(Path(__file__).parents[2] / "models" / "default", tmp_path / "model")


def seal(folder):
    """Write checksums that fit whatever the folder holds."""
    (folder / store.SUMS).write_bytes(store._sums({n: (folder / n).read_bytes() for n in store._PARTS}))


def test_a_model_comes_back_the_same(tmp_path):
    model = load_model()
    again = load_model(model.save(tmp_path / "copy"))
    assert again.model_id == model.model_id and again.card == model.card and again.facts == model.facts
    assert again.predict_proba([ACCOUNT])[0] == model.predict_proba([ACCOUNT])[0]
    for name in (*store._PARTS, store.SUMS):
        first, second = (Path(__file__).parents[2] / "models/default" / name, tmp_path / "copy" / name)
        assert first.read_bytes() == second.read_bytes()


def test_nothing_is_written_over(tmp_path):
    model = load_model()
    model.save(tmp_path / "a")
    with pytest.raises(FileExistsError, match="stands already"):
        model.save(tmp_path / "a")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a"]


@pytest.mark.parametrize("name", ["nonesuch", "../default", "default/../default2", "", ".", "a\x00b"])
def test_a_name_that_leads_to_no_model_is_refused(name):
    with pytest.raises(ModelError):
        load_model(name)


def test_two_hundred_mutations_are_all_refused(folder):
    rng = random.Random(0)
    names = (*store._PARTS, store.SUMS)
    begin = time.monotonic()
    for _ in range(200):
        path = folder / rng.choice(names)
        whole = path.read_bytes()
        path.write_bytes(mutated(whole, rng))
        with pytest.raises(ModelError):
            store._load(folder, (rng.random(),))
        path.write_bytes(whole)
    assert time.monotonic() - begin < 60


def mutated(content, rng):
    at = rng.randrange(len(content))
    kind = rng.randrange(4)
    if kind == 0:
        return content[:at] + bytes([content[at] ^ (1 << rng.randrange(8))]) + content[at + 1 :]
    if kind == 1:
        return content[:at]
    if kind == 2:
        return content[:at] + rng.randbytes(rng.randrange(1, 40)) + content[at:]
    return content[: max(0, at - 5)] + content[at + 1 :] if content[max(0, at - 5) : at + 1] else content + b"\0"


def weights(folder, change):
    path = folder / store.WEIGHTS
    values = np.frombuffer(path.read_bytes(), dtype="<f8").copy()
    path.write_bytes(change(values))


def not_finite(values):
    values[3] = np.nan
    return values.tobytes()


SEALED = {
    "not finite": lambda f: weights(f, not_finite),
    "another shape": lambda f: weights(f, lambda v: v[:-1].tobytes()),
    "odd bytes": lambda f: weights(f, lambda v: v.tobytes() + b"x"),
    "a pickle": lambda f: (f / store.MODEL).write_bytes(pickle.dumps({"a": 1})),
    "an array of objects": lambda f: weights(f, lambda v: npy_of_objects()),
    "not JSON": lambda f: (f / store.MODEL).write_bytes(b"{"),
    "a list": lambda f: (f / store.MODEL).write_bytes(b"[]"),
    "nested deeply": lambda f: (f / store.MODEL).write_bytes(b"[" * 100_000),
    "another format": lambda f: edit(f, format="textclass-model/9"),
    "names that are no list": lambda f: edit(f, names=7),
    "names that are numbers": lambda f: edit(f, terms=[1] * 10),
    "facts that are no table": lambda f: edit(f, facts=[1]),
    "other columns": lambda f: edit(f, focus=["own w"]),
    "path traversal": lambda f: edit(f, weights="../../etc/passwd", format="x"),
    "oversized": lambda f: (f / store.CARD).write_bytes(b" " * 20_000_001),
    "a card that is no text": lambda f: (f / store.CARD).write_bytes(b"\xff\xfe\x00"),
}


def edit(folder, **values):
    path = folder / store.MODEL
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | values), encoding="utf-8")


def npy_of_objects():
    out = io.BytesIO()
    np.save(out, np.array([print], dtype=object), allow_pickle=True)
    return out.getvalue()


@pytest.mark.parametrize("damage", SEALED.values(), ids=SEALED)
def test_a_sealed_but_wrong_model_is_refused(folder, damage):
    damage(folder)
    seal(folder)
    begin = time.monotonic()
    with pytest.raises(ModelError):
        load_model(folder)
    assert time.monotonic() - begin < 2


def test_a_missing_file_is_refused(folder):
    for name in (*store._PARTS, store.SUMS):
        (folder / name).rename(folder / "away")
        with pytest.raises(ModelError, match="not a model"):
            load_model(folder)
        (folder / "away").rename(folder / name)


def test_a_file_in_place_of_a_folder_is_refused(tmp_path):
    path = tmp_path / "model.joblib"
    path.write_bytes(pickle.dumps([1]))
    with pytest.raises(ModelError):
        load_model(path)
