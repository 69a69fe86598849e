"""The lowest versions that pyproject.toml allows -> a fresh environment, its size, and a smoke test in it.

Run: python .ci/lowest.py [FOLDER]. The environment is made in FOLDER, or in a temporary one. Ends with 1 where the
versions do not go together, the smoke test fails, or the install takes a gigabyte or more.
"""

import re
import subprocess
import sys
import tempfile
import time
import tomllib
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
MOST = 1_000  # megabytes
SMOKE = """
import sys, textclass as tc
from textclass import archive, report
home, samples = sys.argv[1:]
summary = archive.run(samples, [home + "/s.parquet", home + "/s.csv", home + "/s.xlsx"], review=home + "/r.xlsx")
assert summary.tally.statuses["ok"] >= 8, summary
frame = archive.read_scores(home + "/s.parquet")
assert frame["p_more_needed"].notna().sum() >= 8
report.report(home + "/s.csv", home + "/r.html")
assert tc.cite("4 kap. 3 § skollagen")[0].ids
assert tc.nlp()("4 kap. 3 § skollagen").spans["citations"]
tc.train([samples + "/../corpus"], seed=0).save(home + "/model")
assert tc.load_model(home + "/model").model_id
"""


def lowest() -> list[str]:
    """Return "name==version" for each core dependency."""
    given = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    found = [re.fullmatch(r"([A-Za-z0-9_-]+)>=([0-9.]+)", line) for line in given]
    return [f"{each[1]}=={each[2]}" for each in found if each]


def size(folder: Path) -> float:
    """Return the megabytes of the files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file() and not file.is_symlink()) / 1e6


def check(home: Path) -> int:
    """Install, print what that took, and try."""
    venv.create(home / "venv", with_pip=True)
    python = next(path for path in (home / "venv/bin/python", home / "venv/Scripts/python.exe") if path.exists())
    limits = home / "lowest.txt"
    limits.write_text("\n".join(lowest()) + "\n", encoding="utf-8")
    began = time.monotonic()
    install = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--prefer-binary"]
    subprocess.run([*install, "-c", limits, ROOT], check=True)
    megabytes = size(home / "venv")
    print(f"{', '.join(lowest())}: {megabytes:,.0f} MB in {time.monotonic() - began:,.0f} s")
    (home / "out").mkdir(exist_ok=True)
    smoke = [python, "-W", "ignore", "-c", SMOKE, home / "out", ROOT / "data" / "samples"]
    subprocess.run(smoke, check=True, cwd=home)
    print("smoke test passed")
    return 0 if megabytes < MOST else 1


def main() -> int:
    """Do it in the folder given, or in one that is thrown away."""
    if len(sys.argv) > 1:
        return check(Path(sys.argv[1]))
    with tempfile.TemporaryDirectory(prefix="textclass-lowest-") as home:
        return check(Path(home))


if __name__ == "__main__":
    sys.exit(main())
