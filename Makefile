# Every target sets up its own virtual environment with plain venv and pip, once.
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

.PHONY: play test check bench format clean

play: .venv/.play
	@$(BIN)/noerror

# Screens wait more than they compute: four at a time keep two cores busy. Tests of one group share nights that take long.
test: .venv/.test
	$(BIN)/ruff format --check game tests
	$(BIN)/ruff check game tests
	$(BIN)/mypy
	$(BIN)/python -m pytest --numprocesses 4 --dist loadgroup -m "not long"

# What takes longer: the same with more seeds, sizes and nights, and a journal on all interpreters that this machine has.
check: test
	$(BIN)/python -m pytest --numprocesses 4 --dist loadgroup -m long
	$(BIN)/python -m tests.terminal.interpreters

bench: .venv/.bench
	$(BIN)/python -m tests.bench

format: .venv/.test
	$(BIN)/ruff format game tests
	$(BIN)/ruff check --fix game tests

clean:
	rm -rf .venv

.venv/.venv:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "NOERROR needs Python 3.11 or newer; try: make play PYTHON=python3.12")'
	$(PYTHON) -m venv .venv
	@touch $@

.venv/.play: .venv/.venv pyproject.toml constraints.txt
	$(PIP) --editable .
	@touch $@

.venv/.test: .venv/.play
	$(PIP) --editable '.[test]'
	@touch $@

.venv/.bench: .venv/.test
	$(PIP) --editable '.[test,bench]'
	@touch $@
