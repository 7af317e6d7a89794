# Two commands are enough: `make demo` and `make test`. A machine needs python3 (3.11 to 3.13) and make; Node is optional.
# Everything goes into .venv, in the versions that the lock files name. Nothing is done twice: see the stamps.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test lint install photos gateway-packages eval lock clean

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq
PYTHON ?=
EVAL ?= ../shared/eval/transcripts_dev.jsonl
MORE ?=
UV := uv==0.13.9
PACKAGES := tests/gateway/node_modules/.installed

help:  ## this list
	@sed -n 's/^\([a-z]*\):.*## /make \1: /p' Makefile

demo: $(VENV)/.project  ## set up, then open the simulated group in a browser
	@$(BIN)/linli demo

install: $(VENV)/.project  ## set up only; the program is then .venv/bin/linli
	@echo "ready: $(BIN)/linli --help"

lint: $(VENV)/.dev  ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

test: lint gateway-packages  ## set up and run every check
	$(BIN)/pytest --cov=handlers --cov=models --cov-report=term:skip-covered --cov-fail-under=90

# Several files may be named; those of tests/transcripts come along. MORE='--errors 5', or '--save'.
eval: $(VENV)/.project  ## score EVAL=transcripts.jsonl and tell what changed since the saved figures
	@$(BIN)/linli eval $(EVAL) $(MORE)

# One python that is new enough and can make a virtual environment; PYTHON=... overrides the search.
define FIND_PYTHON
if [ -n "$$PYTHON" ]; then set -- "$$PYTHON"; else set -- python3 python3.13 python3.12 python3.11; fi; \
for python do \
	"$$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null || continue; \
	found="$$python"; "$$python" -c 'import ensurepip, venv' 2>/dev/null && { able="$$python"; break; }; \
done; \
if [ -z "$$found" ]; then echo "linli: needs Python 3.11, 3.12 or 3.13 -> install one, or name it: make PYTHON=path/to/python3.11" >&2; exit 1; fi; \
if [ -z "$$able" ]; then echo "linli: $$found cannot make a virtual environment -> apt install python3-venv" >&2; exit 1; fi
endef

export PYTHON

$(VENV)/.made: requirements-build.lock
	@if ! $(BIN)/python -m pip --version >/dev/null 2>&1; then \
		$(FIND_PYTHON); echo "setting up $(VENV) with $$able"; "$$able" -m venv $(VENV); fi
	@$(PIP) install --require-hashes -r requirements-build.lock
	@touch $@

$(VENV)/.locked: requirements.lock $(VENV)/.made
	@echo "installing the locked packages"
	@$(PIP) install --require-hashes --no-build-isolation -r requirements.lock
	@touch $@

$(VENV)/.project: pyproject.toml $(VENV)/.locked
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock requirements-faces.txt $(VENV)/.project
	@echo "installing the locked tools for the checks"
	@$(PIP) install --require-hashes --no-build-isolation -r requirements-dev.lock
	@$(PIP) install --require-hashes --no-deps -r requirements-faces.txt
	@touch $@

photos: $(VENV)/.project  ## also install what covers faces and plates in photos (330 MB)
	@$(PIP) install --require-hashes --no-build-isolation -r requirements-photos.lock
	@$(PIP) install --require-hashes --no-deps -r requirements-faces.txt

# The gateway tests need Node; without it they skip themselves, or fail where LINLI_REQUIRE_ALL=1.
gateway-packages:
	@if ! command -v npm >/dev/null 2>&1 || ! node -e 'process.exit(+(process.versions.node.split(".")[0] < 18))' 2>/dev/null; then \
		echo "gateway tests: no Node 18 or newer with npm here, so they are skipped -> install Node and run make test again"; \
	elif [ $(PACKAGES) -nt tests/gateway/package-lock.json ]; then :; \
	else echo "installing the gateway's locked npm packages"; \
		npm ci --prefix tests/gateway --no-audit --no-fund --loglevel=error && touch $(PACKAGES); fi

# Run after a change of pyproject.toml. UPGRADE=--upgrade takes the newest versions.
COMPILE = $(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-strip-extras $(UPGRADE)
lock: $(VENV)/.made  ## write the lock files anew from pyproject.toml
	@$(PIP) install "$(UV)"
	@echo 'setuptools>=77' | $(COMPILE) --output-file requirements-build.lock -
	@$(COMPILE) --output-file requirements.lock pyproject.toml
	@$(COMPILE) --extra photos --constraint requirements.lock --output-file requirements-photos.lock pyproject.toml
	@$(COMPILE) --group dev --constraint requirements.lock --output-file requirements-dev.lock pyproject.toml

clean:  ## remove what make made; data/ stays
	rm -rf $(VENV) tests/gateway/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage *.egg-info
	find bot handlers models tests -name __pycache__ -prune -exec rm -rf {} +
