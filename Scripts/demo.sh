#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Starts a server on .build/demo, loads Examples/packages once, asks questions, leaves it running.
set -euo pipefail
cd "$(dirname "$0")/.."

host=127.0.0.1
port=${NEEDLETAIL_DEMO_PORT:-5433}
directory=.build/demo
log=.build/demo.log
psql=(psql -X -q -v ON_ERROR_STOP=1 -h "$host" -p "$port" -U postgres -d postgres)

answers() { "${psql[@]}" -Atc 'SELECT 1' >/dev/null 2>&1; }

if ! answers; then
    mkdir -p .build
    nohup .build/release/needletail serve --data-dir "$directory" --listen "$host:$port" \
        >"$log" 2>&1 </dev/null &
    server=$!
    echo "$server" >.build/demo.pid
    for _ in $(seq 100); do
        answers && break
        if ! kill -0 "$server" 2>/dev/null; then
            echo "the server did not start:" >&2
            cat "$log" >&2
            exit 1
        fi
        sleep 0.1
    done
fi

if [ "$("${psql[@]}" -Atc "SELECT to_regclass('packages') IS NULL")" = t ]; then
    echo "Loading $(zcat Examples/packages/packages.tsv.gz | wc -l) packages ..."
    {
        echo 'BEGIN;'
        cat Examples/packages/schema.sql
        echo 'COPY packages FROM STDIN;'
        zcat Examples/packages/packages.tsv.gz
        echo '\.'
        echo 'COPY questions FROM STDIN;'
        zcat Examples/packages/questions.tsv.gz
        echo '\.'
        echo 'COMMIT;'
    } | "${psql[@]}"
fi

"${psql[@]}" -f Examples/packages/questions.sql

cat <<END
The server is running (process $(cat .build/demo.pid 2>/dev/null || echo '?'), log in $log). Connect with

    psql -h $host -p $port -U postgres

and stop it with

    kill $(cat .build/demo.pid 2>/dev/null || echo PID)
END
