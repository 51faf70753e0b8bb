# make run: the main job on the sample papers. make test: linters, types, import contracts, tests.
# make ray: installs the extra dragoman[ray] too, and tests the Ray engine on a local Ray.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test ray lint papers accuracy clean

run: $(VENV)/.run
	$(BIN)/dragoman extract "corpus/papers/*/paper.pdf" -o outputs

test: $(VENV)/.dev lint
	$(BIN)/pytest

ray: $(VENV)/.ray
	$(BIN)/pytest -rs tests/batch/test_ray.py

lint: $(VENV)/.dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

papers: $(VENV)/.dev
	$(BIN)/python corpus/typeset.py

accuracy: $(VENV)/.run
	$(BIN)/dragoman evaluate --document docs/accuracy.md

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Dragoman needs Python 3.11 or newer; name one with: make PYTHON=/path/to/python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@touch $@

$(VENV)/.dev: $(VENV)/bin/python pyproject.toml constraints.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@ $(VENV)/.run

$(VENV)/.ray: $(VENV)/.dev
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[ray]'
	@touch $@

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
