# Attune. `make run` serves the platform with demo data; `make test` runs every test; `make help` lists the rest.
# Everything is set up on the way and kept: a stamp in .make/ is renewed when what it depends on changes.

SHELL := /bin/sh
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

PORT ?= 5000
HOURS ?= 4
DEMO ?= 1
WORKERS ?= 3
ATTUNE_DATA ?= ../shared/data/fer2013
export ATTUNE_DATA

PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
NODE := scripts/with-node
PYTHON_PATHS := src tests benchmarks scripts
MYPY_PATHS := src/attune benchmarks scripts
# where torch is not installed (`make check` needs none), what uses it cannot be judged
TORCH := .venv/lib/python3*/site-packages/torch
MYPY_WITHOUT_TORCH := --exclude '^(src/attune/training/|scripts/demo_video)' --follow-imports silent
# tests/quick.txt is chosen by a rule, not by hand: `make quick-tests` measures and writes it, tests/project/test_quick.py
# holds that every room has its tests in it
QUICK_TESTS := $(shell cat tests/quick.txt)
# of the client what every page stands on; the one file left out goes through every hour of years of every time zone
QUICK_CLIENT_TESTS := src/platform src/app src/components src/test src/vision/contract.test.ts --exclude '**/zonedInput.test.ts'
# one environment for all of them: a new one for each takes three times as long as the tests
QUICK_CLIENT := npx vitest run --silent --reporter=dot --no-isolate --pool threads --maxWorkers 1
# a file's tests stay together, so that what they share is made once; the slowest are listed
JOBS ?= 2
PARALLEL := $(PY) -m pytest -q -n $(JOBS) --dist loadfile --durations 20 --durations-min 5
# each kind of user by itself, as many at once as there are jobs
FUZZ := $(PY) -m pytest -q -n $(JOBS) --dist load tests/fuzz
CLIENT_SOURCES := $(shell find web/src web/public web/index.html web/vite.config.ts web/tsconfig*.json web/package.json web/scripts -type f 2>/dev/null)
SERVER_SOURCES := $(shell find src/attune -name '*.py' -o -name '*.yaml' 2>/dev/null)

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z][a-z-]*:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

# --- setting up ------------------------------------------------------------------------------------------------

.make/venv:
	@mkdir -p .make
	@python=$$(scripts/find-python) || exit 1; \
	echo "Making the Python environment (.venv)"; \
	$$python -m venv .venv || { echo "Python cannot make environments here. Debian, Ubuntu: sudo apt-get install python3-venv, then run make again." >&2; exit 1; }
	@touch $@

.make/runtime: .make/venv requirements/runtime.txt pyproject.toml
	@echo "Installing the platform's packages"
	@$(PIP) --only-binary=:all: --no-binary=flask-principal -r requirements/runtime.txt || { echo "Some package could not be installed (the lines above say which). Check the connection, and that Python is 3.11 to 3.13 on x86-64 or arm64: for those every package comes built and no compiler is needed." >&2; exit 1; }
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

.make/training: .make/runtime requirements/training.txt
	@echo "Installing the training packages (torch is large)"
	@$(PIP) -r requirements/training.txt
	@touch $@

.make/dev: .make/runtime requirements/dev.txt
	@echo "Installing the test and check tools"
	@$(PIP) -r requirements/dev.txt
	@touch $@

.make/docs: .make/dev requirements/docs.txt
	@echo "Installing what builds the documentation"
	@$(PIP) -r requirements/docs.txt
	@touch $@

.make/client-packages: .make/runtime web/package.json web/package-lock.json
	@echo "Installing the client's packages"
	@cd web && ../$(NODE) npm ci --no-audit --no-fund --loglevel=error
	@touch $@

# The network for near faces as browsers load it, and both for pictures of any size.
DETECTORS := models/blazeface/model.onnx models/blazeface/near-any.onnx models/blazeface/far.onnx
models/blazeface/model.onnx models/blazeface/near-any.onnx: RANGE := short
models/blazeface/far.onnx: RANGE := full
models/blazeface/near-any.onnx models/blazeface/far.onnx: ANY_SIZE := --any-size
$(DETECTORS): .make/client-packages src/attune/vision/detection/blazeface_onnx.py
	@echo "Converting a face detector to ONNX: $@"
	@mkdir -p models/blazeface
	@$(PY) -m attune.vision.detection.blazeface_onnx web/node_modules/@mediapipe/face_detection/face_detection_$(RANGE)_range.tflite $@ $(ANY_SIZE)

