# All that a fresh machine needs is Python (3.11 or newer) and make: each target sets up what it uses.
#
#   make quickstart     run examples/quickstart.py
#   make test           lint, types, tests: everything that must pass
#   make check          the tests alone, from a small installation: no checker, no browser driver
#   make lint           ruff, rules and format; the workflows of .github/
#   make types          mypy --strict and pyright
#   make test-matrix    the tests on every further Python found here, and on the lowest versions of the dependencies
#   make test-lowest    the latter alone, on the interpreter that is chosen
#   make fuzz           a million generated answers and a hostile server, for minutes (tests/fuzz)
#   make mutants        200 small changes of the code, one at a time: do the tests notice? (tests/mutants)
#   make soak           a hundred thousand calls in 400 threads, for minutes (tests/soak)
#   make audit          known vulnerabilities in the dependencies (needs the network)
#   make interop        other people's clients against LocalServer (tests/interop; needs the network)
#   make bench          speed and size beside bare httpx and the official packages (tests/benchmarks; needs the network)
#   make docs           the documentation as a site, in site/
#   make docs-serve     the same on http://127.0.0.1:8000, built again when a page changes
#   make clean          remove what these targets made
#
# PYTHON=python3.13 chooses the interpreter; PYTEST_ARGS="-k stream" is passed on to pytest, BENCH_ARGS=--quick to the
# benchmarks, FUZZ_ARGS="--count 5000 --seed 1" to the fuzzer, SOAK_ARGS="--calls 5000" to the soak,
# MUTANTS_ARGS="--seed 7" to the changes. WORKERS says how many processes share the tests; -s and --pdb need WORKERS=0,
# which is none but pytest's own.

VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet --quiet
# Exact versions to install beside the project; `make test-matrix` sets it.
PINS ?=
# A file stays with one of the processes, so that what its tests share is made once.
WORKERS ?= 2
PYTEST = $(BIN)/python -m pytest --numprocesses $(WORKERS) --dist loadfile

# Debian's python3 has no ensurepip until python3-venv is installed, and no environment can be made without it.
USABLE := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
ifeq ($(origin PYTHON),undefined)
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11; do \
	"$$python" -c '$(USABLE)' 2>/dev/null && echo "$$python" && break; done)
endif
PYTHON_VERSION := $(shell "$(PYTHON)" -c '$(USABLE)' 2>/dev/null && \
	"$(PYTHON)" -c 'import platform; print(platform.python_version())')

# The name holds the interpreter's version, so that another PYTHON means another installation. The installation begins
# with `venv --clear`, which removes the stamps too: one is there only after everything went well.
RUN := $(VENV)/.installed-$(PYTHON_VERSION)
TEST := $(VENV)/.installed-test-$(PYTHON_VERSION)
DEV := $(VENV)/.installed-dev-$(PYTHON_VERSION)

.PHONY: quickstart docs docs-serve test check pytest lint types mypy pyright install test-matrix test-lowest fuzz mutants soak audit interop interop-here interop-install bench bench-here clean

quickstart: $(RUN)
	$(BIN)/python examples/quickstart.py

# Lint and types come first, so that pytest's closing line is the last thing that a passing run prints.
test: lint types
	@$(MAKE) --no-print-directory pytest

pytest: $(DEV)
	$(PYTEST) $(PYTEST_ARGS)

# tests/typing asks the type checkers, which are not in this installation.
check: $(TEST)
	$(PYTEST) --ignore tests/typing $(PYTEST_ARGS)

lint: $(DEV)
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/zizmor --offline .github

types: mypy pyright

mypy: $(DEV)
	$(BIN)/mypy

pyright: $(DEV)
	PYRIGHT_PYTHON_IGNORE_WARNINGS=1 $(BIN)/pyright --pythonpath $(BIN)/python

install: $(DEV)

$(RUN): pyproject.toml
	$(call environment)
	$(PIP) install --editable .
	@touch $@

