"""Workers that die or hang cost the document in hand, and never more."""

import os
import threading
import time
from collections import Counter

import pytest
from standins import DEADLY, Crowded, LineModel, deadly_read

from textclass import archive, synthetic
from textclass.archive.child import Fate
from textclass.archive.plan import Settings
from textclass.archive.worker import Died, Worker
from textclass.archive.workers import Floor, Isolated, Team

FATES = {
    "exit": ("crashed", "the process that read it died (status 3)"),
    "segv": ("crashed", "the process that read it died (SIGSEGV)"),
    "kill": ("crashed", "the process that read it died (SIGKILL)"),
    "native": ("crashed", "the process that read it died (SIGABRT)"),
    "hog": ("crashed", "needs more than 300 MB of memory: not read"),
    "sleep": ("timeout", "took longer than 3 s: not read"),
    "busy": ("timeout", "took longer than 3 s: not read"),
}
LIMITS = {"limit_seconds": 3, "limit_memory": 300, "read": deadly_read}


@pytest.fixture(scope="module")
def poisoned(tmp_path_factory):
    """Thirty good files and one that takes its reader down in each way."""
    home = tmp_path_factory.mktemp("poisoned")
    synthetic.write(30, home)
    for way in DEADLY:
        (home / f"{way}-1.txt").write_text("x")
    return home


def test_exactly_the_culprits_are_named_and_all_others_are_scored(poisoned, tmp_path):
    summary = archive.run(poisoned, tmp_path / "s.parquet", model=LineModel(), jobs=2, progress="none", **LIMITS)
    frame = archive.read_scores(tmp_path / "s.parquet")
    bad = frame[frame["status"] != "ok"]
    found = {os.path.basename(p).partition("-")[0]: (s, e) for p, s, e in bad[["path", "status", "error"]].values}
    assert found == FATES
    assert summary.tally.statuses == Counter(ok=30, crashed=5, timeout=2)
    assert summary.exit_status == 1


def test_parse_files_gives_one_decision_a_file_in_order(poisoned):
    paths = sorted(str(path) for path in poisoned.iterdir())
    found = list(archive.parse_files(paths, jobs=2, **LIMITS))
    assert [decision.path for decision in found] == paths
    for decision in found:
        way = os.path.basename(decision.path).partition("-")[0]
        assert (decision.status, decision.error) == FATES.get(way, ("ok", None))
    assert list(archive.parse_files([])) == []


class Once:
    """A job that spoils its worker the first time it does document 3, and not again."""

    settings = Settings("", "", seconds=1.0)

    def __init__(self, mark, way):
        self.mark, self.way = str(mark), way

    def start(self):
        pass

    def documents(self, task):
        return list(map(str, task))

    def one(self, path):
        if path == "3" and not os.path.exists(self.mark):
            open(self.mark, "w").close()
            DEADLY[self.way]()
        return path

    def lost(self, path, fate):
        return path, fate

    def finish(self, task, found):
        return found


@pytest.mark.parametrize("way", ["kill", "sleep", "hog"])
def test_a_document_that_is_borne_when_read_alone_is_no_culprit(tmp_path, way):
    isolated = Isolated(Once(tmp_path / "mark", way), Floor())
    try:
        assert isolated.run(range(5)) == ["0", "1", "2", "3", "4"]
    finally:
        isolated.close()


def test_a_document_that_is_late_in_a_crowd_is_read_alone_and_scored(tmp_path):
    synthetic.write(60, tmp_path / "in")
    shy = sorted((tmp_path / "in").iterdir())[20]
    shy.rename(shy.with_stem(f"{shy.stem}-shy"))
    read = Crowded(str(tmp_path / "reading"))
    os.mkdir(read.marks)
    options = {"model": LineModel(), "limit_seconds": 4, "progress": "none"}
    summary = archive.run(tmp_path / "in", tmp_path / "crowd.parquet", jobs=3, read=read, **options)
    assert os.path.exists(f"{read.marks}-late") and summary.tally.statuses == Counter(ok=60)
    archive.run(tmp_path / "in", tmp_path / "calm.parquet", **options)
    assert (tmp_path / "crowd.parquet").read_bytes() == (tmp_path / "calm.parquet").read_bytes()


