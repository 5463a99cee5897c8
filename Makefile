# The commands: `make demo`, `make check`, `make test` and `make bench`. Each makes the virtual environment first.

PYTHON ?= python3
PORT ?= 8501
ROWS ?= 100000
BIN := .venv/bin

.PHONY: demo check lint fix test test-unit bench install train constraints hashes sbom licences audit clean

demo: install          ## sample data through the pipeline, then the dashboard on localhost
	$(BIN)/ondo demo --port $(PORT)

check: lint test       ## all that has to hold before a change is merged: what continuous integration runs

lint: .venv/.check     ## the quick part: layout, known mistakes, types, who imports whom, dependencies
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo >.venv/imports.txt || { cat .venv/imports.txt; exit 1; }
	@tail -n 1 .venv/imports.txt
	@$(BIN)/deptry --no-ansi .

fix: .venv/.check      ## lay out the code, and correct what ruff can correct by itself
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

test: .venv/.test      ## every test, the browser's included where there is one
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

test-unit: .venv/.test ## the tests that need no browser
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder -m "not browser"

bench: .venv/.test     ## how fast, how large: ROWS=1000000 for an hour's worth, ONLY="growing queries" for some
	$(BIN)/python benchmarks/bench.py --rows $(ROWS) $(ONLY)

install: .venv/.ondo   ## the virtual environment with the package in it

train: .venv/.train    ## learn the weights in pipeline/model from the corpora in DATA
	$(BIN)/ondo train --data $(DATA)

.venv/.ondo: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit("Ondo needs Python 3.11 or newer: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

.venv/.test: .venv/.ondo
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[test,train,auth,spark]'
	touch $@

.venv/.check: .venv/.test
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[check]'
	touch $@

.venv/.train: .venv/.ondo
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[train]'
	touch $@

constraints:           ## pin all direct and indirect dependencies anew from pyproject.toml, in a fresh environment
	rm -rf build/pins && $(PYTHON) -m venv build/pins
	build/pins/bin/python -m pip install --quiet --upgrade --editable '.[test,check,train,auth,spark]'
	build/pins/bin/python -m pip freeze --exclude-editable > constraints.txt
	rm -rf build/pins

hashes:                ## requirements.txt: all that runs Ondo, by version and hash, from the index that pip is set to
	rm -rf build/hashes && $(PYTHON) -m venv build/hashes
	build/hashes/bin/python -m pip install --quiet pip-tools
	build/hashes/bin/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --build-deps-for wheel \
	  --extra auth --extra report --constraint constraints.txt --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --output-file requirements.txt pyproject.toml
	rm -rf build/hashes

sbom: .venv/.test      ## sbom.json: the packages that Ondo needs, as CycloneDX
	$(BIN)/python -m supply.sbom > sbom.json

licences: .venv/.check ## docs/licences.md: the licences of these packages
	$(BIN)/python -m supply.licences

audit: .venv/.test     ## which pinned packages have known vulnerabilities, by ADVISORIES, a file in OSV's form
	$(BIN)/python -m supply.audit $(ADVISORIES)

clean:
	rm -rf .venv build *.egg-info
