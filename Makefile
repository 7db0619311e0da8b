# Each target is a thin wrapper over a script that needs only Python 3.11: without make, run the script.
.PHONY: run dev check test bench chaos security scorecard lock format
PYTHON ?= python3
steps ?=
args ?=

run:       ; @$(PYTHON) scripts/run.py $(args)
dev:       ; @$(PYTHON) scripts/dev.py $(args)
check:     ; @$(PYTHON) scripts/check.py $(steps)
test:      ; @$(PYTHON) scripts/test.py $(steps)
bench:     ; @$(PYTHON) scripts/bench.py $(args)
chaos:     ; @$(PYTHON) scripts/chaos.py $(args)
security:  ; @$(PYTHON) scripts/security.py $(args)
scorecard: ; @$(PYTHON) scripts/scorecard.py $(args)
lock:      ; @$(PYTHON) scripts/lock.py $(args)
format:
	@.venv/bin/ruff format .
	@.venv/bin/ruff check --fix .
