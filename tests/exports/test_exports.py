"""Tasks for annotation tools: every offset cuts out its quote, and what a person changes comes back, no more."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import textclass as tc
from textclass import exports

SAMPLES = Path(__file__).parents[2] / "data" / "samples"
NAMES = ("barkeryda-2021.pdf", "flisberget-2013.txt", "cirkelskolan-2022.docx")
FORMATS = tuple(exports.FORMATS)


@pytest.fixture(scope="module")
def decisions():
    return [tc.parse(SAMPLES / name) for name in NAMES]


def written(decisions, form, folder):
    path = folder / ("tasks.json" if form == "label-studio" else "tasks.jsonl")
    exports.write(decisions, form, path)
    return path


def tasks(path):
    text = path.read_text(encoding="utf-8")
    return json.loads(text) if path.suffix == ".json" else [json.loads(line) for line in text.splitlines()]


def save(path, found):
    text = json.dumps(found) if path.suffix == ".json" else "\n".join(json.dumps(task) for task in found)
    path.write_text(text, encoding="utf-8")


def answered(task, form):
    """The task as the tool gives it back when a person accepts everything."""
    if form == "label-studio":
        result = task["predictions"][0]["result"]
        return {"id": 1, "data": task["data"], "annotations": [{"result": result, "was_cancelled": False}]}
    return {"id": 1, **task} | ({"answer": "accept"} if form == "prodigy" else {})


def marks(task, form):
    """The marks of an answered task as (container, index, start, end, label)."""
    if form == "label-studio":
        values = [item["value"] for item in task["annotations"][0]["result"]]
        return [(v["start"], v["end"], v["labels"][0]) for v in values]
    if form == "doccano":
        return [tuple(mark) for mark in task["label"]]
    return [(mark["start"], mark["end"], mark["label"]) for mark in task["spans"]]


def relabel(task, form, change):
    """Give the marks of an answered task the labels that ``change(start, end, label)`` returns; None drops one."""
    kept = [(s, e, new) for s, e, label in marks(task, form) if (new := change(s, e, label)) is not None]
    if form == "label-studio":
        task["annotations"][0]["result"] = [
            {"type": "labels", "value": {"start": s, "end": e, "labels": [label]}} for s, e, label in kept
        ]
    elif form == "doccano":
        task["label"] = [list(mark) for mark in kept]
    else:
        task["spans"] = [{"start": s, "end": e, "label": label} for s, e, label in kept]


@pytest.mark.parametrize("form", FORMATS)
def test_every_mark_cuts_out_its_quote(decisions, form, tmp_path):
    for decision, task in zip(decisions, tasks(written(decisions, form, tmp_path)), strict=True):
        text = task["data"]["text"] if form == "label-studio" else task["text"]
        assert text == decision.text
        cut = [(text[s:e], label) for s, e, label in marks(answered(task, form), form)]
        wanted = [(c.text, c.kind) for c in decision.citations]
        wanted += [(p.text, p.outcome.value) for area in decision.areas for p in area.outcome_places]
        wanted += [(decision.text[s.start : s.end], s.label) for s in decision.sections]
        assert sorted(cut) == sorted(set(wanted)) or set(cut) == set(wanted)


@pytest.mark.parametrize("form", FORMATS)
def test_what_is_left_alone_corrects_nothing(decisions, form, tmp_path):
    path = written(decisions, form, tmp_path)
    save(path, [answered(task, form) for task in tasks(path)])
    assert exports.read_corrections(path) == []


@pytest.mark.parametrize("form", FORMATS)
def test_changed_labels_come_back(decisions, form, tmp_path):
    path = written(decisions, form, tmp_path)
    found = [answered(task, form) for task in tasks(path)]
    third = decisions[0].areas[2]
    places = {(p.start, p.end) for p in third.outcome_places}
    others = {(p.start, p.end) for n, a in enumerate(decisions[0].areas) if n != 2 for p in a.outcome_places}
    relabel(found[0], form, lambda s, e, label: "more_needed" if (s, e) in places - others else label)
    shared = bool(places & others)
    save(path, found)
    (row,) = exports.read_corrections(path)
    assert row == {
        "sha256": decisions[0].sha256,
        "path": decisions[0].path,
        "area_no": 3,
        "correct_outcome": "conflict" if shared else "more_needed",
    }


@pytest.mark.parametrize("form", FORMATS)
def test_marks_taken_away_mean_none_and_new_ones_count(decisions, form, tmp_path):
    path = written(decisions, form, tmp_path)
    found = [answered(task, form) for task in tasks(path)]
    relabel(found[1], form, lambda s, e, label: None if label in exports.OUTCOMES else label)
    account = decisions[2].areas[0].account
    swap = {(p.start, p.end) for p in decisions[2].areas[0].outcome_places}
    relabel(found[2], form, lambda s, e, label: None if (s, e) in swap else label)
    add(found[2], form, account.start, account.start + 20, "partly")
    save(path, found)
    rows = exports.read_corrections(path)
    assert [(r["area_no"], r["correct_outcome"]) for r in rows] == [
        (1, "none"),
        (2, "none"),
        (3, "none"),
        (1, "partly"),
    ]


def add(task, form, start, end, label):
    if form == "label-studio":
        value = {"start": start, "end": end, "labels": [label]}
        task["annotations"][0]["result"].append({"type": "labels", "value": value})
    elif form == "doccano":
        task["label"].append([start, end, label])
    else:
        task["spans"].append({"start": start, "end": end, "label": label})


def test_label_studio_counts_as_browsers_do(tmp_path):
    text = tc.parse(SAMPLES / NAMES[0]).text.replace("Barkeryda", "Barkeryda 🏫")
    decision = tc.parse_text(text)
    task = exports.FORMATS["label-studio"](decision)
    for item in task["predictions"][0]["result"]:
        value = item["value"]
        units = text_units(decision.text)[value["start"] : value["end"]]
        assert b"".join(units).decode("utf-16-le") == value["text"]
    path = tmp_path / "t.json"
    save(path, [answered(task, "label-studio")])
    assert exports.read_corrections(path) == []


def test_label_studios_short_form_comes_back(tmp_path):
    """Its JSON-MIN puts the data of a task beside its marks, whose offsets browsers count."""
    text = tc.parse(SAMPLES / NAMES[0]).text.replace("Barkeryda", "Barkeryda 🏫")
    task = exports.FORMATS["label-studio"](tc.parse_text(text))
    marked = [item["value"] for item in task["predictions"][0]["result"]]
    path = tmp_path / "min.json"
    save(path, [{"id": 1, "annotator": 1, **task["data"], "label": marked}])
    assert exports.read_corrections(path) == []
    for value in marked:
        value["labels"] = ["partly" if label in exports.OUTCOMES else label for label in value["labels"]]
    save(path, [{"id": 1, "annotator": 1, **task["data"], "label": marked}])
    assert {row["correct_outcome"] for row in exports.read_corrections(path)} == {"partly"}


def text_units(text):
    data = text.encode("utf-16-le")
    return [data[n : n + 2] for n in range(0, len(data), 2)]


def test_unfinished_tasks_correct_nothing(decisions, tmp_path):
    studio, prodigy = tmp_path / "a.json", tmp_path / "b.jsonl"
    task = exports.FORMATS["label-studio"](decisions[0])
    cancelled = {"result": [], "was_cancelled": True}
    save(studio, [{"data": task["data"], "annotations": [cancelled]}, {"data": task["data"], "annotations": []}])
    assert exports.read_corrections(studio) == []
    save(studio, [task])  # what was exported, handed back as it is
    assert exports.read_corrections(studio) == []
    save(prodigy, [exports.FORMATS["prodigy"](decisions[0]) | {"spans": [], "answer": "reject"}])
    assert exports.read_corrections(prodigy) == []


@pytest.mark.parametrize(
    ("name", "text"), [("x.json", "{"), ("x.json", "{}"), ("x.jsonl", '{"a": 1}'), ("x.json", "[1]")]
)
def test_foreign_files_are_refused(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(exports.ExportError, match="x.json"):
        exports.read_corrections(path)


def test_review_files_are_handed_on(tmp_path):
    assert exports.read_corrections("granskad.xlsx") == "granskad.xlsx"
    path = tmp_path / "review.jsonl"
    path.write_text('{"path": "a", "area_no": 1, "correct_outcome": "in_line"}', encoding="utf-8")
    assert exports.read_corrections(path) == str(path)


def test_an_unknown_format_is_said(tmp_path):
    with pytest.raises(exports.ExportError, match="choose one of label-studio, doccano, prodigy"):
        exports.export(SAMPLES, "brat", tmp_path / "x")


def test_a_folder_is_exported_without_its_unreadable_files(tmp_path):
    assert exports.export([SAMPLES], "doccano", tmp_path / "x.jsonl") == 9


def test_corrections_reach_the_scores(decisions, tmp_path):
    """The whole way round: export, a changed mark, corrections, rows of the table."""
    from textclass.archive import rows

    path = written(decisions, "prodigy", tmp_path)
    found = [answered(task, "prodigy") for task in tasks(path)]
    relabel(found[1], "prodigy", lambda s, e, label: None if label in exports.OUTCOMES else label)
    save(path, found)
    answers = {(r["sha256"], r["area_no"]): r["correct_outcome"] for r in exports.read_corrections(path)}
    decision = decisions[1]
    table = [{"sha256": decision.sha256, "path": decision.path, "area_no": n, "p_more_needed": 0.5} for n in (1, 2, 3)]
    assert rows.correct(table, answers) == 3 and all(row["corrected"] for row in table)


def test_the_command_takes_annotations(decisions, tmp_path):
    """score --corrections with what Prodigy gives back: the row holds the person's answer and is marked."""
    from typer.testing import CliRunner

    from textclass.archive import read_scores
    from textclass.cli import app

    answers, out = tmp_path / "answers.jsonl", tmp_path / "scores.jsonl"
    task = exports.FORMATS["prodigy"](decisions[1])
    task["spans"] = [mark for mark in task["spans"] if mark["label"] not in exports.OUTCOMES]
    save(answers, [task | {"answer": "accept"}])
    sample = str(SAMPLES / NAMES[1])
    done = CliRunner().invoke(app, ["score", sample, "-o", str(out), "--corrections", str(answers)])
    assert done.exit_code == 0, done.output
    scores = read_scores(out)
    assert scores["corrected"].all() and scores["stated_outcome"].isna().all()


def test_documents_without_areas_have_tasks():
    decision = replace(tc.parse(SAMPLES / "balerud-2023.html"))
    assert exports.FORMATS["doccano"](decision)["textclass"]["areas"] == []
