// SPDX-License-Identifier: Apache-2.0

import Execution
import Parsing
import Relations
import Values

/// The forms of index statements that are transactions of their own: CONCURRENTLY.
extension Session {
    /// CREATE INDEX CONCURRENTLY: catalogues the index in one transaction and fills it in the next.
    func createIndexConcurrently(
        _ create: Syntax.CreateIndex
    ) throws(DatabaseError) -> String {
        try requireNoBlock("CREATE INDEX CONCURRENTLY")
        guard let pending = try definitionExecutor("CREATE INDEX").beginIndex(create) else {
            return "CREATE INDEX"
        }
        try commitTransaction()
        try definitionExecutor("CREATE INDEX").fill(pending)
        return "CREATE INDEX"
    }

    /// REINDEX CONCURRENTLY: catalogues new indexes beside the old ones, fills each, and lets each
    /// take the old one's place.
    func reindexConcurrently(_ reindex: Syntax.Reindex) throws(DatabaseError) -> String {
        try requireNoBlock("REINDEX CONCURRENTLY")
        let all = try definitionExecutor("REINDEX").beginReindex(reindex)
        for pending in all {
            try commitTransaction()
            try definitionExecutor("REINDEX").fill(pending)
            try commitTransaction()
            try definitionExecutor("REINDEX").replace(pending)
        }
        return "REINDEX"
    }

    /// DROP INDEX CONCURRENTLY waits for nobody: readers see the index until their snapshots end.
    func requireConcurrentDrop(_ drop: Syntax.Drop) throws(DatabaseError) {
        if drop.objects.count > 1 {
            throw DatabaseError(
                .featureNotSupported,
                "DROP INDEX CONCURRENTLY does not support dropping multiple objects"
            )
        }
        if drop.behavior == .cascade {
            throw DatabaseError(
                .featureNotSupported,
                "DROP INDEX CONCURRENTLY does not support CASCADE"
            )
        }
        try requireNoBlock("DROP INDEX CONCURRENTLY")
    }
}
