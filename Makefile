PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.ready
EXTRAS := dask,ocr,notebook,synth,docs,s3,dev

.PHONY: help setup demo test lint coverage soak fuzz bench lowest docs model clean

help:  ## show what there is to make
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

setup: $(STAMP)  ## virtual environment, locked dependencies, the package

$(STAMP): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null 2>&1 || { echo "make: $(PYTHON) was not found; install Python 3.11 or newer, or give its name: make PYTHON=python3.12 demo" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: $(PYTHON) is older than 3.11; give a newer one: make PYTHON=python3.12 demo" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "make: this Python has no venv; on Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-cache-dir -c constraints.txt -e ".[$(EXTRAS)]"
	@touch $(STAMP)

demo: setup  ## score the sample archive with the shipped model
	@mkdir -p out
	@$(BIN)/textclass score data/samples -o out/scores.parquet -o out/scores.csv --restart; status=$$?; test $$status -eq 1 || { echo "make: score ended with $$status; the samples hold three problem files, so 1 was due" >&2; exit 1; }
	@$(BIN)/textclass report out/scores.parquet -o out/report.html

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: setup lint  ## lint, types and tests
	$(BIN)/python -m pytest -m "not slow"

coverage: setup  ## what share of each file the quick tests reach
	$(BIN)/python -m pytest -m "not slow" --cov=textclass --cov-report=term

soak: setup  ## the full figures of the archive's endurance
	$(BIN)/python -m pytest -m slow tests/archive

fuzz: setup  ## the full figures of hostile input
	$(BIN)/python -m pytest -m slow tests/reading tests/classifier tests/test_hostile.py

bench: setup  ## what everything costs beside floors and peers, into benchmarks/RESULTS.md
	$(BIN)/python benchmarks/run.py

lowest: setup  ## an install of the lowest versions that pyproject.toml allows, its size, and a smoke test
	$(BIN)/python .ci/lowest.py

docs: setup  ## the documentation as a small site in docs/_build
	$(BIN)/python -m sphinx -W -q docs docs/_build

model: setup  ## build models/default from data/
	$(BIN)/textclass train data/corpus data/contrast data/accounts -o models/default --force

clean:  ## throw away the environment and what was built
	rm -rf $(VENV) out docs/_build