.make/client: .make/client-packages $(CLIENT_SOURCES)
	@echo "Building the client"
	@cd web && ../$(NODE) npm run --silent build
	@touch $@

.PHONY: setup training
setup: .make/runtime $(DETECTORS) .make/client ## install, convert the detectors, build the client
training: .make/training ## install what training needs (torch)

# --- running ---------------------------------------------------------------------------------------------------

.PHONY: run dev simulate rehearse
run: setup ## serve http://localhost:5000 with demo data (PORT=5001 for another port, DEMO=0 for an empty institution)
ifeq ($(DEMO),0)
	@export ATTUNE_STATE_DIR="$${ATTUNE_STATE_DIR:-var/institution}"; .venv/bin/attune migrate && .venv/bin/attune serve --port $(PORT)
else
	@.venv/bin/attune serve --demo --port $(PORT)
endif

dev: setup ## client with hot reload on 3000, API on 5000
	@trap 'trap - INT TERM EXIT; kill 0' INT TERM EXIT; \
	.venv/bin/attune serve --demo --port 5000 & \
	(cd web && ../$(NODE) npm run --silent dev)

simulate: ## in a second terminal: synthetic students in the demo course, so that the tutor's page comes alive
	@.venv/bin/attune simulate --url http://localhost:$(PORT)

rehearse: simulate # the name of earlier releases, for one more

# --- checking --------------------------------------------------------------------------------------------------

.PHONY: check check-python check-client lint lint-python lint-client types types-client test test-python test-client \
  test-browser test-fuzz test-deep test-postgres test-workers
check: .make/dev .make/client-packages $(DETECTORS) ## half a minute on two quiet cores, without torch: format, lint, types, fast tests
	@$(MAKE) --jobs 2 --output-sync=target check-python check-client && echo "All quick checks passed; make test runs the rest."

check-python: lint-python
	@$(PY) -m mypy $(MYPY_PATHS) $(if $(wildcard $(TORCH)),,$(MYPY_WITHOUT_TORCH))
	@PYTHONPATH=tests/without_torch $(PY) -m pytest -q -x -n $(JOBS) --dist loadfile $(QUICK_TESTS)

check-client: lint-client types-client
	@cd web && ../$(NODE) $(QUICK_CLIENT) $(QUICK_CLIENT_TESTS)

lint: lint-python lint-client ## ruff, import contracts, prettier, oxlint

lint-python: .make/dev
	@$(PY) -m ruff format --check --quiet $(PYTHON_PATHS)
	@$(PY) -m ruff check --quiet $(PYTHON_PATHS)
	@.venv/bin/lint-imports

lint-client: .make/client-packages
	@cd web && ../$(NODE) npm run --silent format:check && ../$(NODE) npm run --silent lint

types: .make/dev .make/training types-client ## mypy and tsc
	@$(PY) -m mypy $(MYPY_PATHS)

types-client: .make/client-packages
	@cd web && ../$(NODE) npm run --silent typecheck

test: lint types test-python test-client test-browser test-fuzz ## set everything up and run every test
	@echo "Every test passed."

test-python: .make/dev .make/training setup ## the Python tests; the platform's with torch out of reach
	@PYTHONPATH=tests/without_torch $(PARALLEL) --ignore tests/e2e --ignore tests/fuzz --ignore tests/training
	@$(PARALLEL) tests/training

test-client: .make/client-packages $(DETECTORS) ## the client's unit tests
	@cd web && ../$(NODE) npm run --silent test

test-browser: .make/dev setup ## the whole way in Chromium, with a video of faces as the camera
	@ATTUNE_CHROMIUM=$$(scripts/find-chromium) || exit 1; export ATTUNE_CHROMIUM; \
	ATTUNE_STRACE=$$(scripts/find-strace) || exit 1; export ATTUNE_STRACE; \
	$(PARALLEL) tests/e2e

test-fuzz: .make/dev setup ## requests made up from the OpenAPI document, as everybody, for FUZZ_SECONDS (300)
	@$(FUZZ)

test-deep: .make/dev setup ## the same for hours (HOURS=4), with a new seed; properties with new examples
	@$(PARALLEL) --hypothesis-profile explore tests/affect tests/classroom tests/simulation tests/vision
	@FUZZ_SEED=0 FUZZ_SECONDS=$$(( $(HOURS) * 3600 )) $(FUZZ)

