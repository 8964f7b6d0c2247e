# Two commands: `make run` starts Freehold, `make test` runs every test. Both set up what they need.
PYTHON ?= python3
ifeq ($(OS),Windows_NT)
BIN := .venv/Scripts
else
BIN := .venv/bin
endif
ARGS ?=

.PHONY: help install run test check lock screenshots messages clean

help:
	@echo "make run          start Freehold and open the browser   (ARGS=\"--port 8123 --no-browser --data-dir DIR\")"
	@echo "make test         run every test, on SQLite and PostgreSQL, in a real browser"
	@echo "make check        lint, types, architecture"
	@echo "make install      only set up the environment in .venv"
	@echo "make lock         renew requirements/*.txt"
	@echo "make screenshots  take the README's pictures anew"
	@echo "make messages     renew the translation catalogues"

install:
	@$(PYTHON) tools/environment.py install

run: install
	@$(BIN)/freehold $(ARGS)

test:
	@$(PYTHON) tools/environment.py install-tests
	@$(BIN)/python tools/run_tests.py $(ARGS)

check:
	@$(PYTHON) tools/environment.py install-tests
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

lock:
	@$(PYTHON) tools/environment.py lock

screenshots:
	@$(PYTHON) tools/environment.py install-tests
	@$(BIN)/python tools/screenshots.py

messages:
	@$(PYTHON) tools/environment.py install-tests
	@$(BIN)/python tools/messages.py

clean:
	rm -rf .venv dist build .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis test-results
