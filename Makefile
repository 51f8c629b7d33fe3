SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

HOST := 127.0.0.1
PORT := 8000
# Make does not read .env, so this looks the value up.
DATA_DIR ?= $(or $(shell sed -nE 's/^(export )?DATA_DIR=//p' .env 2>/dev/null),var)
export DATA_DIR
ARGS :=

PYTHON_RUN := .venv/bin/python
UV := $(shell command -v uv)
CORES := $(shell getconf _NPROCESSORS_ONLN)

# Make the environment again if its Python has gone.
$(shell $(PYTHON_RUN) -c 'import django' >/dev/null 2>&1 || rm -f .venv/.installed)

.PHONY: help
help: ## Show what make can do
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile

# The environment

# A changed lock file means a new environment, which holds nothing else. The old one
# goes first: an activated one would offer its own Python. The stamp comes last, so that
# an interrupted run starts again.
.venv/.installed: requirements.txt .python-version
	@echo "Making the environment ..."
	@rm -rf .venv
	@python=$$(.ci/python); \
		$(if $(UV),uv venv -q --seed --python "$$python",$$python -m venv) .venv
	@$(call install,requirements.txt)
	@touch $@

.venv/.installed-dev: .venv/.installed requirements-dev.txt
	@echo "Adding the tools for tests and lint ..."
	@$(call install,requirements-dev.txt)
	@touch $@

install = $(if $(UV),uv pip install -q --python .venv,$(PYTHON_RUN) -m pip install -qq \
	--disable-pip-version-check) --require-hashes -r $(1)

.PHONY: lock
lock: $(if $(UV),,.venv/.installed-dev) ## Write the lock files from pyproject.toml (ARGS=--upgrade)
	$(compile) --output-file requirements.txt
	$(compile) --group dev --constraints requirements.txt --output-file requirements-dev.txt

# Without the index and the command line: lock files say nothing about your machine.
compile = $(or $(UV),.venv/bin/uv) pip compile -q pyproject.toml --universal \
	--python-version 3.12 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--custom-compile-command "make lock" $(ARGS)

# The site

# SITE_URL in the environment or in .env wins over this server's address.
ifeq ($(shell grep -sE '^(export )?SITE_URL=' .env),)
run: export SITE_URL ?= http://$(HOST:0.0.0.0=127.0.0.1):$(PORT)
endif

# A terminal sends Ctrl-C to a whole process group. A worker that gets it twice, from
# the terminal and from the server, can hang. So the server runs in its own group, and
# the trap stops the server alone. A worker that is still loading ignores the signal,
# hence the time limit. The server replaces a worker that dies, but gives up if the next
# one dies within seconds. Then a new server starts, unless five in a row ended at once.
# The tasks end with the server: what they are at may take 3 seconds more.
.PHONY: run
run: free-port .venv/.installed $(DATA_DIR)/.static ## Run the site (PORT=8000 HOST=127.0.0.1 DEMO=on)
	@$(PYTHON_RUN) manage.py prepare
	@set -m; (until $(PYTHON_RUN) manage.py run_tasks; do sleep 1; done) & set +m; \
	tasks=$$!; \
	end_tasks() { \
		kill -TERM -$$tasks || true; \
		for _ in {1..30}; do kill -0 -$$tasks || return 0; sleep 0.1; done; \
		kill -KILL -$$tasks || true; \
	} 2>/dev/null; \
	ended=0; until SECONDS=0; set -m; \
		$(PYTHON_RUN) -m granian --interface rsgi --no-ws --http 1 \
			careers.rsgi:application --host $(HOST:localhost=127.0.0.1) --port $(PORT) \
			--log-level warning --workers $(CORES) --workers-kill-timeout 3 \
			--workers-max-rss 1024 --respawn-failed-workers & \
		server=$$!; set +m; \
		trap "kill $$server; end_tasks; wait $$server; exit" HUP INT TERM; wait $$server; \
	do \
		kill -KILL -- -$$server 2>/dev/null || true; \
		((SECONDS > 1)) && ended=0; \
		((++ended < 5)) || { end_tasks; exit 1; }; \
	done; end_tasks

.PHONY: free-port
free-port:
	@if ! [[ "$(PORT)" =~ ^[0-9]+$$ ]]; then echo "PORT must be a number: make run PORT=8001"; exit 1; fi
	@if (: <>/dev/tcp/$(HOST)/$(PORT)) 2>/dev/null; then \
		echo "Port $(PORT) is in use. Choose another: make run PORT=$$(($(PORT) + 1))"; \
		exit 1; \
	fi

# Run with DEBUG=0 so that file names get their content hash.
$(DATA_DIR)/.static: .venv/.installed careers/settings.py careers/static_files.py \
		$(wildcard .env) $(shell find static)
	@mkdir -p -m 700 $(DATA_DIR)
	@DEBUG=0 $(PYTHON_RUN) manage.py collectstatic --noinput --clear -v 0
	@touch $@

# Tests

