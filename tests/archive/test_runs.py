"""The table is complete, and the same whatever happens on the way."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from standins import LineModel, slow_read

import textclass as tc
from textclass import archive
from textclass.archive import ArchiveError
from textclass.archive.workers import Team


def content(folder):
    """The files of a folder that are results, by name."""
    return {p.name: p.read_bytes() for p in Path(folder).iterdir() if not p.name.startswith("_lock")}


def test_every_file_is_accounted_for(folder, score, tmp_path):
    summary = score(f"{tmp_path}/out/")
    files = sorted(str(path) for path in folder.iterdir())
    said = json.loads((tmp_path / "out/_SUCCESS").read_text())
    assert said["documents"] == len(files) == sum(said["statuses"].values()) == 32
    assert said["statuses"] == {"empty": 1, "no_areas": 1, "ok": 30}
    frame = archive.read_scores(tmp_path / "out")
    assert frame["path"].drop_duplicates().tolist() == files
    assert said["rows"] == len(frame) == summary.tally.rows
    assert summary.exit_status == 1 and summary.outputs == [f"{tmp_path}/out"]
    assert said["problems"] == [
        [files[files.index(str(folder / "synth-00021b.pdf"))], "empty", "the file has no content"]
    ]


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_jobs_gives_the_same_bytes(score, whole, tmp_path, jobs):
    score(jobs=jobs)
    assert (tmp_path / "scores.parquet").read_bytes() == whole
    assert sorted(p.name for p in tmp_path.iterdir()) == ["scores.parquet"]  # the parts are gone


def test_shards_in_any_split_give_the_same_files(score, tmp_path):
    score(f"{tmp_path}/one/")
    for split in (2, 5):
        place = f"{tmp_path}/shards{split}/"
        for number in range(split, 0, -1):
            summary = score(place, shard=f"{number}/{split}")
            assert not os.path.exists(place + "_SUCCESS") and summary.tally.documents < 32
        archive.merge(place)
        assert content(place) == content(f"{tmp_path}/one")


def test_merge_refuses_while_parts_are_missing(score, tmp_path):
    score(f"{tmp_path}/out/", shard="1/2")
    with pytest.raises(ArchiveError, match=r"8 of 16 parts are missing, first part-000001-"):
        archive.merge(tmp_path / "out")
    with pytest.raises(ArchiveError, match="is no folder of scores"):
        archive.merge(tmp_path)


def test_a_run_goes_on_from_the_parts_that_are_there(score, whole, tmp_path):
    score(f"{tmp_path}/scores.parquet.parts/")
    parts = sorted((tmp_path / "scores.parquet.parts").glob("part-*"))
    for part in parts[::2]:
        part.unlink()
    kept = {part: part.stat().st_mtime_ns for part in parts[1::2]}
    (tmp_path / "scores.parquet.parts/.draft-part-000000-x-host-1").write_bytes(b"half")
    summary = score(f"{tmp_path}/scores.parquet.parts/")
    assert summary.resumed == 16
    assert all(part.stat().st_mtime_ns == when for part, when in kept.items())
    assert score().resumed == 32  # the file is built from the parts that stand there
    assert (tmp_path / "scores.parquet").read_bytes() == whole


def test_a_finished_folder_is_not_done_again(score, tmp_path):
    score(f"{tmp_path}/out/")
    before = content(tmp_path / "out")
    assert score(f"{tmp_path}/out/").resumed == 32
    assert content(tmp_path / "out") == before


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"model": LineModel("other")}, "model_id: line then, other now"),
        ({"no_text": True}, "text: True then, False now"),
        ({"ocr": True}, "ocr: False then, True now"),
        ({"limit_seconds": 5}, "seconds: 60.0 then, 5 now"),
    ],
)
def test_what_does_not_fit_is_not_mixed(score, tmp_path, options, said):
    score(f"{tmp_path}/out/")
    with pytest.raises(ArchiveError, match=f"begun with other input \\({said}\\): --restart"):
        score(f"{tmp_path}/out/", **options)
    assert score(f"{tmp_path}/out/", restart=True, **options).resumed == 0
    names = {p.name.rpartition("-")[2] for p in (tmp_path / "out").glob("part-*")}
    assert len(names) == 1  # nothing of the first run is left


def test_a_folder_with_other_files_is_left_alone(score, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/thesis.odt").write_text("mine")
    with pytest.raises(ArchiveError, match=r"holds other files \(thesis.odt\)"):
        score(f"{tmp_path}/out/", restart=True)
    assert [p.name for p in (tmp_path / "out").iterdir() if not p.name.startswith("_lock")] == ["thesis.odt"]


def test_restart_keeps_what_is_not_its_own(score, tmp_path):
    score(f"{tmp_path}/out/")
    (tmp_path / "out/notes.txt").write_text("mine")
    score(f"{tmp_path}/out/", restart=True)
    assert (tmp_path / "out/notes.txt").read_text() == "mine"


def test_two_runs_on_one_output_are_not_let_happen(score, tmp_path):
    store = archive.runs.Place(f"{tmp_path}/out", archive.plan.Plan([], {})).store
    store.create()
    with store.lock("_lock"), pytest.raises(ArchiveError, match="another run is writing there"):
        score(f"{tmp_path}/out/")
    assert score(f"{tmp_path}/out/").tally.documents == 32


def test_a_damaged_part_is_named(score, tmp_path):
    score(f"{tmp_path}/out/")
    part = sorted((tmp_path / "out").glob("part-*"))[3]
    part.write_bytes(part.read_bytes()[:-40])
    with pytest.raises(
        ArchiveError, match=f"{part.name}: damaged, or not written by textclass.*remove it and run again"
    ):
        score(f"{tmp_path}/out/")


def test_all_outputs_come_of_one_run(score, tmp_path):
    names = [tmp_path / f"s.{form}" for form in ("csv", "parquet", "xlsx", "jsonl")]
    summary = score([*names, f"{tmp_path}/parts/"], review=tmp_path / "r.xlsx")
    assert all(path.stat().st_size > 1_000 for path in names)
    assert summary.outputs == [f"{tmp_path}/parts", *map(str, names), f"{tmp_path}/r.xlsx"]
    rows = archive.read_scores(tmp_path / "parts")
    for path in (names[0], names[1], names[3]):
        assert archive.read_scores(path)["p_more_needed"].equals(rows["p_more_needed"])


def test_no_text_leaves_no_body_text_anywhere(score, tmp_path):
    score([f"{tmp_path}/parts/", tmp_path / "s.csv"], review=tmp_path / "r.csv", no_text=True)
    frame = archive.read_scores(tmp_path / "parts")
    assert not {"needs", "account", "evidence", "stated_text"} & set(frame.columns)
    assert frame["p_more_needed"].notna().sum() > 50
    for path in [p for p in tmp_path.rglob("*") if p.is_file()]:
        assert b"redovisning av vidtagna" not in path.read_bytes(), path


@pytest.mark.parametrize(
    ("out", "options", "said"),
    [
        ("s.odt", {}, r"s.odt: cannot be written: give a name in .parquet, .csv, .xlsx, .jsonl"),
        ("s.csv", {"shard": "1/2"}, "a shard is written to a folder"),
        ("out/", {"shard": "3/2"}, "shard '3/2': give it as 2/5"),
        ("out/", {"shard": "0/2"}, "shard '0/2': give it as 2/5"),
        ("out/", {"limit_seconds": 0}, "must be above 0"),
        ("out/", {"review": "r.txt"}, "r.txt: cannot be written"),
        ("out/", {"progress": "loud"}, "progress 'loud': can be auto, rich, json, none"),
        ("s.csv/x.csv", {}, "s.csv: cannot be made: Not a directory|File exists"),
    ],
)
def test_misuse_is_said_before_anything_is_done(score, tmp_path, out, options, said):
    (tmp_path / "s.csv").write_text("a file")
    with pytest.raises(ValueError, match=said):
        score(f"{tmp_path}/{out}", **options)


def test_nothing_to_do_is_an_error(score, tmp_path):
    with pytest.raises(FileNotFoundError):
        score(paths=[tmp_path / "nowhere"])


def test_score_gives_a_frame_and_writes_nothing(folder, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    frame = tc.score([folder], model=LineModel(), jobs=2)
    assert len(frame.drop_duplicates("path")) == 32
    assert list(frame.columns) == list(tc.tables.COLUMNS)
    assert list(tmp_path.iterdir()) == []


def test_file_names_of_every_kind_are_rows(folder, tmp_path):
    text = next(folder.glob("*.txt")).read_bytes()
    home = os.fsencode(tmp_path / "in")
    os.mkdir(home)
    for name in ("åäö é.txt".encode(), b"line\nend.txt", b"\xff\xfe.txt", b"=cmd.txt", b"quote\"'.txt"):
        with open(os.path.join(home, name), "wb") as file:
            file.write(text)
    archive.run(tmp_path / "in", [tmp_path / "o.csv", tmp_path / "o.parquet"], model=LineModel(), progress="none")
    for form in ("csv", "parquet"):
        frame = archive.read_scores(tmp_path / f"o.{form}")
        names = [path[len(str(tmp_path / "in")) + 1 :] for path in frame["path"].drop_duplicates()]
        assert sorted(names) == sorted(["åäö é.txt", "line\nend.txt", "\\xff\\xfe.txt", "=cmd.txt", "quote\"'.txt"])
        assert set(frame["status"]) == {"ok"}


SCRIPT = """
import sys
sys.path[:0] = {path!r}
from standins import LineModel, slow_read
from textclass import archive
summary = archive.run({folder!r}, {out!r}, model=LineModel(), jobs=2, read=slow_read, progress="json")
sys.exit(summary.exit_status)
"""


def start(folder, out):
    path = [str(Path(tc.__file__).parents[1]), str(Path(__file__).parent)]
    script = SCRIPT.format(path=path, folder=str(folder), out=str(out))
    return subprocess.Popen([sys.executable, "-c", script], start_new_session=True, stderr=subprocess.PIPE, text=True)


def wait_for_parts(folder, count):
    end = time.monotonic() + 30
    while len(list(Path(folder).glob("part-*"))) < count:
        assert time.monotonic() < end
        time.sleep(0.02)


def test_ctrl_c_ends_within_five_seconds_and_the_run_resumes(folder, whole, score, tmp_path):
    run = start(folder, tmp_path / "scores.parquet")
    wait_for_parts(tmp_path / "scores.parquet.parts", 2)
    began = time.monotonic()
    os.killpg(run.pid, signal.SIGINT)
    _, errors = run.communicate(timeout=20)
    assert run.returncode == 130 and time.monotonic() - began < 5, errors
    assert "Traceback" not in errors
    assert not (tmp_path / "scores.parquet").exists()
    assert score().resumed > 0
    assert (tmp_path / "scores.parquet").read_bytes() == whole


def test_a_killed_run_resumes_to_the_same_bytes(folder, whole, score, tmp_path):
    for count in (1, 4, 7):
        run = start(folder, tmp_path / "scores.parquet")
        wait_for_parts(tmp_path / "scores.parquet.parts", count)
        os.killpg(run.pid, signal.SIGKILL)
        run.communicate(timeout=20)
    assert score().resumed >= 12
    assert (tmp_path / "scores.parquet").read_bytes() == whole


def test_workers_end_when_their_parent_is_gone(folder, tmp_path):
    run = start(folder, tmp_path / "scores.parquet")
    wait_for_parts(tmp_path / "scores.parquet.parts", 1)
    with open(f"/proc/{run.pid}/task/{run.pid}/children") as file:
        workers = file.read().split()
    for task in os.listdir(f"/proc/{run.pid}/task"):
        with open(f"/proc/{run.pid}/task/{task}/children") as file:
            workers += file.read().split()
    run.kill()
    run.communicate(timeout=20)
    end = time.monotonic() + 10
    while any(os.path.exists(f"/proc/{worker}") for worker in workers):
        assert workers and time.monotonic() < end
        time.sleep(0.05)


def test_progress_for_schedulers_is_json_lines(folder, tmp_path):
    run = start(folder, tmp_path / "scores.parquet")
    _, errors = run.communicate(timeout=60)
    lines = [json.loads(line) for line in errors.splitlines()]
    assert run.returncode == 1
    assert lines[-1]["documents"] == lines[-1]["of"] == 32 and lines[-1]["finished"] is True
    assert lines[-1]["problems"] == 1 and lines[0]["finished"] is False
    assert set(lines[0]) == {
        "documents", "of", "rows", "problems", "per_second", "seconds", "seconds_left", "finished"
    }  # fmt: skip


def test_progress_is_silent_when_nobody_watches(score, capfd):
    score(progress="auto")
    assert capfd.readouterr() == ("", "")


def test_the_bar_counts_documents_and_problems(score, capfd):
    score(progress="rich")
    assert "32/32" in capfd.readouterr().err


def test_the_summary_says_what_there_is(score, tmp_path):
    summary = score()
    lines = str(summary).splitlines()
    assert lines[0].startswith("32 documents, ")
    assert lines[1] == "documents   ok 30, empty 1, no_areas 1"
    assert any(line.endswith("synth-00021b.pdf: empty: the file has no content") for line in lines)
    assert lines[-1] == f"written     {tmp_path}/scores.parquet"


def test_the_summary_counts_the_files_that_nobody_reads(tmp_path):
    for name in ("a.txt", "b.doc", "c.doc", "README"):
        (tmp_path / "in").mkdir(exist_ok=True)
        (tmp_path / "in" / name).write_text("Ett brev.")
    summary = archive.run(tmp_path / "in", tmp_path / "s.csv", model=LineModel(), progress="none")
    assert "passed over .doc 2, without suffix 1: of no kind that is read" in str(summary).splitlines()


def test_a_full_disk_is_said_and_the_run_resumes(folder, whole, score, tmp_path):
    place = tmp_path / "small"
    place.mkdir()
    if (
        os.geteuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=100k", "tmpfs", place], capture_output=True).returncode
    ):
        pytest.skip("needs the right to mount a small file system")
    try:
        with pytest.raises(ArchiveError, match="cannot be written to: No space left on device"):
            score(place / "scores.parquet")
        subprocess.run(["mount", "-o", "remount,size=20m", place], check=True)
        assert not [p for p in (place / "scores.parquet.parts").iterdir() if "draft" in p.name]
        summary = score(place / "scores.parquet")
        assert summary.resumed > 0 and (place / "scores.parquet").read_bytes() == whole
        subprocess.run(["mount", "-o", "remount,ro", place], check=True)
        with pytest.raises(ArchiveError, match="Read-only file system"):
            score(place / "other.parquet")
    finally:
        subprocess.run(["umount", place], check=True)


def test_disk_errors_are_said_where_nothing_can_be_mounted(score, tmp_path, monkeypatch):
    """The same by a folder whose place a file has taken: works without rights, too."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(ArchiveError, match="cannot be written to: File exists|Not a directory"):
        score(f"{tmp_path}/taken/")


