"""The rooms of the house: imports run one way, and light names stay light."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "textclass"
# Each room, and the rooms it may open. A record may open ``display`` at the moment it shows itself.
ROOMS = {
    "records": set(),
    "lexicon": set(),
    "reading": {"records"},
    "citations": {"records", "lexicon"},
    "decision": {"records", "lexicon", "citations"},
    "classifier": {"records", "lexicon"},
    "reader": {"records", "reading", "decision", "classifier"},
    "archive": {"records", "reading", "decision", "classifier", "reader", "tables", "citations"},
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
