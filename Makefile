# `make help` lists the targets. Needs Python 3.11 or newer with pip, and make; nothing else.

SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:

# The interpreter that sets up .venv: the first that runs, is new enough and can install.
ifndef PYTHON
PYTHON := $(shell for python in python3.13 python3.12 python3.11 python3; do \
    if "$$python" -c 'import sys, venv; from importlib.util import find_spec as find; \
        sys.exit(sys.version_info < (3, 11) or not (find("ensurepip") or find("pip")))' \
        >/dev/null 2>&1 </dev/null; then echo "$$python"; break; fi; done)
endif

VENV := .venv
BIN := $(VENV)/bin
RUN := $(BIN)/python -m
OUT := out
# More than there are processors: many tests wait for a process, a browser or a server.
PYTEST_ARGS ?= -n 4
ACCURACY_REPORTS ?= 240
ACCURACY_SEED ?=
# For each fault and layout, one in a report: with 2 there are about 480 such reports.
ACCURACY_FAULTS ?= 2
ACCURACY_ONLY ?=
KILLS ?= 200
KILLS_SEED ?= 1
BATCH_REPORTS ?= 500
SCALE_REPORTS ?= 10000
BENCH_TURNS ?= 15
EQUAL_REPORTS ?= 120
EQUAL_SEED ?= 1
SITE_REPORTS ?= 1000
SYNC_KILLS ?= 100
DAMAGES ?= 200
CHARTS ?= 900
CHART_PICTURES ?= 420
CHARTS_SEED ?= 1
MUTANTS ?= 300
FUZZ ?= 20000
FUZZ_SEED ?= 1
MUTANTS_SEED ?= 1

# The tests start hundreds of interpreters: without byte code each would compile irp again.
unexport PYTHONDONTWRITEBYTECODE

# A checkout that was copied or moved must not use the environment of the place it came from.
ifneq ($(shell cat $(VENV)/.place 2>/dev/null),$(CURDIR))
PLACE := moved
endif

# Runs pip for .venv: its own, or else that of the interpreter (Debian without python3-venv).
PIP = $$(if [ -x $(BIN)/pip ]; then echo $(RUN) pip; \
    else echo "$(PYTHON)" -m pip --python $(BIN)/python; fi) \
    --disable-pip-version-check --no-input
# uv takes a tenth of pip's time. Where it cannot install, pip does.
INSTALL = install() { \
    { $(PIP) install --quiet --require-hashes -r requirements/installer.txt && \
        $(RUN) uv pip install --quiet --python $(BIN)/python --require-hashes "$$@"; } || \
    { echo "uv could not install the packages; pip does" && \
        $(PIP) install --quiet --require-hashes --no-compile "$$@"; }; }; install
# On all processors, and without what is seldom imported.
SELDOM = /(tests|pip|setuptools|babel|pygments/lexers|fontTools|moto/[a-r]|moto/s[4-z]|moto/[t-z])
COMPILE_ALL = { $(RUN) compileall -q -j 0 -x '$(SELDOM)' $(VENV)/lib >/dev/null 2>&1 || true; }
INSTALL_SELF = $(PIP) install --quiet --no-deps --no-build-isolation --editable .

.PHONY: help mutants fuzz demo test package installed release-check browser setup format samples docs docs-site screenshots accuracy bench equality \
    charts words other-hands hostile kills damage bench-batch scale big-stores spreadsheets decisions-cost bigsite sync-cost faults-sync kills-sync lock clean moved

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-11s %s\n", $$1, $$2 }' Makefile

