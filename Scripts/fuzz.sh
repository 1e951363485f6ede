#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Fuzzes the wire protocol with libFuzzer for SECONDS_EACH seconds (default 60).
set -euo pipefail
cd "$(dirname "$0")/.."
export SWIFT_BACKTRACE=enable=no NEEDLETAIL_FUZZ=1
swift build -c release --build-path .build/fuzz --product WireFuzz -Xswiftc -use-ld=lld
mkdir -p .build/fuzz-corpus
.build/fuzz/release/WireFuzz -max_total_time="${SECONDS_EACH:-60}" -max_len=4096 .build/fuzz-corpus