$(TEST): pyproject.toml
	$(call environment)
	$(PIP) install --editable '.[test]'
	@touch $(RUN) $@

$(DEV): pyproject.toml
	$(call environment)
	$(PIP) install --editable '.[dev,browser,examples]' $(PINS)
	@touch $(RUN) $(TEST) $@

# mkdocs-material prints an advertisement against mkdocs 2, which is not allowed here anyway.
docs: $(DEV)
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs build --strict --site-dir site

docs-serve: $(DEV)
	NO_MKDOCS_2_WARNING=1 $(BIN)/python -m mkdocs serve

define environment
	@if [ -z "$(PYTHON_VERSION)" ]; then \
		echo "No usable Python: 3.11 or newer with the venv and ensurepip modules is needed$(if $(PYTHON),; $(PYTHON) is not that)." >&2; \
		echo "On Debian and Ubuntu: apt install python3-venv. Or name one: make PYTHON=/path/to/python3" >&2; \
		exit 1; \
	fi
	@echo "Making $(VENV) with Python $(PYTHON_VERSION)"
	@"$(PYTHON)" -m venv --clear "$(VENV)"
endef

# Each entry has an environment of its own, .venv-<name>. What is not to be had here is skipped, aloud; a test that fails
# fails the target, after the others have run.
MATRIX := 3.11 3.12 3.13 3.14 3.15
test-matrix:
	@try() { \
		echo; echo "== $$1"; \
		if [ -z "$$2" ]; then echo "SKIPPED $$1: not found on this machine"; skipped="$$skipped $$1"; return; fi; \
		if ! $(MAKE) --no-print-directory install VENV=".venv-$$1" PYTHON="$$2" PINS="$$3"; then \
			echo "SKIPPED $$1: could not be installed"; skipped="$$skipped $$1"; return; fi; \
		if $(MAKE) --no-print-directory pytest VENV=".venv-$$1" PYTHON="$$2" PINS="$$3"; \
		then passed="$$passed $$1"; else failed="$$failed $$1"; fi; \
	}; \
	passed= failed= skipped=; \
	$(foreach version,$(MATRIX),try python$(version) "$(call find_python,$(version))" "";) \
	try lowest-dependencies "$(call find_python,3.11)" "$(LOWEST)"; \
	echo; echo "passed:$${passed:- none}; failed:$${failed:- none}; skipped:$${skipped:- none}"; \
	[ -z "$$failed" ]

test-lowest:
	@$(MAKE) --no-print-directory pytest VENV=.venv-lowest-dependencies PINS="$(LOWEST)"

# The command of one version of Python: on the PATH, or else the newest that pyenv has of it.
find_python = $(shell for python in python$(1) \
	$$(ls -d "$${PYENV_ROOT:-$$(pyenv root 2>/dev/null || echo "$$HOME/.pyenv")}"/versions/$(1)[.0-9a-z]*/bin/python \
		2>/dev/null | sort -rV); do \
	"$$python" -c "import ensurepip, sys; sys.exit('%d.%d' % sys.version_info[:2] != '$(1)')" 2>/dev/null \
		&& echo "$$python" && break; done)

# The lowest versions that pyproject.toml allows of what is needed at run time, and of what that needs.
LOWEST = --constraint tests/constraints-lowest.txt $(shell "$(PYTHON)" -c 'import re, tomllib; \
	project = tomllib.load(open("pyproject.toml", "rb"))["project"]; \
	print(*(re.sub(r">=([^,]+).*", r"==\1", each) for each in project["dependencies"]))')

# atheris has no wheel for every interpreter; without it nothing is guided by coverage, and the rest runs.
fuzz: $(DEV)
	@$(PIP) install atheris || true
	$(BIN)/python -m tests.fuzz $(FUZZ_ARGS)

mutants: $(DEV)
	$(BIN)/python -m tests.mutants $(MUTANTS_ARGS)

# One core in 400 threads, a hundred thousand calls: for minutes.
soak: $(RUN)
	$(BIN)/python -m tests.soak $(SOAK_ARGS)

