"""authors' folder -> data/corpus and data/contrast: lays texts out, turns quotes into passages and offsets.

Each author's folder holds ``<ID>.txt`` and ``<ID>.json`` (gold in the author's quotes, written before any parser saw
the text) and ``pairs/<kind>-<n>.json``. Texts marked "manuscript" are laid out as if extracted from a PDF.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import lay_out
from gold import Quotes, whole

KEYS = (
    "id",
    "group",
    "kind",
    "dnr",
    "decision_date",
    "organiser",
    "organiser_type",
    "school_forms",
    "school_units",
    "dates",
    "closed",
    "signed_by",
    "presenter",
)


def build_document(path: Path, corpus: Path) -> None:
    gold = json.loads(path.read_text(encoding="utf-8"))
    written = path.with_suffix(".txt").read_bytes().decode("utf-8")
    furniture = gold.get("furniture") or []
    quotes = Quotes(written, furniture)
    areas = [build_area(area, quotes, furniture) for area in gold["areas"]]
    raw = written
    if gold["text_is"] == "manuscript":
        layout = lay_out.choose(gold["id"], gold.get("dnr"), gold.get("decision_date"))
        raw = lay_out.lay_out(written, layout, gold["id"])
        furniture = lay_out.furniture(raw, layout)
    for area in areas:
        place_area(area, Quotes(raw, furniture))
    done = {key: gold.get(key) for key in KEYS} | {"text_is": gold["text_is"], "furniture": furniture, "areas": areas}
    name = gold["id"]
    (corpus / f"{name}.txt").write_bytes(raw.encode("utf-8"))
    (corpus / f"{name}.json").write_text(json.dumps(done, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def build_area(area: dict[str, Any], quotes: Quotes, furniture: list[str]) -> dict[str, Any]:
    done = dict(area)
    for key in ("account", "conclusion", "earlier_assessment"):
        done[key] = whole(quotes, area.get(key), furniture)
    if done["earlier_assessment"]:
        done["earlier_assessment"] = done["earlier_assessment"]["text"]
    return done


def place_area(area: dict[str, Any], quotes: Quotes) -> None:
    """Offsets of account and conclusion in the text as laid out (in NFC), from first to last letter."""
    for key in ("account", "conclusion"):
        if area.get(key):
            area[key]["start"], area[key]["end"] = quotes.find(area[key]["text"]) or (None, None)


def build_pairs(folder: Path, contrast: Path) -> int:
    rows = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(folder.glob("pairs/*.json"))]
    if rows:
        lines = (json.dumps(row, ensure_ascii=False) for row in rows)
        (contrast / f"{folder.name}.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(rows)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("authors", type=Path, help="a folder with a folder for each author group")
    parser.add_argument("--data", type=Path, default=Path("data"))
    given = parser.parse_args()
    corpus, contrast = given.data / "corpus", given.data / "contrast"
    corpus.mkdir(parents=True, exist_ok=True)
    contrast.mkdir(parents=True, exist_ok=True)
    failed = 0
    for folder in sorted(path for path in given.authors.iterdir() if path.is_dir()):
        pairs = build_pairs(folder, contrast)
        for path in sorted(folder.glob("*.json")):
            try:
                build_document(path, corpus)
            except (ValueError, KeyError, json.JSONDecodeError) as error:
                failed += 1
                print(f"{path.name}: {error}", file=sys.stderr)
        print(f"group {folder.name}: {len(list(folder.glob('*.json')))} documents, {pairs} pairs")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
