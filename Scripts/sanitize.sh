#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs the Swift tests under the thread sanitizer, then under the address sanitizer.
# SUITES limits them to test targets by a regular expression.
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no
# RocksDB and cctz are not instrumented; LeakSanitizer cannot see what they keep until exit.
export ASAN_OPTIONS=detect_leaks=0
for sanitizer in thread address; do
    echo "== $sanitizer sanitizer"
    swift test --sanitize="$sanitizer" --scratch-path ".build/sanitize-$sanitizer" \
        --disable-xctest ${SUITES:+--filter "$SUITES"}
done
