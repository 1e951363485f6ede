// SPDX-License-Identifier: Apache-2.0

import Needletail
import Values

/// A vector store inside a program: keeps notes in a directory, finds the nearest ones.
@main
enum Embedded {
    static func main() throws {
        guard let directory = CommandLine.arguments.dropFirst().first else {
            print("usage: Embedded DIRECTORY")
            return
        }
        let database = try Database.open(directory)
        let connection = try database.connect()
        try connection.execute("CREATE EXTENSION IF NOT EXISTS vector")
        try connection.execute(
            "CREATE TABLE IF NOT EXISTS notes (id bigint PRIMARY KEY, body text, place vector(2))"
        )
        try connection.transaction { connection throws(DatabaseError) in
            let notes: [(Int, String, [Float])] = [
                (1, "the harbour", [1, 1]), (2, "the old mill", [4, 2]),
                (3, "the lighthouse", [9, 9]),
            ]
            for (id, body, place) in notes {
                try connection.execute(
                    "INSERT INTO notes VALUES ($1, $2, $3) ON CONFLICT (id) DO NOTHING",
                    id,
                    body,
                    place
                )
            }
        }
        let nearest = try connection.query(
            "SELECT body, place <-> $1 AS distance FROM notes ORDER BY place <-> $1 LIMIT 2",
            [2, 1] as [Float]
        )
        for row in nearest {
            print(try row.decode(String.self, "body"), try row.decode(Double.self, "distance"))
        }
    }
}
