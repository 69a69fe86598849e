"""The rooms of the house: imports run one way, and light names stay light."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "textclass"
# Each room, and the rooms it may open. A record may open ``display`` at the moment it shows itself.
ROOMS = {
    "records": set(),
    "lexicon": set(),
    "discretion": set(),
    "reading": {"records"},
    "citations": {"records", "lexicon"},
    "decision": {"records", "lexicon", "citations"},
    "classifier": {"records", "lexicon", "discretion"},
    "reader": {"records", "reading", "decision", "classifier"},
    "archive": {"records", "reading", "decision", "classifier", "reader", "tables", "citations", "discretion"},
}


def rooms_opened(path: Path) -> set[str]:
    opened = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module] + [
                f"{node.module}.{alias.name}" for alias in node.names if node.module == "textclass"
            ]
        opened |= {name.split(".")[1] for name in names if name.startswith("textclass.")}
    return opened


@pytest.mark.parametrize("room", ROOMS)
def test_imports_run_one_way(room):
    place = PACKAGE / room
    files = sorted(place.rglob("*.py")) if place.is_dir() else [PACKAGE / f"{room}.py"]
    assert files
    for path in files:
        wrong = rooms_opened(path) - ROOMS[room] - {room, "__version__", "display"}
        assert not wrong, f"{path.relative_to(PACKAGE)} opens {sorted(wrong)}"


@pytest.mark.parametrize(
    "code",
    [
        "import textclass",
        "import textclass as tc; tc.cite('4 kap. 3 § skollagen')",
        "import textclass as tc; tc.parse_text('Beslut')",
        "import textclass.cli",
    ],
)
def test_nothing_heavy_is_imported_before_it_is_used(code):
    heavy = "('spacy', 'sklearn', 'pandas', 'matplotlib', 'pyarrow')"
    check = f"{code}\nimport sys; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_public_names_are_those_of_the_contract():
    import textclass as tc

    names = "parse parse_text cite score load_model train evaluate nlp Decision Citation Account Model Evaluation"
    for name in names.split():
        assert getattr(tc, name)
    with pytest.raises(AttributeError):
        _ = tc.no_such_name


def test_every_dependency_has_its_licence_and_reason_in_one_line():
    root = PACKAGE.parent
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = [*project["dependencies"], *sum(project["optional-dependencies"].values(), [])]
    table = (root / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Dependencies and why")[2]
    told: dict[str, list[str]] = {}
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")][-3:]
        if line.startswith("| ") and len(cells) == 3:
            told |= dict.fromkeys(cells[0].split(", "), cells)
    names = {re.match(r"[\w-]+", requirement)[0] for requirement in wanted}
    assert names == told.keys() - {"package"}
    permissive = re.compile(r"(?:(?:BSD|MIT|Apache-2\.0|PSF-like|HPND \(MIT-CMU\))(?:, | or |$))+")
    for name, (_, licence, reason) in told.items():
        assert name in ("package", "hypothesis") or (permissive.fullmatch(licence) and reason), name
    core = {re.match(r"[\w-]+", requirement)[0] for requirement in project["dependencies"]}
    assert "hypothesis" not in core


def test_the_locked_set_fits_the_bounds():
    root = PACKAGE.parent
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (root / "constraints.txt").read_text(encoding="utf-8").split()
    locked = {re.sub("[-_.]+", "-", name).lower(): version for name, _, version in (x.partition("==") for x in lines)}
    for requirement in [*project["dependencies"], *sum(project["optional-dependencies"].values(), [])]:
        name, lowest = re.fullmatch(r"([\w-]+)(?:\[[\w,]+\])?>=([\d.]+)", requirement).groups()
        version = locked[re.sub("[-_.]+", "-", name).lower()]
        assert [int(n) for n in re.findall(r"\d+", version)] >= [int(n) for n in lowest.split(".")], requirement
