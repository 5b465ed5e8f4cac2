# make run · make test · make bench · make bench-full · make check
#
# The environment lives in .venv; it is made once and brought up to date when a requirements file changes.
# Another Python: make run PYTHON=python3.12. Another port: STREAMLIT_SERVER_PORT=8600 make run.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JS_TESTS := $(wildcard tests/js/*.test.js)
# Tests and benchmarks make databases of their own, whatever the caller has set.
CLEAN = env $$(env | sed -n 's/^\(CXMAP_[A-Za-z0-9_]*\)=.*/-u \1/p')

.PHONY: run test bench bench-full check chromium
.DEFAULT_GOAL := run

run: $(VENV)/.run
	@exec $(BIN)/streamlit run app.py

test: $(VENV)/.dev chromium
	$(CLEAN) $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder
	@if command -v node >/dev/null; then $(CLEAN) node --test $(JS_TESTS); \
	else echo "Node is not installed: the tests of the board's logic (tests/js) were left out."; fi

# 10 s a figure, median of 3, within 20 minutes; bench-full: 60 s and the median of 5.
bench: $(VENV)/.dev chromium
	$(CLEAN) $(BIN)/python -m tests.bench

bench-full: $(VENV)/.dev chromium
	$(CLEAN) $(BIN)/python -m tests.bench --full

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/mypy
	@if command -v npx >/dev/null; then npx --yes --package typescript@5.9 tsc -p jsconfig.json; \
	else echo "Node is not installed: the types of the board's modules were not checked."; fi

$(VENV)/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo "cxmap needs Python 3.11 or later: install it, or name it with make PYTHON=python3.12 …" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || \
	  { echo "This Python cannot make environments: on Debian and Ubuntu, apt-get install python3-venv." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.run: requirements.txt | $(VENV)/.made
	@echo "Installing what cxmap needs …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.dev: requirements.txt requirements-dev.txt | $(VENV)/.made
	@echo "Installing what the tests need …"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.run

# A Chromium on the PATH is used; otherwise Debian's as root, or the one that Playwright brings.
chromium: $(VENV)/.dev
	@if command -v chromium >/dev/null || command -v chromium-browser >/dev/null || command -v google-chrome >/dev/null; then :; \
	elif command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
	  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium >/dev/null; \
	else $(BIN)/playwright install chromium; fi