def test_whoever_has_the_floor_alone_works_while_nobody_else_does():
    floor, at_work, seen = Floor(), [], []

    def work(alone):
        with floor.alone() if alone else floor.shared():
            at_work.append(alone)
            time.sleep(0.02)
            seen.append((alone, len(at_work)))
            at_work.remove(alone)

    threads = [threading.Thread(target=work, args=(number % 3 == 1,)) for number in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [count for alone, count in seen if alone] == [1] * 4
    assert max(count for alone, count in seen if not alone) > 1


class Says:
    """A job that says where it runs, or raises what it is told to."""

    settings = Settings("", "", seconds=5.0)

    def start(self):
        print("a library says something where results go")

    def documents(self, task):
        return ["a"]

    def one(self, path):
        print("and again")

    def lost(self, path, fate):
        return fate

    def finish(self, task, found):
        if isinstance(task, Exception):
            raise task
        return os.getpid(), Fate._fields


def test_what_libraries_print_does_not_mix_with_results(capfd):
    with Team(Says(), 1) as team:
        ((pid, fields),) = team.finished([1])
    assert pid != os.getpid() and fields == ("status", "error")


def test_what_a_job_raises_reaches_the_caller():
    with Team(Says(), 2) as team, pytest.raises(archive.ArchiveError, match="disk is full"):
        list(team.finished([archive.ArchiveError("disk is full")]))


def test_a_job_that_cannot_start_says_why():
    with pytest.raises(archive.ArchiveError, match="wanted, but here the model is"):
        from textclass.archive.parts import ScoreParts

        Worker(
            ScoreParts("x", "y", Settings("other", __import__("textclass").__version__), LineModel(), {}, deadly_read)
        )


class Dies(Says):
    def finish(self, task, found):
        os._exit(9)


def test_workers_that_die_without_a_document_end_the_run():
    with Team(Dies(), 1) as team, pytest.raises(archive.ArchiveError, match=r"without a document in hand \(status 9\)"):
        list(team.finished([1]))


class Sleeps(Says):
    settings = Settings("", "", seconds=600.0)

    def one(self, path):
        time.sleep(600)


def test_closing_a_team_ends_its_workers_at_once():
    began = time.monotonic()
    with pytest.raises(RuntimeError, match="enough"), Team(Sleeps(), 2) as team:
        threads = threading.active_count()
        list(team.finished([1, 2, 3], tick=_raise_after(began + 1.5)))
    assert time.monotonic() - began < 5
    assert threads >= 1
    assert not [t for t in threading.enumerate() if t.name.startswith("textclass-worker")]


def _raise_after(moment):
    def tick():
        if time.monotonic() > moment:
            raise RuntimeError("enough")

    return tick


def test_who_dies_in_place_of_a_late_document_is_not_called_late():
    worker = Worker(Sleeps())
    worker._overdue = 7  # another document, which was done just when it was found to be late
    threading.Timer(0.7, worker._process.kill).start()
    with pytest.raises(Died) as caught:
        worker.call(None, {})
    assert (caught.value.item, caught.value.fate) == (0, ("crashed", "the process that read it died (SIGKILL)"))
    worker.stop()


def test_a_worker_that_grew_is_replaced(monkeypatch):
    from textclass.archive import workers

    with Team(Says(), 1) as team:
        first, second = (pid for pid, _ in team.finished([1, 2]))
    assert first == second
    monkeypatch.setattr(workers, "_RETIRED", 1)
    with Team(Says(), 1) as team:
        first, second = (pid for pid, _ in team.finished([1, 2]))
    assert first != second
