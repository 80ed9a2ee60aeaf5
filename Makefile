# Herodotus: everything starts here. Only python3 (3.11 or newer), make and a package index are needed.
PYTHON ?= python3
BIN    := .venv/bin
LEDGER ?= herodotus-demo.db

.DEFAULT_GOAL := help
.PHONY: help demo test check lexicons gate diff docs page clean

help: ## say what can be made
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

demo: $(BIN)/.installed ## set everything up, read the sample reports into a ledger, print their accounts
	@$(BIN)/herodotus read src/herodotus/samples --ledger $(LEDGER)
	@printf '\nThe accounts are in %s. Try next:\n' '$(LEDGER)'
	@printf '  %s\n' \
	  '$(BIN)/herodotus show --ledger $(LEDGER)                    # the reports in the ledger' \
	  '$(BIN)/herodotus incidents --ledger $(LEDGER)               # what several of them tell as one happening' \
	  '$(BIN)/herodotus serve --open --ledger $(LEDGER)            # the ledger as a page on this machine' \
	  '$(BIN)/herodotus explain REPORT:e1 --ledger $(LEDGER)       # why an event is what it is (REPORT: an id from the list)' \
	  'echo "…" | $(BIN)/herodotus read - --published 2026-03-11   # a report of your own' \
	  '$(BIN)/herodotus lexicon show blame-for                     # a rule, with its examples'

test: $(BIN)/.installed-dev ## set everything up and pass the tests
	$(BIN)/python -m pytest

check: $(BIN)/.installed-dev ## lint, format, types, import contracts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

lexicons: $(BIN)/.installed-dev ## run every example and counter-example of every lexicon entry
	$(BIN)/herodotus lexicon check

gate: $(BIN)/.installed-dev ## measure on the development corpora; fail below a floor
	$(BIN)/python -m evaluation.gate

diff: $(BIN)/.installed-dev ## what this tree newly finds, loses and changes against the last commit (BASE=REV)
	$(BIN)/python -m evaluation.diff --base $(or $(BASE),HEAD)

docs: $(BIN)/.installed-dev ## build the documentation and run its examples
	$(BIN)/sphinx-build -W -q -b html docs docs/_build/html
	$(BIN)/sphinx-build -W -q -b doctest docs docs/_build/doctest

page: $(BIN)/.installed-dev ## build the page's bundle anew and say whether it is the one committed (needs Node 20)
	$(BIN)/python -m tests.page.api_document > docs/reference/page-api.json
	cd page && npm ci && npm run client && npm run check && npm run build
	git diff --exit-code -- docs/reference/page-api.json page/src/lib/answers.d.ts src/herodotus/surfaces/page/static

clean: ## remove what make made
	rm -rf .venv docs/_build $(LEDGER)*

.venv:
	$(PYTHON) -m venv .venv

$(BIN)/.installed: pyproject.toml | .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(BIN)/.installed-dev: pyproject.toml | .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@ $(BIN)/.installed
