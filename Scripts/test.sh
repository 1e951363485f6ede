#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Everything `make test` checks, stage by stage; one line about each, its output only when it fails.
# NEEDLETAIL_TEST_STAGES="lint swift" runs only those.
set -uo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no
swift=${SWIFT:-swift}
logs=.build/test-logs
mkdir -p "$logs"
failed=()

# stage NAME DESCRIPTION COMMAND...: runs the command and says how it went.
stage() {
    local name=$1 description=$2 began=$SECONDS
    shift 2
    case " ${NEEDLETAIL_TEST_STAGES:-$name} " in *" $name "*) ;; *)
        echo "skip  $name: not in NEEDLETAIL_TEST_STAGES"
        return
        ;;
    esac
    if "$@" >"$logs/$name.log" 2>&1; then
        echo "ok    $name: $description ($((SECONDS - began)) s)"
        # A test that skips says why, here too.
        grep -hE '^SKIPPED|➜ +.*skipped' "$logs/$name.log" | sort | uniq -c | sed 's/^/      /'
    else
        echo "FAIL  $name: $description ($((SECONDS - began)) s); the end of $logs/$name.log:"
        tail -n 60 "$logs/$name.log" | sed 's/^/      /'
        failed+=("$name")
    fi
}

c_sources() {
    git ls-files -z '*.c' '*.h' '*.cpp' '*.hpp' | xargs -0 clang-format --dry-run --Werror
}

# A target may only import what Package.swift lets it depend on.
build_everything() {
    "$swift" build --build-tests --explicit-target-dependency-import-check error
}

swift_tests() {
    "$swift" test --disable-xctest --explicit-target-dependency-import-check error
}

release_build() { make --no-print-directory build; }

client_tests() {
    # `make test-vectors` runs the two that take longest; see CONTRIBUTING.md.
    Scripts/python.sh -m pytest -p no:cacheprovider -q -rfEs --tb=short Tests/ClientTests \
        --ignore Tests/ClientTests/test_vector_indexes.py \
        --ignore Tests/ClientTests/test_vector_truth.py
}

stage lint "Swift is formatted" \
    "$swift" format lint --strict --parallel --recursive \
    Sources Tests Benchmarks Examples Package.swift
stage lint-c "C and C++ are formatted" c_sources
stage build "everything builds without warnings" build_everything
stage swift "Swift tests pass" swift_tests
stage release "the release binary builds" release_build
stage sql "SQL answers are PostgreSQL's" Scripts/python.sh Tests/SQLTests/run.py
stage clients "drivers and psql drive the binary" client_tests
stage crash "nothing acknowledged is lost by kill -9" \
    Scripts/python.sh Tests/CrashTests/crash_test.py --kills 50

if [ ${#failed[@]} -gt 0 ]; then
    echo "failed: ${failed[*]}"
    exit 1
fi
echo "all stages passed in $SECONDS s"