test-postgres: .make/dev setup ## the platform's tests on PostgreSQL (set ATTUNE_DATABASE_URL) and a Redis of its own
	@[ -n "$$ATTUNE_DATABASE_URL" ] || { echo "Set ATTUNE_DATABASE_URL, for example postgresql+psycopg://postgres@127.0.0.1:5432/test" >&2; exit 1; }
	@LIVE_STORE_UNDER_TEST=redis $(PARALLEL) tests/classroom
	@FUZZ_SECONDS=60 $(FUZZ)

test-workers: .make/dev setup ## the same against three processes behind one port (WORKERS=3), over HTTP
	@[ -n "$$ATTUNE_DATABASE_URL" ] || { echo "Set ATTUNE_DATABASE_URL, for example postgresql+psycopg://postgres@127.0.0.1:5432/test" >&2; exit 1; }
	@SUITE_WORKERS=$(WORKERS) $(PARALLEL) tests/classroom

# --- writing ---------------------------------------------------------------------------------------------------

.PHONY: format migration hooks docs diagram words quick-tests sizes golden benchmarks screenshots api
format: .make/dev .make/client-packages ## write everything as we write it: ruff and prettier, imports in order
	@$(PY) -m ruff check --fix-only --quiet $(PYTHON_PATHS)
	@$(PY) -m ruff format --quiet $(PYTHON_PATHS)
	@cd web && ../$(NODE) npm run --silent format

migration: .make/dev ## the next migration of the database: make migration m="Rooms have a name."
	@$(PY) -m scripts.new_migration "$(m)"

hooks: .make/dev .make/client-packages ## check every commit before it is made (pre-commit)
	@.venv/bin/pre-commit install

docs: .make/docs .make/training ## build the documentation site into build/site
	@$(PY) -m scripts.docs_site
	@.venv/bin/zensical build --strict --config-file mkdocs.yml

diagram: .make/dev ## draw the architecture diagram anew, after an import contract has changed
	@$(PY) -m scripts.architecture_diagram

words: .make/dev ## how often a word is left that the glossary replaces, by area
	@$(PY) -m scripts.glossary

quick-tests: .make/dev setup ## measure which tests `make check` runs, and write tests/quick.txt
	@PYTHONPATH=tests/without_torch $(PY) -m scripts.quick_tests

sizes: .make/dev ## lines per file and function, files per folder, depth
	@$(PY) scripts/sizes.py

golden: setup ## renew the golden probabilities after a new model
	@$(PY) -m tests.contract.golden

benchmarks: setup .make/dev ## print every figure of speed that docs/benchmarks.md quotes
	@$(PY) -m benchmarks.speed.frame_to_reading
	@ATTUNE_CHROMIUM=$$(scripts/find-chromium) || exit 1; export ATTUNE_CHROMIUM; $(PY) -m benchmarks.speed.frame_to_reading_browser
	@$(PY) -m benchmarks.platform.window_to_tutor
	@$(PY) -m benchmarks.platform.class_load
	@$(PY) -m benchmarks.speed.model_speed
	@ATTUNE_CHROMIUM=$$(scripts/find-chromium) || exit 1; export ATTUNE_CHROMIUM; $(PY) -m benchmarks.speed.model_speed_browser
	@$(PY) -m benchmarks.platform.support_replay
	@$(PY) -m benchmarks.platform.facts_at_ingest
	@$(PY) -m benchmarks.platform.insight_reads
	@$(PY) -m benchmarks.platform.system_history
	@$(PY) -m benchmarks.platform.write_course
	@$(PY) -m benchmarks.platform.learning_reads
	@$(PY) -m benchmarks.platform.server_mode
	@ATTUNE_CHROMIUM=$$(scripts/find-chromium) || exit 1; export ATTUNE_CHROMIUM; $(PY) -m benchmarks.client.first_use
	@ATTUNE_CHROMIUM=$$(scripts/find-chromium) || exit 1; export ATTUNE_CHROMIUM; $(PY) -m benchmarks.client.script_weight
	@ATTUNE_CHROMIUM=$$(scripts/find-chromium) || exit 1; export ATTUNE_CHROMIUM; $(PY) -m benchmarks.client.lost_here

screenshots: setup .make/dev ## picture every page into docs/screenshots
	@ATTUNE_CHROMIUM=$$(scripts/find-chromium) || exit 1; export ATTUNE_CHROMIUM; $(PY) -m scripts.screenshots docs/screenshots

api: .make/client-packages ## regenerate the client's API types from the server's OpenAPI
	@.venv/bin/attune openapi > web/openapi.json && cd web && ../$(NODE) npm run --silent api

.PHONY: clean
clean: ## remove environments and builds (the database in var/ stays)
	@rm -rf .venv .make web/node_modules web/dist models/blazeface
