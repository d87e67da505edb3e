# `make run` starts the bot (the local sandbox when there is no token); `make test` checks everything.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet

.PHONY: setup run test lint format requirements clean

setup: $(VENV)/.run  ## make .venv with the lpbot command in it

$(VENV)/.python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 ...")'
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: $(VENV)/.python requirements/run.txt pyproject.toml
	$(PIP) install --require-hashes -r requirements/run.txt
	$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.dev: $(VENV)/.run requirements/dev.txt
	$(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@

run: setup  ## connect to Discord when a token is set, else start the sandbox
	$(BIN)/lpbot run

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: lint  ## ruff, mypy --strict, import rules, pytest
	$(BIN)/lpbot check knowledge
	$(BIN)/pytest -n auto --dist loadfile

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

requirements:  ## pin anew what pyproject.toml asks for (needs uv)
	uv pip compile pyproject.toml --group lock-run --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements/run.txt
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements/dev.txt
	uv pip compile pyproject.toml --extra semantic --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --no-emit-index-url -o requirements/semantic.txt

clean:
	rm -rf $(VENV) .pytest_cache .mypy_cache .ruff_cache .import_linter_cache

QUESTIONS ?= $(sort $(wildcard tests/questions/*.jsonl)) $(wildcard ../shared/questions/dev.jsonl)

.PHONY: calibrate
calibrate: setup  ## fit the matcher's weights on question files; prints cross-validated figures
	$(BIN)/python -m benchmarks.calibrate $(QUESTIONS) --write bot/matching/calibration.json

CHROMIUM ?= $(shell command -v chromium || command -v chromium-browser || command -v google-chrome)

.PHONY: test-browser
test-browser: $(VENV)/.dev  ## the sandbox's page in a real browser; as root, installs Chromium where it is missing
	@test -n "$(CHROMIUM)" || { test "$$(id -u)" = 0 && apt-get update && apt-get install -y --no-install-recommends chromium; } || \
	  { echo "Chromium is needed: install it (as root: apt-get install chromium), or name one with make CHROMIUM=/path/to/it test-browser"; exit 1; }
	CHROMIUM="$(CHROMIUM)" $(BIN)/pytest tests/browser

.PHONY: pictures
pictures: $(VENV)/.dev  ## take the pictures in docs/images anew; some of them with PICTURES="reply-answer thread"
	CHROMIUM="$(CHROMIUM)" $(BIN)/python tests/browser/pictures.py $(PICTURES)

.PHONY: bench-discord
bench-discord: setup  ## our bot beside a bare discord.py echo bot: messages a second, reply times, memory, time to ready
	$(BIN)/python -m benchmarks.throughput

.PHONY: soak
soak: setup  ## 20,000 questions with faults, reloads and restarts all along; fewer with SOAK="--questions 1000"
	$(BIN)/python -m benchmarks.soak $(SOAK)

.PHONY: test-store
test-store: $(VENV)/.dev  ## the store's tests on SQLite and PostgreSQL; says so where there is no PostgreSQL
	$(BIN)/pytest tests/store -rs

.PHONY: bench-quality bench-speed
bench-quality: $(VENV)/.dev  ## few-shot matching on CLINC150 beside rapidfuzz, bm25s and, where installed, sentence embeddings
	OMP_NUM_THREADS=1 $(BIN)/python -m benchmarks.quality $(QUALITY)

bench-speed: $(VENV)/.dev  ## latency, memory and build time up to 100,000 facts, beside rapidfuzz and bm25s
	$(BIN)/python -m benchmarks.speed $(SPEED)
