PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: demo install check test bench fuzz format lock web clean

demo: $(VENV)/.installed
	@$(BIN)/python tools/build_web.py || true
	@$(BIN)/counterclaim demo

install: $(VENV)/.installed-dev
	@$(BIN)/python tools/build_web.py || true

# The browser libraries, by web/package-lock.json; Node from its Python package where there is none.
web: $(VENV)/.installed
	@$(BIN)/python tools/build_web.py

$(VENV)/.installed: pyproject.toml requirements.lock
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: pyproject.toml requirements-dev.lock
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@ $(VENV)/.installed

check: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2 -m "not slow"

test: install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n 2

fuzz: install
	COUNTERCLAIM_FUZZ=200 $(BIN)/pytest tests/web/test_api_fuzz.py

bench: install
	$(BIN)/python -m bench

format: install
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock:
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --group build pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11 --extra measure --extra postgresql --group build --group dev pyproject.toml -o requirements-dev.lock
	python3 tools/build_web.py --lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache
