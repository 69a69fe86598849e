"""Files and tables on storage that fsspec reaches, against a real S3 server on this machine."""

import socket
import threading

import pytest
from standins import LineModel, deadly_read

from textclass import archive
from textclass.archive import sources, storage
from textclass.archive.plan import ArchiveError

moto_server = pytest.importorskip("moto.server", reason="needs the extra 'dev'")
s3fs = pytest.importorskip("s3fs", reason="needs the extra 's3'")

pytestmark = pytest.mark.filterwarnings("ignore")  # of the server's own libraries


@pytest.fixture(scope="module")
def bucket():
    """A bucket on a server of this machine; addresses and keys come from the environment, as for users."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = moto_server.ThreadedMotoServer("127.0.0.1", port, verbose=False)
    server.start()
    patch = pytest.MonkeyPatch()
    for name, value in {
        "AWS_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
    }.items():
        patch.setenv(name, value)
    s3fs.S3FileSystem.clear_instance_cache()
    files = s3fs.S3FileSystem()
    files.mkdir("beslut")
    yield files
    s3fs.S3FileSystem.clear_instance_cache()
    patch.undo()
    server.stop()


@pytest.fixture(scope="module")
def stored(bucket, folder):
    for path in sorted(folder.iterdir())[:6]:
        bucket.put_file(str(path), f"beslut/in/{path.name}")
    bucket.pipe_file("beslut/in/notes.odt", b"not searched for")
    return "s3://beslut/in"


def local_rows(folder, tmp_path):
    paths = sorted(folder.iterdir())[:6]
    archive.run(paths, tmp_path / "here.parquet", model=LineModel(), progress="none")
    return archive.read_scores(tmp_path / "here.parquet").drop(columns="path")


def test_from_storage_to_storage_gives_the_same_rows(stored, bucket, folder, tmp_path):
    summary = archive.run(
        stored, ["s3://beslut/out/", "s3://beslut/out.csv"], model=LineModel(), jobs=2, progress="none"
    )
    assert summary.tally.documents == 6
    found = archive.read_scores("s3://beslut/out")
    assert found["path"].str.startswith("s3://beslut/in/synth-").all()
    assert found.drop(columns="path").astype(str).equals(local_rows(folder, tmp_path).astype(str))
    assert bucket.cat_file("beslut/out.csv").startswith(b"\xef\xbb\xbfpath,")
    assert not [name for name in bucket.ls("beslut/out", detail=False) if "_lock" in name]


def test_shards_and_resume_on_storage(stored, bucket):
    for shard in ("1/2", "2/2"):
        archive.run(stored, "s3://beslut/shards/", model=LineModel(), shard=shard, progress="none")
    assert archive.merge("s3://beslut/shards").tally.documents == 6
    parts = sorted(bucket.glob("beslut/shards/part-*"))
    bucket.rm_file(parts[2])
    again = archive.run(stored, "s3://beslut/shards/", model=LineModel(), progress="none")
    assert again.resumed == 5
    with pytest.raises(ArchiveError, match="begun with other input"):
        archive.run(stored, "s3://beslut/shards/", model=LineModel("other"), progress="none")


def test_a_glob_and_a_file_on_storage(stored):
    found = sources.find([f"{stored}/synth-0000[1-3].txt", f"{stored}/synth-00002.txt", f"{stored}/notes.odt"])
    assert [name.rsplit("/", 1)[1] for name in found] == [
        "synth-00001.txt",
        "synth-00002.txt",
        "synth-00003.txt",
        "notes.odt",
    ]
    with pytest.raises(FileNotFoundError, match="s3://beslut/nothing: no such file"):
        sources.find(["s3://beslut/nothing"])


def test_deaths_of_readers_on_storage_are_rows(stored, bucket):
    bucket.pipe_file("beslut/deadly/exit-1.txt", b"x")
    bucket.copy("beslut/in/synth-00001.txt", "beslut/deadly/good.txt")
    summary = archive.run(
        "s3://beslut/deadly", "s3://beslut/deadly-out/", model=LineModel(), read=deadly_read, progress="none"
    )
    assert summary.tally.statuses == {"ok": 1, "crashed": 1}


def test_a_run_that_is_at_work_keeps_others_out_and_a_dead_one_does_not(stored, monkeypatch):
    place = storage.folder("s3://beslut/locked")
    held, release = threading.Event(), threading.Event()

    def hold():
        with place.lock("_lock"):
            held.set()
            release.wait(10)

    thread = threading.Thread(target=hold)
    thread.start()
    assert held.wait(20)
    try:
        _try_to_enter(place, monkeypatch)
    finally:
        release.set()
        thread.join()


def _try_to_enter(place, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr(storage, "_me", lambda: "another machine")
        with pytest.raises(ArchiveError, match="another run .* is writing there"), place.lock("_lock"):
            pass
        patch.setattr(storage, "_STALE", 0.0)
        with place.lock("_lock"):
            pass


def test_an_address_without_its_package_is_said():
    with pytest.raises(ValueError, match=r"gs://x/y: cannot be reached: .*gcsfs"):
        sources.find(["gs://x/y"])
    with pytest.raises(ValueError, match=r"nonsense://x: cannot be reached"):
        sources.find(["nonsense://x"])


def test_what_is_gone_or_too_large_is_a_status(stored, bucket):
    from textclass.reading import Limits

    assert sources.read("s3://beslut/in/gone.txt").error == "the file is gone"
    assert sources.read(f"{stored}/synth-00001.txt", limits=Limits(bytes=100)).status == "too_large"
    assert sources.read(f"{stored}/synth-00001.txt").status == "ok"