WORKERS = $(CORES)
PYTEST = $(PYTHON_RUN) -m pytest -n $(WORKERS) --dist worksteal
ON_SQLITE = DATABASE_URL= $(PYTEST)
ON_POSTGRES = .ci/postgres $(PYTEST)
BROWSER = CHROMIUM=$$(.ci/browser); export CHROMIUM
OBSERVATORY = OBSERVATORY=$$(.ci/observatory); export OBSERVATORY
OFFICE = SOFFICE=$$(.ci/libreoffice); export SOFFICE
PROXIES = NGINX=$$(.ci/proxy nginx) CADDY=$$(.ci/proxy caddy); export NGINX CADDY
THOROUGH = --hypothesis-profile thorough

.PHONY: test
test: test-sqlite test-postgres ## Run the tests on SQLite and on PostgreSQL (ARGS="-k name")

.PHONY: test-fast
test-fast: .venv/.installed-dev ## Run the tests without a browser and without the long ones
	@$(ON_SQLITE) -m "not browser and not long" $(ARGS)

# One more than there are cores, as browser tests also wait.
.PHONY: test-sqlite
test-sqlite: WORKERS = $$(($(CORES) + 1))
test-sqlite: .venv/.installed-dev
	@$(BROWSER); $(ON_SQLITE) -m "not long" $(ARGS)

# Without the tests that no database should change. The long tests have those too.
.PHONY: test-postgres
test-postgres: .venv/.installed-dev
	@$(BROWSER); $(ON_POSTGRES) -m "not long and not browser and not one_database" $(ARGS)

.PHONY: test-long
test-long: .venv/.installed-dev ## Run the long tests, with more random examples
	@$(BROWSER); $(OFFICE); $(PROXIES); $(OBSERVATORY); \
		$(ON_SQLITE) -m "long or hypothesis" $(THOROUGH) $(ARGS)
	@$(OFFICE); $(PROXIES); $(ON_POSTGRES) -m "(long or hypothesis or one_database) and not browser" \
		$(THOROUGH) $(ARGS)

.PHONY: coverage
coverage: .venv/.installed-dev ## Run the fast tests, and list lines they miss
	@$(ON_SQLITE) --cov -m "not browser and not long" $(ARGS)

.PHONY: mutants
mutants: .venv/.installed-dev ## Count the breaks that no test notices (ARGS=careers/text/merging.py)
	@DATABASE_URL= $(PYTHON_RUN) .ci/mutants.py $(ARGS)

.PHONY: bench
bench: .venv/.installed-dev ## Time the pages beside an empty view (ARGS=large ONET=folder)
	@$(PYTHON_RUN) -m tests.benchmarks $(ARGS)

.PHONY: screenshots
screenshots: .venv/.installed-dev ## Take the pictures in the README again
	@$(BROWSER); $(PYTHON_RUN) -m tests.screenshots

# Style

TEMPLATES = find templates -name '*.html' -print0 | xargs -0 .venv/bin/djade --target-version 6.1

DENO = DENO_NO_UPDATE_CHECK=1 DENO_DIR=.venv/.deno .venv/bin/deno

.PHONY: lint
lint: .venv/.installed-dev ## Check style, imports, types, templates, migrations, settings and lock files
	$(PYTHON_RUN) -m ruff check
	$(PYTHON_RUN) -m ruff format --check
	.venv/bin/bandit --quiet --configfile pyproject.toml --recursive careers comparisons
	! grep -rnE '\|\s*safe(seq)?\b|autoescape +off' templates
	.venv/bin/lint-imports --no-cache
	$(PYTHON_RUN) -m mypy
	$(TEMPLATES) --check
	find templates -type f | xargs $(PYTHON_RUN) .ci/template_lines.py
	$(DENO) lint --quiet
	$(DENO) fmt --quiet --check
	$(PYTHON_RUN) manage.py makemigrations --check --dry-run
	SECRET_KEY=$$($(PYTHON_RUN) -c 'import secrets; print(secrets.token_urlsafe(50))') \
		DATABASE_URL=postgres://careers@localhost/careers DEBUG=0 \
		SITE_URL=https://careers.example.org ALLOWED_HOSTS=careers.example.org \
		CONTACT_EMAIL=people@example.org \
		$(PYTHON_RUN) manage.py check --deploy --fail-level WARNING
	! grep -n '://' requirements.txt requirements-dev.txt

# The same bytes each time: without the date and a number of its own.
.PHONY: sbom
sbom: .venv/.installed-dev ## List what the site is made of, for scanners (CycloneDX)
	@mkdir -p -m 700 $(DATA_DIR)
	@.venv/bin/cyclonedx-py requirements requirements.txt --pyproject pyproject.toml \
		--output-reproducible --output-file $(DATA_DIR)/sbom.json 2>/dev/null
	@echo "$(DATA_DIR)/sbom.json"

.PHONY: format
format: .venv/.installed-dev ## Put code and templates into the project's style
	$(PYTHON_RUN) -m ruff check --fix
	$(PYTHON_RUN) -m ruff format
	$(TEMPLATES)
	$(DENO) fmt --quiet

.PHONY: clean
clean: ## Remove everything made, except the database and its key
	rm -rf .venv $(DATA_DIR)/static $(DATA_DIR)/.static .coverage .coverage.* htmlcov \
		test-results mutants .hypothesis .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
