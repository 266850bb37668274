# Everything here needs only Python 3.11 or newer: each target first brings .venv to what it needs.

REFERENCE ?= ../shared/reference
EVAL ?= ../shared/eval
COUNTIES ?=
PORT ?= 8501
PYTEST_ARGS ?=
TEST_JOBS ?= auto
BENCH_ARGS ?=

PYTHON := .venv/bin/python
SET_UP = python="$$(sh scripts/find_python.sh)" && "$$python" scripts/set_up.py

.DEFAULT_GOAL := help
.PHONY: help run test lint format bench data lock clean

help: ## show this list
	@echo "Claim Atlas"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: ## open the map in the browser (PORT=8501)
	@$(SET_UP)
	@$(PYTHON) -m dashboard serve --open --port $(PORT)

test: ## run every test, in a real browser too (PYTEST_ARGS="-k map")
	@$(SET_UP) test lint
	@$(PYTHON) -m scripts.chromium --install
	@$(PYTHON) -m scripts.postgres --install
	@$(PYTHON) -m pytest -n $(TEST_JOBS) --dist loadfile $(PYTEST_ARGS)

lint: ## check style, types and which room knows which
	@$(SET_UP) test lint
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --quiet --check --diff .
	@$(PYTHON) -m mypy --no-error-summary
	@$(PYTHON) -c 'from importlinter.cli import lint_imports_command as run; run()' --cache-dir .make/imports > .make/imports.txt || { cat .make/imports.txt; exit 1; }
	@echo "lint: style, types and imports are in order"

format: ## bring the code into the style
	@$(SET_UP) test lint
	@$(PYTHON) -m ruff check --quiet --fix .
	@$(PYTHON) -m ruff format --quiet .

bench: ## measure the resolver (EVAL=folder), the store and the map (BENCH_ARGS="--quick")
	@$(SET_UP) test
	@$(PYTHON) -m scripts.chromium --install
	@OPENBLAS_NUM_THREADS=1 $(PYTHON) -m benchmarks.resolution --eval "$(EVAL)"
	@$(PYTHON) -m benchmarks.store $(filter --quick,$(BENCH_ARGS))
	@$(PYTHON) -m benchmarks $(BENCH_ARGS)

data: ## build geo/data anew from the reference data (REFERENCE=folder)
	@$(SET_UP) build-data
	@$(PYTHON) scripts/build_data.py --reference "$(REFERENCE)" $(if $(COUNTIES),--counties "$(COUNTIES)")

lock: ## choose the newest fitting versions and write constraints.txt
	@python="$$(sh scripts/find_python.sh)" && "$$python" scripts/lock.py

clean: ## remove everything that make made
	@rm -rf .venv .make .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	@rm -rf build dist test-results
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
