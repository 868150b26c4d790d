# Two commands on a fresh machine: make demo, make test.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: demo test lint messages docs bench clean

$(BIN)/.installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable .
	touch $@

$(BIN)/.installed-dev: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --editable ".[dev]"
	touch $(BIN)/.installed $@

demo: $(BIN)/.installed
	$(BIN)/scheduler solve data/demo -o outputs/demo

test: lint
	$(BIN)/pytest -n auto

messages: $(BIN)/.installed-dev
	$(BIN)/python tests/tools/messages.py

docs: $(BIN)/.installed-dev
	$(BIN)/python -m tests.tools.rules_doc
	$(BIN)/python -m tests.tools.files_doc
	$(BIN)/python -m tests.tools.architecture_doc

bench: $(BIN)/.installed-dev
	$(BIN)/python -m tests.bench.rivals.environment
	$(BIN)/python -m tests.bench.run

lint: $(BIN)/.installed-dev
	$(BIN)/ruff check scheduler tests
	$(BIN)/ruff format --check scheduler tests
	$(BIN)/mypy scheduler

clean:
	rm -rf $(VENV) build dist