audit: $(DEV)
	$(PIP) install 'pip-audit>=2.7,<3'
	OPENROUTER_AUDIT=1 $(BIN)/python -m pytest -rs tests/test_audit.py

# The clients are installed at once, into two environments: LangChain's needs an old release of OpenRouter's SDK. What the
# registry has not is skipped, aloud; any other failure to install is one. INTEROP tells the tests what has to be there.
INTEROP := 'openai>=3,<4' 'anthropic>=2.14,<3' 'openrouter>=1.3.84,<2' 'litellm>=1.100,<2' 'schemathesis>=4.30,<5'
INTEROP_LANGCHAIN := 'langchain-openrouter>=0.2,<0.3'
# OpenRouter's SDK for TypeScript, where node and npm are there.
INTEROP_NODE := @openrouter/sdk@^1.3.19
INTEROP_TESTS := 'pytest>=8.4,<10' --editable .
interop:
	@$(MAKE) --no-print-directory --jobs 2 .venv-interop/.installed-interop-$(PYTHON_VERSION) .venv-interop-langchain/.installed-interop-$(PYTHON_VERSION)
	@$(MAKE) --no-print-directory interop-here VENV=.venv-interop-langchain
	@$(MAKE) --no-print-directory interop-here VENV=.venv-interop

interop-here:
	@[ -s $(VENV)/found ] || { echo "SKIPPED: nothing of $(VENV) could be installed"; exit 0; }; \
	INTEROP=$$(cat $(VENV)/found) $(BIN)/python -m pytest --override-ini addopts=--import-mode=importlib \
		--override-ini filterwarnings=ignore -p no:cacheprovider --quiet tests/interop

.venv-interop/.installed-interop-$(PYTHON_VERSION): Makefile pyproject.toml
	@$(MAKE) --no-print-directory interop-install VENV=.venv-interop WANTED="$(INTEROP)"
	@npm install --silent --prefix .venv-interop/node '$(INTEROP_NODE)' || echo "SKIPPED $(INTEROP_NODE): it could not be installed"
	@touch $@

.venv-interop-langchain/.installed-interop-$(PYTHON_VERSION): Makefile pyproject.toml
	@$(MAKE) --no-print-directory interop-install VENV=.venv-interop-langchain WANTED="$(INTEROP_LANGCHAIN)"
	@touch $@

interop-install:
	$(call environment)
	@found=; $(PIP) install $(INTEROP_TESTS) $(WANTED) && all=yes || { all=; $(PIP) install $(INTEROP_TESTS); }; \
	for wanted in $(WANTED); do \
		name=$${wanted%%>*}; \
		if [ -n "$$all" ] || said=$$($(PIP) install "$$wanted" 2>&1); then found="$$found,$$(echo "$$name" | tr - _)"; \
		elif echo "$$said" | grep -q "No matching distribution found for $$name"; then echo "SKIPPED $$name: the registry has no $$wanted"; \
		else echo "$$said" >&2; exit 1; fi; \
	done; \
	printf %s "$${found#,}" > $(VENV)/found

# An environment of its own, with the newest release of each package and this project as its users get it: from a wheel.
bench:
	@$(MAKE) --no-print-directory bench-here VENV=.venv-bench

BENCH := $(VENV)/.installed-bench-$(PYTHON_VERSION)
bench-here: $(BENCH)
	@rm -rf $(VENV)/wheel
	$(PIP) wheel --no-deps --wheel-dir $(VENV)/wheel .
	$(PIP) install --upgrade openrouter openai httpx httpx2 trustme packaging msgspec $(VENV)/wheel/*.whl
	$(PIP) install --force-reinstall --no-deps $(VENV)/wheel/*.whl
	$(BIN)/python -m tests.benchmarks --wheel $(VENV)/wheel/*.whl $(BENCH_ARGS)

$(BENCH):
	$(call environment)
	@touch $@

clean:
	rm -rf .venv .venv-* build dist site .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
