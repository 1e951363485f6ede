#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Shows that the loops that walk the graph count no references, check no exclusive access and
# dispatch nothing dynamically: check-graph-loop.sh [RELEASE BINARY]
set -euo pipefail
binary=${1:-.build/release/IndexBenchmark}
failed=0
for name in $(nm "$binary" | awk '{print $3}' | grep -E '7Indexes8HNSWWalkV(6search|7descend|14searchTwoHops)' |
    grep -E 'F$'); do
    calls=$(objdump -d --no-show-raw-insn --disassemble="$name" "$binary" | grep -E 'call|bl ' || true)
    bad=$(grep -E 'swift_(retain|release|bridgeObject|beginAccess|getWitness|dynamicCast)' \
        <<< "$calls" || true)
    echo "$name: $(grep -c . <<< "$calls") calls, $(grep -c . <<< "$bad" || true) forbidden"
    if [ -n "$bad" ]; then
        echo "$bad"
        failed=1
    fi
done
exit $failed
