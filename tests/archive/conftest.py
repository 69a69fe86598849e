import pytest
from standins import LineModel

from textclass import archive, synthetic


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    """Thirty made-up decisions, two other files among them."""
    home = tmp_path_factory.mktemp("archive")
    synthetic.write(30, home, seed=3)
    (home / "synth-00007b.txt").write_text("Ett brev om lunchen.\n", encoding="utf-8")
    (home / "synth-00021b.pdf").write_bytes(b"")
    return home


@pytest.fixture(scope="session")
def whole(folder, tmp_path_factory):
    """The table of that folder, scored without disturbance, as bytes."""
    out = tmp_path_factory.mktemp("whole") / "scores.parquet"
    archive.run(folder, out, model=LineModel(), progress="none")
    return out.read_bytes()


@pytest.fixture
def score(folder, tmp_path):
    """Score the folder into ``tmp_path / "scores.parquet"``, or as told; returns the summary."""

    def run(out=None, **options):
        options = {"model": LineModel(), "progress": "none"} | options
        return archive.run(options.pop("paths", folder), out or tmp_path / "scores.parquet", **options)

    return run
