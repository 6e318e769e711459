# Two commands: `make run` sets everything up and starts Hotseat; `make test` sets everything up and tests it.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help run test check setup setup-test models format screens calibrate reader clean

help:            ## what can be made
	@grep -hE '^[a-z-]+: .*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup:           ## system packages, virtual environment, llama.cpp for this CPU
	@$(PYTHON) .ci/setup.py

setup-test:
	@$(PYTHON) .ci/setup.py --test

models: setup    ## fetch and verify the default weights
	@$(BIN)/hotseat models fetch

run: models      ## set up everything, then the app (or, without a display, the spoken demo round)
	@$(BIN)/hotseat demo --or-app

test: setup-test ## set up everything, then all tests: two at a time, and beside them those that keep time
	@$(BIN)/hotseat models fetch
	@$(BIN)/python .ci/tests.py

check: setup     ## format, lint, types, import layers
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check --no-cache .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: setup    ## format and fix what can be fixed
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

screens: setup   ## screenshots of every page, light and dark, two sizes, into docs/screens
	@$(BIN)/python -m tests.desktop.screens docs/screens

calibrate: setup ## fit the weights of the analysis anew to the labelled answers (minutes)
	@$(BIN)/python -m interviewer.analysis.calibrate tests/cases/train/*.yaml --read tests/cases/readings.npz

reader:          ## train the reader of sentences anew (an hour; downloads torch into .venv-reader), then calibrate
	@$(PYTHON) -m venv .venv-reader
	@.venv-reader/bin/pip install -q torch==2.15.0 safetensors onnx onnxscript onnxruntime numpy PyYAML pydantic
	@.venv-reader/bin/python -m tests.cases.make_reader .venv-reader/work
	@$(MAKE) calibrate

clean:           ## remove the virtual environment and caches (not your sessions, not the weights)
	rm -rf .venv .venv-reader build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
