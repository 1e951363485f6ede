#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# Shows that the loops that walk the graph count no references, check no exclusive access and
# dispatch nothing dynamically: check-graph-loop.sh [RELEASE BINARY]
# A loop that the binary does not have by this name fails too: it was renamed, or it was inlined
# where nobody looks at it.
set -euo pipefail
binary=${1:-.build/release/IndexBenchmark}
# HNSWWalk's search(level:pool:gate:), descend(level:slot:distance:) and searchTwoHops(pool:gate:).
loops=(
    '$s7Indexes8HNSWWalkV6search5level4pool4gateySi_AA13CandidatePoolVzAA8SlotGateVtF'
    '$s7Indexes8HNSWWalkV7descend5level4slot8distanceySi_s6UInt32VzSfztF'
    '$s7Indexes8HNSWWalkV13searchTwoHops4pool4gateyAA13CandidatePoolVz_AA8SlotGateVtF'
)
failed=0
for name in "${loops[@]}"; do
    code=$(objdump -d --no-show-raw-insn --disassemble="$name" "$binary")
    if ! grep -qF "<$name>:" <<< "$code"; then
        echo "$name: not in $binary"
        failed=1
        continue
    fi
    calls=$(grep -E 'call|bl ' <<< "$code" || true)
    bad=$(grep -E 'swift_(retain|release|bridgeObject|beginAccess|getWitness|dynamicCast)' \
        <<< "$calls" || true)
    echo "$name: $(grep -c . <<< "$calls" || true) calls, $(grep -c . <<< "$bad" || true) forbidden"
    if [ -n "$bad" ]; then
        echo "$bad"
        failed=1
    fi
done
exit $failed
