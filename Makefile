# `make run` tries Himmeli with a demo cooperative; `make serve` serves a site of one's own; `make test` runs every test.
# See README.md.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv-run
TEST_VENV := .venv-test

.PHONY: run serve test lint bench translations clean

run: $(VENV)/installed
	@HIMMELI_DEMO=1 PORT=$(PORT) $(VENV)/bin/python manage.py serve --demo

# What differs between sites is read from the environment: SITE_URL, PORT, HOST, DATABASE_URL... (docs/reference/settings.md)
serve: $(VENV)/installed
	@PORT=$(PORT) $(VENV)/bin/python manage.py serve

$(VENV)/installed: requirements.txt
	@echo "Installing Himmeli (once, about a minute)..."
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Himmeli needs Python 3.11 or newer.')"
	@$(PYTHON) -m venv $(VENV)
	@$(VENV)/bin/python -m pip install -qq --disable-pip-version-check -r requirements.txt
	@touch $@

$(TEST_VENV)/installed: requirements-dev.txt
	@echo "Installing the tests' environment (once)..."
	@$(PYTHON) -m venv $(TEST_VENV)
	@$(TEST_VENV)/bin/python -m pip install -qq --disable-pip-version-check -r requirements-dev.txt
	@touch $@

test: $(TEST_VENV)/installed
	@$(TEST_VENV)/bin/python -m tests.run

lint: $(TEST_VENV)/installed
	@$(TEST_VENV)/bin/python -m tests.lint

bench: $(TEST_VENV)/installed
	@$(TEST_VENV)/bin/python -m benchmarks.run

# Collects the words people see, for translators.
translations: $(TEST_VENV)/installed
	@$(TEST_VENV)/bin/python -m tests.translations --update

clean:
	rm -rf $(VENV) $(TEST_VENV) var
