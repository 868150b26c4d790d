# Two commands on a fresh machine: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOWEST := .venv-lowest
LATEST := .venv-latest
# A file of tests stays with one process: what its tests share is made once. Files come in their own order:
# sorted by the number of their tests, those of few and long ones would come last, one process waiting.
SUITE := -m pytest -n auto --dist loadfile --no-loadscope-reorder
# Tests start hundreds of processes: each would compile every module again.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-all test-lowest test-latest lint messages docs pictures bench constraints clean

$(BIN)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(BIN)/.installed-dev: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable ".[dev]"
	touch $(BIN)/.installed $@

# The demo plans 2027: in later years too, its dates are not called past.
demo: export SCHEDULER_TODAY := 2026-12-01
demo: $(BIN)/.installed
	$(BIN)/python -m scheduler solve data/demo -o outputs/demo

# In minutes; what takes long (spreadsheet programs, clusters, every command of the pages, more seeds) is left
# to test-all, which .ci/run runs.
test: lint
	$(BIN)/python $(SUITE) -m "not thorough"

test-all: lint
	$(BIN)/python $(SUITE)

# The lowest direct versions that pyproject.toml declares, in an environment of their own.
test-lowest: $(BIN)/.installed-dev
	$(PYTHON) -m venv --clear $(LOWEST)
	$(BIN)/uv pip compile --quiet --no-config --resolution lowest-direct --python $(LOWEST)/bin/python \
		--extra dev --output-file $(LOWEST)/lowest.txt pyproject.toml
	$(LOWEST)/bin/python -m pip install --quiet --constraint $(LOWEST)/lowest.txt --editable ".[dev]"
	$(LOWEST)/bin/python $(SUITE)

# The newest versions there are today, in an environment of their own.
test-latest:
	$(PYTHON) -m venv --clear $(LATEST)
	$(LATEST)/bin/python -m pip install --quiet --upgrade --editable ".[dev]"
	$(LATEST)/bin/python $(SUITE)

# One file for Python 3.11 to 3.14 and every system.
constraints: $(BIN)/.installed-dev
	$(BIN)/uv pip compile --quiet --no-config --upgrade --universal --python-version 3.11 --all-extras \
		--no-annotate --custom-compile-command "make constraints" --output-file constraints.txt pyproject.toml

messages: $(BIN)/.installed-dev
	$(BIN)/python tests/tools/messages.py

docs: $(BIN)/.installed-dev
	$(BIN)/python -m tests.tools.rules_doc
	$(BIN)/python -m tests.tools.files_doc
	$(BIN)/python -m tests.tools.architecture_doc

# With LibreOffice, poppler and Chromium.
pictures: $(BIN)/.installed-dev
	$(BIN)/python -m tests.tools.pictures

bench: $(BIN)/.installed-dev
	$(BIN)/python -m tests.bench.rivals.environment
	$(BIN)/python -m tests.bench.run

lint: $(BIN)/.installed-dev
	$(BIN)/python -m ruff check scheduler tests
	$(BIN)/python -m ruff format --check scheduler tests
	$(BIN)/python -m mypy scheduler

clean:
	rm -rf $(VENV) $(LOWEST) $(LATEST) build dist
