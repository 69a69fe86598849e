"""The same rows from a real Dask cluster of worker processes, one of which is killed."""

import os
import signal
import threading
import time

import pytest
from standins import LineModel, deadly_read, slow_read

from textclass import archive

distributed = pytest.importorskip("distributed", reason="needs the extra 'dask'")

pytestmark = pytest.mark.filterwarnings("ignore")  # the cluster's own, at its end


@pytest.fixture(scope="module")
def cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=50, host="127.0.0.1"
    ) as made:
        yield made


def workers(cluster):
    return [nanny.pid for nanny in cluster.workers.values() if nanny.pid]


def children(pid):
    found = []
    for process in os.listdir("/proc"):
        if process.isdigit():
            try:
                with open(f"/proc/{process}/stat") as file:
                    if file.read().rpartition(")")[2].split()[1] == str(pid):
                        found.append(int(process))
            except OSError:
                continue
    return found


def test_a_cluster_gives_the_same_bytes_though_a_worker_is_killed(cluster, score, whole, tmp_path):
    killed = []

    def kill():
        while not list((tmp_path / "scores.parquet.parts").glob("part-*")):
            time.sleep(0.02)
        killed.append(workers(cluster)[0])
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    score(dask=cluster.scheduler_address, read=slow_read)
    killer.join()
    assert killed and (tmp_path / "scores.parquet").read_bytes() == whole


def test_documents_that_kill_do_not_kill_the_workers_of_the_cluster(cluster, folder, tmp_path):
    (tmp_path / "in").mkdir()
    for number, path in enumerate(sorted(folder.glob("synth-?????.txt"))[:8]):
        name = {2: "exit-1.txt", 5: "segv-1.txt"}.get(number, path.name)
        (tmp_path / "in" / name).write_bytes(path.read_bytes())
    before = set(workers(cluster))
    summary = archive.run(
        tmp_path / "in",
        f"{tmp_path}/out/",
        model=LineModel(),
        dask=cluster.scheduler_address,
        read=deadly_read,
        progress="none",
    )
    assert summary.tally.statuses == {"ok": 6, "crashed": 2}
    assert set(workers(cluster)) == before
    assert not [child for pid in before for child in children(pid)]  # no process is left behind


def test_an_address_where_no_scheduler_answers_is_said(score, monkeypatch):
    from textclass.archive import cluster

    monkeypatch.setattr(cluster, "_WAIT", 1)
    with pytest.raises(archive.ArchiveError, match="no Dask scheduler answers there"):
        score(dask="tcp://127.0.0.1:9")
