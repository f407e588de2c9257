# What a person types. Everything is installed into .venv; nothing else on the machine is changed.
PYTHON ?= python3
BIN := .venv/bin
.DEFAULT_GOAL := help
PORT ?= 8000
.PHONY: help setup chat test test-fast contract screens evals browser lint format clean

help: ## show these lines
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /make \1\t/' | expand -t 18

setup: .venv/.installed ## install everything into .venv (again only when pyproject.toml or constraints.txt changed)

# torch goes first and alone: asked for as a range by another package, it would come as a build of several GB.
.venv/.installed: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	    { echo "Python 3.11 or newer is needed; $(PYTHON) is $$($(PYTHON) --version 2>&1). Try: make setup PYTHON=python3.11" >&2; exit 1; }
	@test -x $(BIN)/python || { echo "Creating .venv with $$($(PYTHON) --version)"; $(PYTHON) -m venv .venv || \
	    { rm -rf .venv; echo "$(PYTHON) cannot create .venv; on Debian and Ubuntu, install python3-venv" >&2; exit 1; }; }
	@echo "Installing torch (the largest download, some 200 MB or more)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch==2.13.0 setuptools
	@echo "Installing the other packages, at the versions in constraints.txt (one to four minutes)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt --no-build-isolation -e '.[dev]'
	@touch $@
	@echo "Ready: .venv/bin/ics --help"

chat: setup ## serve the chat page and the API at http://127.0.0.1:8000 (PORT=… for another)
	$(BIN)/ics serve --port $(PORT)

# A worker is a process with its own server and models: some 2 GB.
WORKERS := 2
test: setup lint browser ## check style and types, then run all tests (WORKERS=… at once; each takes some 2 GB)
	$(BIN)/pytest -n $(WORKERS) --dist loadfile -m "not timed"
	$(BIN)/pytest -m timed

# The tests of the page drive a real browser: Debian's, installed where there is none and we may. Its driver brings a
# Node of its own, which needs libatomic: a bare system lacks it.
browser: setup
	@{ command -v chromium chromium-browser google-chrome && $(BIN)/python -c 'import ctypes; ctypes.CDLL("libatomic.so.1")'; } \
	    >/dev/null 2>&1 || { test "$$(id -u)" = 0 && apt-get update -qq && apt-get install -y -qq chromium libatomic1 >/dev/null; } || \
	    echo "Chromium or libatomic is missing: install them (Debian: apt-get install chromium libatomic1), or the tests of the page fail" >&2

test-fast: setup ## run the tests that need no large model, within a minute
	$(BIN)/pytest -m "not slow"

EXAMPLES := 500
contract: setup ## hold the API to its description with 500 examples of each operation (EXAMPLES=… for another number)
	EXAMPLES=$(EXAMPLES) $(BIN)/pytest tests/test_api.py -k whatever_the_description

screens: setup browser ## walk the pages in each size with each colour scheme (`make test` has each once)
	SCREENS=all $(BIN)/pytest tests/browser

# What a change is held against: the data set, the metrics, and the accepted runs of the part not tuned on (4: cannot be
# told, which is no failure). The floors are left to `python -m evals run`.
SOURCES := $(if $(wildcard ../shared/corpus),publications briefings,briefings)
evals: setup ## check the questions and the metrics, and that no answer got worse than accepted
	$(BIN)/python -m evals validate --corpus $(firstword $(SOURCES))
	$(BIN)/python -m evals selftest --corpus $(firstword $(SOURCES))
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target $(SOURCES:%=evals-%)

# Nothing is held against the other systems, whose figures stand in README: asking them too takes a fifth of the time.
evals-%: setup
	$(BIN)/python -m evals run --corpus $* --part check --no-floors --no-baselines
	$(BIN)/python -m evals compare --corpus $* --part check --no-floors || test $$? -eq 4

lint: setup ## check style, format and types
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

format: setup ## put the code into its standard format and mend what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

clean: ## remove caches and build files (.venv and .ics stay)
	rm -rf build ./*.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find assistant ui evals tests -name __pycache__ -type d -prune -exec rm -rf {} +
