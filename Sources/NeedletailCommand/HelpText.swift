// SPDX-License-Identifier: Apache-2.0

/// What `--help` prints.
enum HelpText {
    static let overview = """
        needletail: a vector database that PostgreSQL clients and pgvector code can use as it is.

        Usage:
          needletail serve --data-dir DIR [options]    run a server
          needletail serve --help                      its options
          needletail --version                         print the version

        A server, a client and a search in a minute:
          needletail serve --data-dir ./data
          psql -h 127.0.0.1 -p 5433 -U postgres
            CREATE EXTENSION vector;
            CREATE TABLE items (id bigserial PRIMARY KEY, embedding vector(3));
            INSERT INTO items (embedding) VALUES ('[1,2,3]'), ('[4,5,6]');
            SELECT id, embedding <-> '[3,1,2]' AS distance FROM items ORDER BY distance LIMIT 5;

        From Python:
          pip install 'psycopg[binary]' pgvector
          psycopg.connect("postgresql://postgres@127.0.0.1:5433/postgres")

        Exit status: 0 done, 1 failed, 2 the command line makes no sense, 3 the data directory
        cannot be used.
        """

    static let serve = """
        needletail serve: run a server on a data directory until SIGTERM or SIGINT (Ctrl-C).

        Usage:
          needletail serve --data-dir DIR [options]

        Options:
          --data-dir DIR            where the data lies; made when it does not exist (required)
          --listen HOST:PORT        address to listen on, such as 127.0.0.1:5433, [::1]:5433 or
                                    localhost:5433; loopback only (default 127.0.0.1:5433)
          --max-connections N       sessions at the same time, 1 to 10000 (default 100)
          --cache-size SIZE         memory for blocks of data, such as 512MB or 4GB
                                    (default a quarter of the machine's memory)
          --row-cache-size SIZE     memory for single rows found by key or by search, 0 for
                                    none (default a sixteenth of the cache)
          --column-cache-size SIZE  memory for columns that searches filter by, 0 for none
                                    (default a sixteenth of the cache)
          --write-buffer-size SIZE  memory for writes not yet in table files (default 256MB)
          --background-threads N    threads for flushes and compactions, 1 to 256
                                    (default 2, or half the processors)
          --autovacuum on|off       analyze tables in the background when they have changed
                                    (default on)
          --log-level LEVEL         debug, info, warning or error (default info)
          --help                    print this

        Examples:
          needletail serve --data-dir /var/lib/needletail
          needletail serve --data-dir ./data --listen localhost:6000 --cache-size 2GB

        When it accepts connections it says so in one line on standard error. Connect with:
          psql -h 127.0.0.1 -p 5433 -U postgres

        A data directory is used by one process at a time. The first SIGTERM or SIGINT ends every
        session and closes the data directory; the second one ends the process at once, which loses
        nothing that was committed. Exit status: 0 ended as asked, 1 failed, 2 the command line
        makes no sense, 3 the data directory is in use, of another format version, or damaged.
        """
}
