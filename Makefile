# Needletail. `make help` lists the targets.

SWIFT ?= swift
CONFIGURATION_FLAGS = -Xswiftc -cross-module-optimization -Xswiftc -enforce-exclusivity=unchecked \
	--static-swift-stdlib
KILLS ?= 50

.PHONY: help dependencies build demo test test-vectors test-oracle check format crash-test sanitize fuzz bench bench-pgvector bench-indexes bench-learned bench-lists bench-keys

help: ## List the targets.
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 18

dependencies: ## Install the Debian packages that are missing (as root or with sudo).
	@Scripts/install-dependencies.sh

build: dependencies ## Build the release binary, .build/release/needletail.
	$(SWIFT) build -c release --product needletail $(CONFIGURATION_FLAGS)

demo: build ## Load real data, ask it questions, leave the server running.
	@Scripts/demo.sh

test: dependencies ## Format check, build with warnings as errors, all tests.
	@Scripts/test.sh

test-vectors: build ## Check searches through vector indexes against exact truth, at length.
	Scripts/python.sh -m pytest -q -rfE --tb=short Tests/ClientTests/test_vector_indexes.py Tests/ClientTests/test_vector_truth.py

format: ## Rewrite the sources in the house style.
	$(SWIFT) format format -i -p -r Sources Tests Benchmarks Examples Package.swift

crash-test: build ## Kill the server KILLS times under load and check what it acknowledged.
	Scripts/python.sh Tests/CrashTests/crash_test.py --kills $(KILLS)

sanitize: dependencies ## Run the tests under the thread and address sanitizers.
	@Scripts/sanitize.sh

fuzz: dependencies ## Fuzz the wire protocol for a minute.
	@Scripts/fuzz.sh

test-oracle: dependencies ## Check the recorded SQL answers against PostgreSQL + pgvector.
	REQUIREMENTS=Benchmarks/requirements.txt Scripts/python.sh Tests/SQLTests/run.py --postgresql

bench: build ## Compare with PostgreSQL + pgvector in one run.
	REQUIREMENTS=Benchmarks/requirements.txt Scripts/python.sh Benchmarks/bench.py

bench-pgvector: build ## Compare vector indexes with pgvector's; ARGUMENTS="--quick" takes two minutes.
	REQUIREMENTS=Benchmarks/requirements.txt Scripts/python.sh Benchmarks/bench_pgvector.py $(ARGUMENTS)

bench-learned: build ## Compare learned indexes in SQL with btree indexes.
	REQUIREMENTS=Benchmarks/requirements.txt Scripts/python.sh Benchmarks/bench_learned.py $(ARGUMENTS)

bench-lists: dependencies ## Measure inverted files on DATA, a directory like debian-packages.
	$(SWIFT) build -c release --product ListBenchmark $(CONFIGURATION_FLAGS)
	.build/release/ListBenchmark $(DATA)

bench-keys: dependencies ## Compare ALEX with binary search and RocksDB, ten million keys.
	$(SWIFT) build -c release --product KeyBenchmark $(CONFIGURATION_FLAGS)
	.build/release/KeyBenchmark

bench-indexes: dependencies ## Compare the vector indexes with hnswlib, faiss and usearch in one run.
	$(SWIFT) build -c release --product IndexBenchmark $(CONFIGURATION_FLAGS)
	Scripts/check-graph-loop.sh .build/release/IndexBenchmark
	REQUIREMENTS=Benchmarks/requirements.txt Scripts/python.sh Benchmarks/bench_indexes.py $(ARGUMENTS)
