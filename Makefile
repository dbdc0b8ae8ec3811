## make reproduce     fetch the articles, run the notebooks, write their figures and tables
## make test          check everything, the committed notebooks, figures and tables included
## make test-browser  open the notebooks and pages in JupyterLab and Chromium, and look at them
## make lab           open JupyterLab on the notebooks; LAB="..." adds options, such as --port=9000
## make format        put code and notebooks into the house style
## make lock          choose the versions of all packages anew (maintainers; needs uv)

# Python 3.11 where there is one, else a newer python3.
PYTHON ?= $(shell for python in python3.11 python3; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$python && break; done)
BIN := .venv/bin

.PHONY: help reproduce test test-browser lab format lock

help:
	@sed -n 's/^## //p' Makefile

reproduce: .venv/project
	$(BIN)/framing fetch news2017
	$(BIN)/python tools/run_notebooks.py

test: .venv/project
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m pytest
	$(BIN)/framing verify
	$(BIN)/python tools/check_notebooks.py

test-browser: .venv/project
	$(BIN)/python tools/browser.py
	$(BIN)/python -m pytest tests/browser

lab: .venv/project
	$(BIN)/python -m jupyterlab notebooks $(LAB)

format: .venv/project
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock:
	uv pip compile --universal --generate-hashes --fork-strategy fewest --python-version 3.11 --extra dev \
		--no-header --no-annotate --upgrade pyproject.toml -o requirements.lock

.venv/project: .venv/packages pyproject.toml
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/packages: requirements.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed, as python3.11 or python3" >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --require-hashes --only-binary :all: -r requirements.lock
	@touch $@