def test_parts_say_what_they_hold(score, tmp_path):
    score(f"{tmp_path}/out/")
    part = sorted((tmp_path / "out").glob("part-*"))[0]
    with part.open("rb") as file:
        said = archive.parts.account(file)
    assert said["part"] == 0 and said["tally"]["documents"] == 2
    assert pq.read_table(tmp_path / "out").num_rows == archive.merge(tmp_path / "out").tally.rows


def test_the_window_of_tasks_is_bounded():
    taken = Counter()

    def tasks():
        for number in range(50):
            taken["now"] = number
            yield number

    from test_workers import Says

    with Team(Says(), 2) as team:
        next(team.finished(tasks()))
        assert taken["now"] <= 5


def test_neither_parent_nor_workers_load_what_they_do_not_need(folder, tmp_path):
    code = (
        "import sys; from textclass import archive; from standins import LineModel;"
        f"archive.run({str(folder)!r}, {str(tmp_path / 's.jsonl')!r}, model=LineModel(), read=standins_read);"
        "print(sorted({'spacy', 'sklearn', 'pandas', 'matplotlib'} & set(sys.modules)))"
    ).replace("standins_read", "__import__('standins').slow_read")
    path = os.pathsep.join([str(Path(tc.__file__).parents[1]), str(Path(__file__).parent)])
    run = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True
    )
    assert run.stdout.strip() == "[]", run.stderr
    assert slow_read is not None
