# Job Center's one door. `make help` says what there is.

PYTHON ?= python3
BIN := .venv/bin
EXPORT := $(BIN)/uv export --quiet --frozen --offline --no-dev --no-emit-project --no-header --format requirements-txt
unexport PYTHONDONTWRITEBYTECODE  # what is compiled once stays compiled: collecting the tests costs a third
INPUTS := uv.lock pyproject.toml bin/bootstrap.py
WEB := package.json package-lock.json bin/web.py docs/openapi.json $(shell find web packages -type f \
	-not -path '*/node_modules/*' -not -path 'web/e2e/*' -not -name '*.test.ts' -not -name '*.md')

.DEFAULT_GOAL := help
.PHONY: help up test check bench documents

help: ## show this
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1 - \2/p' $(MAKEFILE_LIST)

up: .venv/.jobcenter-run .venv/.jobcenter-web ## start Job Center: databases, API, workers, scheduler; Ctrl-C stops it
	@exec $(BIN)/jobcenter up

test: .venv/.jobcenter-dev .venv/.jobcenter-web ## all tests, against real servers
	$(BIN)/pytest -n 2

check: .venv/.jobcenter-dev ## format, lint, types, imports, dependencies, migrations, house rules, fast tests
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry src
	$(BIN)/python bin/lint_migrations.py
	$(BIN)/jobcenter settings --check docs/settings.md
	$(BIN)/jobcenter openapi --check docs/openapi.json
	$(EXPORT) | diff - requirements.txt
	$(BIN)/python bin/web.py check
	$(BIN)/pytest -m "not slow and not chaos" -n 2 -q

documents: .venv/.jobcenter-dev ## make anew what is made from the code: settings page, OpenAPI document, requirements
	$(BIN)/jobcenter settings > docs/settings.md
	$(BIN)/jobcenter openapi > docs/openapi.json
	$(EXPORT) > requirements.txt
	$(BIN)/python bin/web.py client

bench: .venv/.jobcenter-dev .venv/.jobcenter-web ## measure, print, and keep the numbers in bench/results; then chaos at length
	$(BIN)/python -m bench
	CHAOS_RUNS=600 $(BIN)/pytest tests/chaos/test_random_kills.py

.venv/.jobcenter-run: $(INPUTS)
	@$(PYTHON) bin/bootstrap.py

.venv/.jobcenter-dev: $(INPUTS)
	@$(PYTHON) bin/bootstrap.py --dev

.venv/.jobcenter-web: $(WEB) | .venv/.jobcenter-run
	@$(PYTHON) bin/web.py build