demo: $(VENV)/.runtime ## set up, turn the sample reports into records in out/, show what was found
	@ls samples/*.pdf >/dev/null 2>&1 || { echo "demo: no PDF in samples/" >&2; exit 1; }
	@mkdir -p $(OUT)
	@echo "irp extract samples/*.pdf -o $(OUT)/"
	@$(BIN)/irp extract samples/*.pdf -o $(OUT)/ || status=$$?; \
	case "$${status:-0}" in \
	    0) echo "demo: every record is verified; they are in $(OUT)/." ;; \
	    1) echo "demo: the records are in $(OUT)/. Exit code 1 means that something needs review:" \
	            "one sample contradicts itself on purpose, and the checks caught it." ;; \
	    *) echo "demo: irp extract failed with exit code $$status" >&2; exit "$$status" ;; \
	esac

# The browser is installed beside the packages; types and contracts are checked beside the tests,
# which often wait. Each check is run and shown, whatever the others say.
test: ## set up, then format check, lint, types, import contracts, tests
	@sh tests/pages/install_browser.sh & \
	$(MAKE) --no-print-directory $(VENV)/.development; status=$$?; wait; exit $$status
	$(RUN) ruff format --check
	$(RUN) ruff check
	@mkdir -p build
	@echo "$(RUN) mypy; $(BIN)/lint-imports (beside the tests: their output comes last)"
	@{ $(RUN) mypy; types=$$?; $(BIN)/lint-imports && exit $$types; } >build/checks.txt 2>&1 & checks=$$!; \
	echo "$(RUN) pytest $(PYTEST_ARGS)"; $(RUN) pytest $(PYTEST_ARGS); tests=$$?; \
	wait $$checks; checks=$$?; cat build/checks.txt; [ "$$tests$$checks" = 00 ]

package: $(VENV)/.development ## make the wheel and the source archive in dist/
	@rm -rf dist
	$(RUN) build --no-isolation --outdir dist .

# With its dependencies from the index, in the versions of the lock.
installed: package ## install the wheel into a fresh environment and read a sample with it
	@rm -rf build/installed && "$(PYTHON)" -m venv build/installed
	@sed -E '/^ +--hash/d; s/ \\$$//' requirements/nightly.txt > build/pins.txt
	@wheel="$$(echo dist/*.whl)[nightly,pages]"; \
	$(RUN) uv pip install --quiet --python build/installed/bin/python \
	    --constraint build/pins.txt "$$wheel" || \
	build/installed/bin/python -m pip install --quiet --no-compile --disable-pip-version-check \
	    --no-input --constraint build/pins.txt "$$wheel"
	cd build && installed/bin/irp extract ../samples/hmp-ashdown-vale-2022.pdf --quiet -o record.json
	cd build && installed/bin/irp check record.json
	cd build && installed/bin/irp review ../samples/hmp-ashdown-vale-2022.pdf --quiet -o review.html

LICENCES := MIT;BSD;Apache;ISC;PSF-2.0;Python Software Foundation;MPL-2.0;Mozilla Public;HPND;Unlicense;0BSD;CC0

release-check: installed ## write the bill of materials of an installation, check its licences
	@rm -rf build/release && "$(PYTHON)" -m venv build/release
	build/release/bin/python -m pip install --quiet --disable-pip-version-check --no-input \
	    --require-hashes -r requirements/release.txt
	build/release/bin/cyclonedx-py environment --validate --output-reproducible \
	    --pyproject pyproject.toml --output-file dist/hmip-irp.cdx.json build/installed/bin/python
	build/release/bin/pip-licenses --python build/installed/bin/python --from mixed \
	    --partial-match --allow-only "$(LICENCES)"

browser:
	@sh tests/pages/install_browser.sh

setup: $(VENV)/.development ## only set up .venv for development
	@echo "$(VENV) is ready"

format: $(VENV)/.development ## format the code and mend what ruff can mend safely
	$(RUN) ruff format
	$(RUN) ruff check --fix

samples: $(VENV)/.development ## make the invented sample reports again
	$(BIN)/python samples/make_samples.py

docs: $(VENV)/.development ## make the generated pages of the documentation again
	$(BIN)/python docs/generate.py

docs-site: $(VENV)/.development ## make a web site of the documentation in build/docs
	NO_MKDOCS_2_WARNING=1 $(RUN) mkdocs build --quiet

screenshots: $(VENV)/.development browser ## take the screenshots of the documentation again
	IRP_SCREENSHOTS=docs/screenshots $(RUN) pytest tests/pages -k screenshots

accuracy: $(VENV)/.accuracy ## measure on invented reports, write docs/accuracy.md (takes minutes)
	@sh benchmarks/accuracy/install.sh $(BIN)/python
	PYTHONPATH=tests $(RUN) benchmarks.accuracy --reports $(ACCURACY_REPORTS) \
	    --faults $(ACCURACY_FAULTS) $(addprefix --seed ,$(ACCURACY_SEED)) --only "$(ACCURACY_ONLY)"

hostile: $(VENV)/.development ## read files that are made to hurt, check that none does (takes minutes)
	PYTHONPATH=tests $(RUN) benchmarks.batch hostile

kills: $(VENV)/.development ## kill batches at random moments, check that nothing is lost (takes long)
	PYTHONPATH=tests $(RUN) benchmarks.batch kills --kills $(KILLS) --seed $(KILLS_SEED)

damage: $(VENV)/.development ## damage stores and fill disks at random moments (takes long)
	IRP_DAMAGES=$(DAMAGES) IRP_FULL_DISKS=30 $(RUN) pytest -q tests/batch/test_damage.py --timeout 3600

bench-batch: $(VENV)/.development ## time batches by one process and by two, and unchanged ones
	PYTHONPATH=tests $(RUN) benchmarks.batch throughput --reports $(BATCH_REPORTS)

scale: $(VENV)/.development ## measure what a batch and its store cost for each of 10,000 reports (long)
	PYTHONPATH=tests $(RUN) benchmarks.batch scale --reports $(SCALE_REPORTS)

big-stores: $(VENV)/.development ## write 10,000 records into a folder and SQLite and measure the memory (minutes)
	PYTHONPATH=tests $(RUN) benchmarks.big_stores

spreadsheets: $(VENV)/.development ## open and save tables with LibreOffice, count the numbers it keeps
	PYTHONPATH=tests $(RUN) benchmarks.spreadsheets

decisions-cost: $(VENV)/.development ## measure what applying 1,000 decisions costs beside reading
	PYTHONPATH=tests $(RUN) benchmarks.decisions

bigsite: $(VENV)/.development ## build a site of 1,000 invented reports and measure it (minutes)
	PYTHONPATH=tests $(RUN) benchmarks.site --reports $(SITE_REPORTS)

bench: $(VENV)/.development ## measure speed and memory, write docs/benchmarks.md (takes minutes)
	@sh benchmarks/speed/install.sh
	PYTHONPATH=tests $(RUN) benchmarks.speed --turns $(BENCH_TURNS) $(BENCH_ARGS)

equality: $(VENV)/.accuracy ## hold both PDF engines against each other on invented reports
	@sh benchmarks/accuracy/install.sh $(BIN)/python
	PYTHONPATH=tests $(RUN) benchmarks.equality --reports $(EQUAL_REPORTS) --seed $(EQUAL_SEED)

other-hands: $(VENV)/.development ## compare reports from other hands with their truths (minutes)
	PYTHONPATH=tests $(RUN) benchmarks.other_hands

charts: $(VENV)/.development ## draw charts and read them again, write docs/charts.md (takes minutes)
	PYTHONPATH=tests $(RUN) benchmarks.charts --charts $(CHARTS) --pictures $(CHART_PICTURES) --seed $(CHARTS_SEED)

words: $(VENV)/.development ## count the words that one reader alone has on real files
	PYTHONPATH=tests $(RUN) benchmarks.words

mutants: $(VENV)/.development ## plant faults in the code, count those that tests notice (takes hours)
	PYTHONPATH=tests $(RUN) benchmarks.mutants --write --count $(MUTANTS) --seed $(MUTANTS_SEED)

fuzz: $(VENV)/.development ## read damaged inputs of each kind, check that each ends in a typed way (minutes)
	PYTHONPATH=tests $(RUN) benchmarks.fuzz --inputs $(FUZZ) --seed $(FUZZ_SEED)

sync-cost: $(VENV)/.development ## print what a first and a quiet nightly run cost, on a local site
	PYTHONPATH=tests $(RUN) benchmarks.sync cost

faults-sync: $(VENV)/.development ## damage files of a nightly run, fill its disk (takes hours)
	PYTHONPATH=tests $(RUN) benchmarks.sync damage --flips $(DAMAGES) --seed $(KILLS_SEED)

kills-sync: $(VENV)/.development ## kill -9 nightly runs at 100 random moments (takes minutes)
	PYTHONPATH=tests $(RUN) benchmarks.sync kills --kills $(SYNC_KILLS) --seed $(KILLS_SEED)

clean: ## remove .venv, out/ and caches
	rm -rf $(VENV) $(OUT) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find src cli tests samples docs benchmarks -name __pycache__ -type d -prune \
	    -exec rm -rf {} + 2>/dev/null || true

# ------------------------------------------------------------------ set-up
# One environment for both: development holds all of runtime, so demo leaves it alone.

$(VENV)/.place: $(PLACE)
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer with pip found" \
	    "(name one: make PYTHON=/path/to/python3)" >&2; exit 1; }
	@echo "setting up $(VENV) with $$("$(PYTHON)" --version)"
	@"$(PYTHON)" -m venv --clear $(VENV) >/dev/null 2>&1 </dev/null || { \
	    echo "no ensurepip here: $(VENV) uses the pip of $(PYTHON)"; \
	    "$(PYTHON)" -m venv --clear --without-pip $(VENV); }
	@printf '%s\n' "$(CURDIR)" > $@

$(VENV)/.runtime: $(VENV)/.place requirements/runtime.txt requirements/build.txt pyproject.toml
	@if [ -e $(VENV)/.development ]; then $(MAKE) --no-print-directory $(VENV)/.development; else \
	    echo "installing the locked runtime dependencies" && \
	    $(INSTALL) -r requirements/runtime.txt -r requirements/build.txt && $(INSTALL_SELF) && \
	    $(COMPILE_ALL); fi
	@touch $@

$(VENV)/.development: $(VENV)/.place requirements/development.txt pyproject.toml
	@echo "installing the locked development dependencies"
	@$(INSTALL) -r requirements/development.txt && $(INSTALL_SELF) && $(COMPILE_ALL)
	@touch $@

$(VENV)/.accuracy: $(VENV)/.development requirements/accuracy.txt
	@echo "installing the locked packages of the accuracy campaign"
	@$(INSTALL) -r requirements/accuracy.txt
	@touch $@

# ------------------------------------------------------------------ lock
# Hashes for every platform and Python from 3.11; neither hosts nor paths. Pins stay as they are
# unless asked for: make lock LOCK_ARGS=--upgrade

LOCK_ARGS ?=
COMPILE = .venv-lock/bin/uv --quiet --no-config pip compile --universal --python-version 3.11 \
    --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links \
    --constraints requirements/constraints.in \
    --custom-compile-command "make lock" $(LOCK_ARGS)

lock: ## write the locks in requirements/ again from their .in files
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer with pip found" >&2; exit 1; }
	@test -x .venv-lock/bin/uv || { "$(PYTHON)" -m venv --clear .venv-lock && \
	    .venv-lock/bin/python -m pip --disable-pip-version-check install --quiet uv; }
	$(COMPILE) requirements/development.in -o requirements/development.txt
	$(COMPILE) requirements/accuracy.in -c requirements/development.txt -o requirements/accuracy.txt
	$(COMPILE) requirements/runtime.in -c requirements/development.txt -o requirements/runtime.txt
	$(COMPILE) requirements/nightly.in -c requirements/development.txt -o requirements/nightly.txt
	$(COMPILE) requirements/release.in -o requirements/release.txt
	$(COMPILE) requirements/build.in -c requirements/development.txt -o requirements/build.txt
	$(COMPILE) requirements/installer.in -o requirements/installer.txt
	@rm -rf .venv-lock
	@! grep -nE '://|^ *--(index|extra-index|find-links|trusted)|$(CURDIR)' requirements/*.txt || \
	    { echo "lock: a lock names a host or a path of this machine" >&2; exit 1; }
