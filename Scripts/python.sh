#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Runs Python with the packages of Tests/ClientTests/requirements.txt: Scripts/python.sh FILE ARGUMENTS
# The virtual environment lies in .build/venv; it is made, and made again when the list changes.
# REQUIREMENTS names another list, whose environment lies in .build/venv-FOLDER.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
requirements=$root/Tests/ClientTests/requirements.txt
environment=$root/.build/venv
if [ -n "${REQUIREMENTS:-}" ]; then
    requirements=$root/$REQUIREMENTS
    environment=$root/.build/venv-$(basename "$(dirname "$REQUIREMENTS")")
fi

mkdir -p "$root/.build"
(
    flock 9 # Two tests that start together make it once.
    if ! cmp -s "$requirements" "$environment/installed.txt"; then
        rm -rf "$environment"
        python3 -m venv "$environment"
        "$environment/bin/pip" install --quiet --disable-pip-version-check -r "$requirements" >&2
        cp "$requirements" "$environment/installed.txt"
    fi
) 9>"$root/.build/venv.lock"
exec "$environment/bin/python" "$@"
