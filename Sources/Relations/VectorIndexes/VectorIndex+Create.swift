// SPDX-License-Identifier: Apache-2.0

import Indexes
import Platform
import Storage
import Values

/// Builds that a client waits for: CREATE INDEX, REINDEX, and VACUUM of a worn index.
extension VectorIndex {
    /// How often a build tells how far it is.
    private static let progressMilliseconds = 100

    /// Makes the index from what `view` sees of the table, and saves it.
    ///
    /// - Parameters:
    ///   - view: What the transaction that makes the index sees; nil for the newest commit, when
    ///     the index takes over what is committed meanwhile.
    ///   - store: Where the rows are.
    ///   - estimatedCount: About how many rows there are.
    ///   - progress: Told from this thread how far the build is; throws to end it.
    /// - Throws: 22000, 53200, 53100, 58030, and what `progress` throws.
    func create(
        from view: ReadView?,
        _ store: Store,
        estimatedCount: Int,
        _ progress: (VectorBuildProgress) throws(DatabaseError) -> Void
    ) throws(DatabaseError) {
        try becomeKeeper { () throws(DatabaseError) in
            try progress(
                VectorBuildProgress(
                    phase: "initializing",
                    rowsDone: 0,
                    rowsTotal: estimatedCount
                )
            )
        }
        defer { leave() }
        try replaceParts { replaced throws(DatabaseError) in
            // Taken after the index began to note changes: none falls between the two.
            let view = view ?? store.view(at: store.snapshot())
            if try installSmall(from: view, replacing: replaced) { return }
            let lsn = view.snapshot.lsn
            let source = TableSource(self, view, estimatedCount: estimatedCount)
            let base = try build(source, progress)
            if let path { try write(base, to: path, lsn, store) }
            install(base, replacing: replaced, saved: path == nil ? nil : lsn)
        }
    }

    /// Builds on other threads, so that this one can tell the client and be cancelled.
    func build(
        _ source: TableSource,
        _ progress: (VectorBuildProgress) throws(DatabaseError) -> Void
    ) throws(DatabaseError) -> any NeighborIndex {
        let count = BuildProgress()
        let outcome = Signal<Result<any NeighborIndex, IndexError>?>(nil)
        let thread: OSThread
        do throws(PlatformError) {
            thread = try OSThread(name: "index build") { [self] in
                let result: Result<any NeighborIndex, IndexError>
                do throws(IndexError) {
                    result = .success(try makeBase(source, progress: count))
                } catch {
                    result = .failure(error)
                }
                outcome.update { $0 = result }
            }
        } catch {
            throw DatabaseError(.insufficientResources, error.description)
        }
        defer { thread.join() }
        var refusal: DatabaseError?
        while true {
            let result: Result<any NeighborIndex, IndexError>? = outcome.wait(
                until: .after(milliseconds: Self.progressMilliseconds)
            ) { $0 }
            switch result {
            case .success(let base):
                if let refusal { throw refusal }
                return base
            case .failure(let error): throw refusal ?? source.failure ?? DatabaseError(error)
            case nil: break
            }
            if refusal != nil { continue }
            do throws(DatabaseError) {
                try progress(
                    VectorBuildProgress(
                        phase: "building index: loading tuples",
                        rowsDone: count.rowsDone,
                        rowsTotal: max(source.estimatedCount, count.rowsDone)
                    )
                )
            } catch {
                refusal = error
                count.cancel()
            }
        }
    }
}
