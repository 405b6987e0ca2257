# One command each: `make lab` opens the workbench, `make test` tests it, `make` lists the rest.
# Needs GNU make 3.81 and Python 3.11, or newer. Everything goes into .venv; uv does it when it is there, pip otherwise.

BIN := .venv/bin
STAMP := .venv/installed
UV := $(shell command -v uv 2>/dev/null)

# Debian and Ubuntu ship Python without ensurepip, and without it only uv can make an environment.
SUITABLE := import sys$(if $(UV),,, ensurepip); sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c '$(SUITABLE)' 2>/dev/null && echo $$p && break; done)
NO_PYTHON := No Python 3.11 or newer that can make an environment was found. Install one (on Debian and Ubuntu: \
	apt install python3 python3-venv) or say which to take: make PYTHON=/path/to/python3.12

VENV = $(if $(UV),uv venv --quiet --seed --clear --python $(PYTHON) .venv,$(PYTHON) -m venv --clear .venv)
INSTALL := $(if $(UV),uv pip install --python $(BIN)/python,$(BIN)/python -m pip install --disable-pip-version-check) --quiet

# On every core, but no more than four: each takes about a GB. Files in their order: the browser's, which take longest, come first.
CORES := -n logical --maxprocesses 4 --no-loadscope-reorder

.PHONY: help install lab test slow style types check fix strip figures verify lock clean
.DELETE_ON_ERROR:

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# The package itself comes second: pip accepts no hash for a folder, and so no folder beside hashed packages.
$(STAMP): requirements.lock pyproject.toml
	@test -n "$(PYTHON)" && $(PYTHON) -c '$(SUITABLE)' 2>/dev/null || { echo "$(NO_PYTHON)" >&2; exit 1; }
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || { echo "Making .venv with $(PYTHON) ..."; $(VENV); }
	@echo "Installing the pinned packages into .venv (a minute or two the first time) ..."
	@$(INSTALL) --require-hashes -r requirements.lock
	@$(INSTALL) --no-deps --no-build-isolation -e .
	@touch $@

install: $(STAMP)  ## set up .venv, or bring it up to date

lab: $(STAMP)  ## open the workbench in JupyterLab; your own articles: make lab CORPUS=path/to/folder
	@$(BIN)/workbench lab $(if $(CORPUS),--corpus "$(CORPUS)")

test: $(STAMP)  ## run the tests, all but the slow; some of them: make test ARGS="-k quotes"
	@$(BIN)/pytest $(CORES) -m "not slow" $(ARGS)

slow: $(STAMP)  ## run the slow tests, which hold little that the others do not
	@$(BIN)/pytest $(CORES) -m slow $(ARGS)

style: $(STAMP)  ## look for style faults
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

types: $(STAMP)  ## check the types
	@$(BIN)/mypy

check: style types test verify  ## everything a change must pass

fix: $(STAMP)  ## repair what style faults can be repaired by machine
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

strip: $(STAMP)  ## remove the outputs from the notebooks, as they are stored
	@find notebooks -name '*.ipynb' -not -path '*/.*' -exec $(BIN)/jupyter nbconvert --clear-output --inplace --log-level=WARN {} +

figures: $(STAMP)  ## write figures/ anew from the default corpus, after a change of what they show
	@$(BIN)/workbench figures data/alaska-summit -o figures

verify: $(STAMP)  ## draw figures/ again and say what differs, and why
	@$(BIN)/workbench figures data/alaska-summit --verify figures

lock:  ## write requirements.lock anew after a change of dependencies (needs uv); newer versions: make lock UPGRADE=1
	@test -n "$(UV)" || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	@uv pip compile pyproject.toml --extra dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
		--custom-compile-command "make lock" --quiet $(if $(UPGRADE),--upgrade) --output-file requirements.lock

clean:  ## remove .venv and every cache
	@rm -rf .venv .pytest_cache .mypy_cache .ruff_cache .hypothesis
