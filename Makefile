# Two commands matter: `make run` and `make test`. Each does all of its own set-up.
PYTHON ?= python3
PY := .venv/bin/python
BESIDE := $(PY) -m orgwork.embedded exec --
# Tests run beside each other, one database a worker (tests/parallel.py says what stays together); WORKERS=0: one by one.
WORKERS ?= 2
TESTED := DJANGO_SETTINGS_MODULE=orgwork.settings.test

.PHONY: run setup setup-dev test lint bench up down screenshots lock

run: setup
	@exec $(PY) -m orgwork.run

setup:
	@$(PYTHON) scripts/setup.py

setup-dev:
	@$(PYTHON) scripts/setup.py dev

test: setup-dev
	@$(BESIDE) $(PY) -m pytest -n $(WORKERS) $(ARGS)

lint: setup-dev
	@$(PY) -m ruff check .
	@PYTHONPATH=. .venv/bin/lint-imports
	@$(TESTED) $(BESIDE) $(PY) manage.py makemigrations --check --dry-run
	@$(TESTED) $(BESIDE) $(PY) manage.py check

bench: setup-dev
	@$(BESIDE) $(PY) -m pytest tests/benchmarks -q -s -o python_files='bench_*.py' $(ARGS)

screenshots: setup-dev
	@$(PY) scripts/portal.py $(PY) scripts/screenshots.py --url {url} $(ARGS)

up:
	@$(PYTHON) scripts/compose.py up --build --detach --wait

down:
	@$(PYTHON) scripts/compose.py down

# The locked requirements, after a change in a requirements*.in file.
lock: setup-dev
	@for name in requirements requirements-dev requirements-node requirements-uv; do \
	  $(PY) -m uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --quiet $$name.in -o $$name.txt || exit 1; done
