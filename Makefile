.PHONY: help setup static build test reproduce nightly bench peers soak sanitize report install dist deb format lint size clean
PREFIX = /usr/local
SOURCES = Sources Tests Package.swift Benchmarks/Performance/Sources
concord = .build/release/concord
# Each run file says which sources made it.
revision = CONCORD_COMMIT=$$(git describe --always --dirty 2>/dev/null || echo unknown)

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## install what is missing (Debian's packages); nothing missing: no network
	@.ci/setup

build: setup ## the command, .build/release/concord
	swift build -c release --product concord

test: setup ## build and run all tests
	swift build -c release --build-tests
	@.ci/tests

reproduce: build ## train, rank, search, draw and report: 23 minutes on 2 cores, nothing when all is done (ARGS="--profile smoke")
	$(revision) $(concord) reproduce $(ARGS)

nightly: build ## what is watched on a fresh seed against its reference, then long experiments in turn, eight hours (ARGS="--hours 2"): docs/nightly.md
	swift run -c release performance quick --parts speed --json .build/speeds.json
	$(revision) $(concord) nightly --speeds .build/speeds.json $(ARGS)

bench: setup ## speed beside PyTorch and scipy, growth of cost: ten quiet minutes, or one (ARGS=quick); docs/performance.md
	swift run -c release performance $(ARGS)

peers: ## PyTorch, scipy and pymoo for the other side of the benchmarks, in .build/peers
	Benchmarks/Performance/Peers/install .build/peers

soak: setup ## the tests that take long: coverage of intervals, the whole of CIFAR-10, jobs killed a thousand times, 10⁶ injured inputs
	swift build -c release --build-tests
	@CONCORD_SOAK=1 .ci/tests $(ARGS)

sanitize: setup ## the tests under the sanitizers of addresses and threads (half an hour; ARGS=address for one of them)
	.ci/sanitize $(ARGS)

report: build ## figures, tables and report again, from run files alone
	$(concord) report $(ARGS)

static: setup
	swift build -c release --product concord --static-swift-stdlib --scratch-path .build/static

install: static ## the command, experiments, completions and man page below PREFIX (/usr/local; DESTDIR in front): docs/install.md
	@.ci/install "$(PREFIX)" "$(DESTDIR)"

dist: static ## an archive that runs on a Debian 12 without Swift, in the folder dist
	@.ci/dist

deb: static ## Debian's package, checked by lintian where that is installed, in the folder dist
	@.ci/deb

format: ## rewrite the sources in the house's format
	swift format --in-place --recursive $(SOURCES)

lint: ## format, length of files, forbidden words, what documents say of targets and papers
	@.ci/lint

size: ## files and lines of each target
	@for target in Sources/* Tests/*; do \
	  find $$target -type f \( -name '*.swift' -o -name '*.[ch]' -o -name '*.inc' \) -exec cat {} + | wc -l | \
	    xargs printf '%-28s %4d files %6d lines\n' $$target $$(find $$target -type f | wc -l); done

clean: ## remove what was built; results stay
	rm -rf .build
