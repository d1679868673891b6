# make lists the targets.
GO ?= go
TOOL = $(GO) tool -modfile=.ci/tools.mod

.DEFAULT_GOAL := help
.PHONY: help run test tools check arm64 bench fuzz build

help: ## list the targets
	@awk -F':.*## ' '/^[a-z0-9-]+:.*## /{printf "  %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: ## run the service on http://127.0.0.1:8080
	@$(GO) run ./cmd/vendorfit serve

build: ## build the program into bin/
	@$(GO) build -trimpath -o bin/ ./cmd/...

tools: ## fetch what tests and checks need
	@$(GO) mod download
	@$(GO) mod download -modfile=.ci/tools.mod
	@cd bench && $(GO) mod download

test: tools ## run all tests
	@$(GO) test -race ./...
	@cd bench && $(GO) test ./...

check: ## format, vet, lint, known vulnerabilities; the book's own lint and tests
	@out=$$($(TOOL) gofumpt -l .); test -z "$$out" || { echo "$$out"; echo "gofumpt: run $(TOOL) gofumpt -w ."; exit 1; }
	@$(GO) vet ./... && cd bench && $(GO) vet ./...
	@$(TOOL) staticcheck ./...
	@$(GO) mod tidy -diff && cd bench && $(GO) mod tidy -diff
	@$(GO) run ./cmd/vendorfit rules lint && $(GO) run ./cmd/vendorfit rules test
	@$(GO) mod verify >/dev/null
	@.ci/vulnerabilities

arm64: ## compare the documents of amd64 and arm64, byte by byte (needs qemu)
	@.ci/arm64

bench: ## measure, beside hand-written Go and cel-go
	@cd bench && $(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## fuzz every parser for a while (FUZZTIME=30s)
	@.ci/fuzz $(or $(FUZZTIME),30s)
