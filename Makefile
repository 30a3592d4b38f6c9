# Giao Ban. `make` lists what there is; two commands suffice on a fresh machine: `make run`, `make test`.
# Needed: make, Python 3.11 or newer with venv. Nothing is installed outside this folder.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
.ONESHELL:

# The first of these that is new enough and can make environments; `make PYTHON=/path/to/python run` names another.
PYTHON ?=
CANDIDATES := python3.11 python3.12 python3.13 python3.14 python3 python

VENV := .venv
PY := $(VENV)/bin/python
GIAOBAN := $(VENV)/bin/giaoban
export GIAOBAN_HOME ?= $(CURDIR)/.giaoban
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Compiled modules are kept: each process of a test run, and each child that reads a file, would compile them anew.
export PYTHONDONTWRITEBYTECODE :=
# Playwright drives the system's Chromium; its own is never fetched.
export PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD := 1
PG15 := /usr/lib/postgresql/15/bin
PO := $(shell find src -name '*.po')
TEMPLATES = $(shell find src -path '*/templates/*' -name '*.html')
PYTEST := $(PY) -m pytest
# One process a core; a file's tests stay together, since they share what is dear to set up, and the dear files come first.
PARALLEL := -n auto --dist loadfile --no-loadscope-reorder

.PHONY: help run test test-faults test-pg15 check fix bench catalogues pins clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/.base $(VENV)/.catalogues  ## start the demonstration and print its address (PORT=8000)
	@exec $(GIAOBAN) serve --demo --port $(or $(PORT),8000)

# GIAOBAN_PICTURES=1 keeps what the stories in a browser see in screenshots/.
test: $(VENV)/.dev $(VENV)/.catalogues  ## the whole suite but the fault rounds (ARGS="-k word" narrows it)
	@$(PY) -m compileall -q src
	@$(PYTEST) $(PARALLEL) -m "not faults" $(ARGS)

# GIAOBAN_HISTORIES=1000 lives so many histories of sums through reforms.
test-faults: $(VENV)/.dev $(VENV)/.catalogues  ## kill, race and load rounds
	@$(PYTEST) $(PARALLEL) -m faults $(ARGS)

test-pg15: $(VENV)/.dev $(VENV)/.catalogues  ## the suite on Debian's PostgreSQL 15, where it is installed
	@if [ ! -x $(PG15)/postgres ]; then
	  echo "make test-pg15: SKIPPED, $(PG15) has no PostgreSQL (Debian: apt-get install postgresql-15)" >&2
	  exit 0
	fi
	PG_BIN=$(PG15) $(PYTEST) $(PARALLEL) -m "not faults and not browser" $(ARGS)

check: $(VENV)/.dev $(VENV)/.catalogues  ## style, layers, types, templates, migrations, catalogues, production settings
	@step() { printf '%-52s' "$$1"; shift; if out=$$("$$@" 2>&1); then echo ok; else echo FAILED; echo "$$out"; exit 1; fi; }
	step "ruff check" $(VENV)/bin/ruff check .
	step "ruff format" $(VENV)/bin/ruff format --check .
	step "layers (import-linter)" $(VENV)/bin/lint-imports
	step "types (mypy)" $(VENV)/bin/mypy
	step "templates (djade)" $(VENV)/bin/djade --target-version 5.2 --check $(TEMPLATES)
	step "catalogues" $(PY) -m giaoban.site.catalogues check
	step "migrations complete" $(GIAOBAN) manage makemigrations --check --dry-run
	step "production settings" env GIAOBAN_TLS=1 GIAOBAN_HOSTS=example.vn $(GIAOBAN) manage check --deploy --fail-level WARNING

fix: $(VENV)/.dev  ## let the formatters mend what they can
	@$(VENV)/bin/ruff check --fix . || true
	$(VENV)/bin/ruff format .
	$(VENV)/bin/djade --target-version 5.2 $(TEMPLATES) || true

bench: $(VENV)/.dev $(VENV)/.catalogues  ## speed and scores, printed (ARGS=name runs one)
	@$(PY) -m benchmarks $(ARGS)

catalogues: $(VENV)/.base  ## compile the message catalogues
	@$(PY) -m giaoban.site.catalogues compile
	touch $(VENV)/.catalogues

pins: $(VENV)/.dev  ## pin every dependency anew, with hashes
	@$(PY) requirements/pins.py

clean:  ## remove everything that was made, but no data (.giaoban stays)
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests benchmarks -name __pycache__ -prune -exec rm -rf {} +
	find src -name '*.mo' -delete

$(VENV)/.catalogues: $(PO) | $(VENV)/.base
	@$(PY) -m giaoban.site.catalogues compile
	touch $@

$(PY):
	@for python in $(or $(PYTHON),$(CANDIDATES)); do
	  if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi
	done
	if [ -z "$${found:-}" ]; then
	  echo "Không tìm thấy Python 3.11 trở lên có venv và pip. Debian, Ubuntu: apt-get install python3-venv." >&2
	  echo "No Python 3.11 or newer with venv and pip was found. Debian, Ubuntu: apt-get install python3-venv." >&2
	  exit 3
	fi
	"$$found" -m venv $(VENV)

# The package itself is installed as it stands (editable), built by the pinned builder, without looking anything up.
$(VENV)/.base: requirements/base.txt pyproject.toml | $(PY)
	@$(PY) -m pip install -qq --require-hashes -r requirements/base.txt
	$(PY) -m pip install -qq --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.base
	@$(PY) -m pip install -qq --require-hashes -r requirements/dev.txt
	touch $@
