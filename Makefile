# The contributor's manual. `make` lists what there is.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
SIZES ?= 1000
# What a backup is made of and restored to are SQLite files for the most part, as are the archives of before that are migrated.
TESTS ?= tests/models tests/queries tests/store tests/ingest tests/health tests/admin tests/api \
	tests/backup/test_restoring.py::test_sentences_read_back_together_are_those_of_reports_one_by_one \
	--ignore=tests/models/test_migrations.py
TASKS ?= steps.py first_visit.py reading.py keyboard.py compare.py words.py keepers_desk.py
WHEELS ?= wheels
VNU := var/tools/vnu.jar
FIREFOX := var/tools/firefox
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# One list for every Python and processor; no address of a mirror gets into it. UPGRADE=--upgrade takes newer versions.
LOCK := UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-find-links $(UPGRADE)

.DEFAULT_GOAL := help
.PHONY: help install run demo test test-slow test-postgres test-opensearch test-html test-firefox test-fast pictures lint format messages evaluate bench operating lock wheels audit sbom clean

help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  %-13s %s\n", $$1, $$2}'

$(VENV)/.run: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(INSTALL) -r requirements-dev.txt
	@touch $@ $(VENV)/.run

.env:
	@umask 077; printf 'SECRET_KEY=%s\n' "$$($(PYTHON) -c 'import secrets; print(secrets.token_urlsafe(48))')" > $@

install: $(VENV)/.dev ## Install everything for development into .venv/

run: $(VENV)/.run .env ## Set up what is missing and serve on http://127.0.0.1:8000 (PORT=… for another)
	@PORT=$(PORT) $(BIN)/python manage.py serve

demo: $(VENV)/.run .env ## Make about 2,000 invented reports in var/demo, apart from the archive, and serve them
	@PORT=$(PORT) $(BIN)/python manage.py demo

test: $(VENV)/.dev ## Lint, type check and run the tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	SECRET_KEY=mypy $(BIN)/mypy
	$(BIN)/python -m pytest -n 2 -m "not slow"

test-slow: $(VENV)/.dev ## The tests that kill processes, wait for clients or read absurd files
	$(BIN)/python -m pytest -n 2 -m slow

# npm's vnu-jar: the checker of https://validator.github.io in one file.
$(VNU):
	@mkdir -p $(@D)
	@cd $(@D) && npm pack --silent vnu-jar@26.9.27 && tar -xzOf vnu-jar-26.9.27.tgz package/build/dist/vnu.jar > $(@F).part \
	  && mv $(@F).part $(@F) && rm vnu-jar-26.9.27.tgz

test-html: $(VENV)/.dev $(VNU) ## Check every page against the HTML standard (Java and npm are needed)
	$(BIN)/python -m pytest tests/browser/test_checker.py

$(FIREFOX)/.done: requirements-firefox.txt
	@rm -rf $(FIREFOX)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --target $(FIREFOX) -r requirements-firefox.txt
	@touch $@

test-firefox: $(VENV)/.dev $(FIREFOX)/.done ## The tasks of readers and keepers in Firefox (Debian: firefox-esr)
	PYTHONPATH=$(FIREFOX) BROWSER=firefox $(BIN)/python -m pytest $(addprefix tests/browser/test_,$(TASKS))

pictures: $(VENV)/.dev ## Take pictures of every page, light and dark, into var/screenshots
	PICTURES=1 $(BIN)/python -m pytest tests/browser/test_every_page.py tests/browser/test_keepers_pages.py tests/browser/test_check.py

test-postgres: $(VENV)/.dev ## The tests that ask most of a database, on a PostgreSQL of their own (TESTS="tests/backup" for others)
	$(BIN)/python -m tests.postgres -m "not slow and not browser" $(TESTS)

# The server is fetched from Maven Central into var/tools/opensearch, once.
test-opensearch: $(VENV)/.dev ## The tests of search on an OpenSearch of their own (Java 17 and Maven are needed)
	$(BIN)/python -m tests.opensearch tests/search/backends/opensearch

test-fast: $(VENV)/.dev ## The tests without the browser and the slow ones
	$(BIN)/python -m pytest -m "not browser and not slow"

lint: $(VENV)/.dev ## Lint and type check only
	$(BIN)/ruff check .
	SECRET_KEY=mypy $(BIN)/mypy

format: $(VENV)/.dev ## Format the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: $(VENV)/.dev ## Take up what pages say into the English catalogue and compile it
	$(BIN)/python -m tests.translations

evaluate: $(VENV)/.run ## Score the parser against hand-made annotations (GOLD=dir REPORTS=dir for other ones)
	@$(BIN)/python -m tests.parsing.evaluation $(if $(GOLD),"$(GOLD)") $(if $(REPORTS),"$(REPORTS)")

bench: $(VENV)/.dev ## Measure indexing and search beside other pieces (SIZES=1000,40000)
	$(BIN)/python -m tests.benchmarks --sizes $(SIZES)

# Kills, locks and fills a running archive and prints what it survived (NAMES="worker-killed all-full"); half an hour for all.
operating: $(VENV)/.dev ## Try faults on a running archive and print what it survived (NAMES="…" for some)
	$(BIN)/python -m tests.operating $(NAMES)

lock: $(VENV)/.dev ## Write requirements*.txt anew from requirements*.in (UPGRADE=--upgrade for newer versions)
	$(LOCK) requirements.in -o requirements.txt
	$(LOCK) requirements-parquet.in -o requirements-parquet.txt
	$(LOCK) requirements-postgres.in -o requirements-postgres.txt
	$(LOCK) requirements-opensearch.in -o requirements-opensearch.txt
	$(LOCK) requirements-dev.in -o requirements-dev.txt
	$(LOCK) requirements-build.in -o requirements-build.txt
	$(LOCK) requirements-audit.in -o requirements-audit.txt
	$(LOCK) requirements-firefox.in -o requirements-firefox.txt

wheels: ## Fetch into wheels/ all that a machine like this one needs to install without a network (WHEELS=dir)
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes \
	  -r requirements.txt -r requirements-postgres.txt -r requirements-opensearch.txt -r requirements-build.txt -d $(WHEELS)

$(VENV)/audit/.done: requirements-audit.txt
	@test -x $(VENV)/audit/bin/python || $(PYTHON) -m venv $(VENV)/audit
	@$(VENV)/audit/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-audit.txt
	@touch $@

audit: ## Ask for known weaknesses of what is installed, where the registry answers
	@bash .ci/audit

sbom: $(VENV)/audit/.done ## List all that is installed as CycloneDX in sbom.json
	awk '/^[a-z0-9]/ { new = !seen[$$1]++ } new' requirements.txt requirements-postgres.txt requirements-opensearch.txt \
	  requirements-parquet.txt | \
	  $(VENV)/audit/bin/cyclonedx-py requirements - --pyproject pyproject.toml --output-reproducible --of JSON -o sbom.json

clean: ## Remove caches; the archive in var/ stays
	rm -rf .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
