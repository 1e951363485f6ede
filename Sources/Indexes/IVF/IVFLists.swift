// SPDX-License-Identifier: Apache-2.0

import Platform
import Synchronization

/// Which slots are in which list: chains of chunks that readers walk without a lock.
///
/// ```
/// chunk, 256 bytes:  next chunk (u32) | 0 | address of the blocks (u64) | 60 slots (u32 each)
/// word of a list:    first chunk (u32) << 32 | slots (u32)
/// ```
///
/// A list only grows at its end: the slot is written, then the word with the new count published.
/// Anything else makes a new chain and swaps the word; the old chain goes back when no reader can
/// know it. So a word, once read, stays good for the length of a search. The first chunk of a chain
/// may name blocks that hold the codes of its first slots (``IVFBlocks``).
///
/// Sendable because words are atomic, writers of one list take turns (``withLock(_:_:)``), and
/// chunks are written before a word publishes them.
final class IVFLists: @unchecked Sendable {
    typealias Word = Atomic<UInt64>

    static let slotsPerChunk = 60
    /// Words of a chunk before its slots.
    static let headerWords = 4
    /// The most lists there can be: pgvector's limit, twice for uneven splits, and as many again
    /// for those being replaced.
    static let listLimit = 1 << 17

    private struct Free {
        var lists: [UInt32] = []
        var chunks: [UInt32] = []
        var usedChunks: UInt32 = 1
    }

    private let wordMemory: ReservedMemory
    private let chunkMemory: ReservedMemory
    private let chunkLimit: Int
    private let words: UnsafeMutablePointer<Word>
    let chunks: UnsafeMutablePointer<UInt32>
    /// The last chunk of each list; under its lock.
    private let tails: UnsafeMutablePointer<UInt32>
    private let locks = StripedLock()
    private let free = Lock(Free())
    private let used = Atomic<Int>(0)
    /// Blocks that no chain names any more, by the epoch in which that became so.
    private let retiredBlocks = Lock<[(epoch: UInt64, blocks: IVFBlocks)]>([])
    private let blockBytes = Atomic<Int>(0)

    init(slotLimit: Int) throws(IndexError) {
        // Every slot twice, since a moved one stays in its old list for a while, and one chunk
        // that is not full for each list.
        chunkLimit = min(
            Int(UInt32.max),
            2 * slotLimit / IVFLists.slotsPerChunk + 2 * IVFLists.listLimit
        )
        do throws(PlatformError) {
            wordMemory = try ReservedMemory(reserving: IVFLists.listLimit * 12)
            chunkMemory = try ReservedMemory(reserving: chunkLimit * 256)
            try wordMemory.commit(IVFLists.listLimit * 12)
        } catch { throw .system(error) }
        words = wordMemory.base.assumingMemoryBound(to: Word.self)
        tails = (wordMemory.base + IVFLists.listLimit * 8).assumingMemoryBound(to: UInt32.self)
        chunks = chunkMemory.base.assumingMemoryBound(to: UInt32.self)
    }

    deinit {
        // Chunk 0 is never used, and without another has no memory.
        for chunk in 1..<free.withLock({ $0.usedChunks }) {
            IVFBlocks(address: blockWord(chunk).pointee.load(ordering: .relaxed))?.deallocate()
        }
        retiredBlocks.withLock { for part in $0 { part.blocks.deallocate() } }
    }

    /// Lists made so far, free ones among them.
    var count: Int { used.load(ordering: .acquiring) }

    /// First chunk and number of slots.
    @inline(__always)
    func word(_ list: UInt32) -> UInt64 { words[Int(list)].load(ordering: .acquiring) }

    /// Slots in a list.
    func size(_ list: UInt32) -> Int { Int(UInt32(truncatingIfNeeded: word(list))) }

    /// All slots of a list as of now.
    func slots(_ list: UInt32) -> [UInt32] {
        var found: [UInt32] = []
        var walk = IVFWalk(word: word(list), chunks: chunks)
        found.reserveCapacity(walk.remaining)
        while let slot = walk.next() { found.append(slot) }
        return found
    }

    // MARK: - Changes

    /// Runs `body` while no other thread changes a list.
    func withLock<Result, Failure: Error>(
        _ list: UInt32,
        _ body: () throws(Failure) -> Result
    ) throws(Failure) -> Result {
        try locks.withLock(list, body)
    }

    /// A list of the given slots, known to nobody yet.
    func makeList(_ slots: [UInt32]) throws(IndexError) -> UInt32 {
        let list = try free.withLock { (free) throws(IndexError) in
            if let list = free.lists.popLast() { return list }
            let list = used.load(ordering: .relaxed)
            guard list < IVFLists.listLimit else { throw .full(limit: IVFLists.listLimit) }
            used.store(list + 1, ordering: .releasing)
            return UInt32(list)
        }
        do throws(IndexError) { _ = try replace(list, with: slots) } catch {
            freeList(list)
            throw error
        }
        return list
    }

    /// Takes back a list that nobody knows any more.
    func freeList(_ list: UInt32) {
        freeChain(words[Int(list)].exchange(0, ordering: .acquiringAndReleasing))
        free.withLock { $0.lists.append(list) }
    }

    /// Adds a slot; the caller holds the list's lock.
    func append(_ slot: UInt32, to list: UInt32) throws(IndexError) {
        let word = word(list)
        let count = Int(UInt32(truncatingIfNeeded: word))
        let place = count % IVFLists.slotsPerChunk
        var first = UInt32(truncatingIfNeeded: word >> 32)
        if place == 0 {
            let chunk = try makeChunk()
            if count == 0 { first = chunk } else { chunks[Int(tails[Int(list)]) * 64] = chunk }
            tails[Int(list)] = chunk
        }
        chunks[Int(tails[Int(list)]) * 64 + IVFLists.headerWords + place] = slot
        words[Int(list)].store(UInt64(first) << 32 | UInt64(count + 1), ordering: .releasing)
    }

    /// Gives a list other slots; answers the word of the old chain, for ``freeChain(_:)``.
    ///
    /// The caller holds the list's lock, or the list is new.
    func replace(_ list: UInt32, with slots: [UInt32]) throws(IndexError) -> UInt64 {
        var first: UInt32 = 0
        var last: UInt32 = 0
        var made: [UInt32] = []
        var start = 0
        while start < slots.count {
            do throws(IndexError) { made.append(try makeChunk()) } catch {
                free.withLock { $0.chunks.append(contentsOf: made) }
                throw error
            }
            let chunk = made[made.count - 1]
            if last == 0 { first = chunk } else { chunks[Int(last) * 64] = chunk }
            last = chunk
            let end = min(start + IVFLists.slotsPerChunk, slots.count)
            let target = chunks + Int(chunk) * 64 + IVFLists.headerWords
            for index in start..<end { target[index - start] = slots[index] }
            start = end
        }
        tails[Int(list)] = last
        return words[Int(list)].exchange(
            UInt64(first) << 32 | UInt64(slots.count),
            ordering: .acquiringAndReleasing
        )
    }

    /// Takes back a chain that nobody walks any more.
    func freeChain(_ word: UInt64) {
        var chunk = UInt32(truncatingIfNeeded: word >> 32)
        var remaining = Int(UInt32(truncatingIfNeeded: word))
        var chain: [UInt32] = []
        if remaining > 0, let blocks = blocks(word) {
            blockWord(chunk).pointee.store(0, ordering: .relaxed)
            deallocate(blocks)
        }
        while remaining > 0 {
            chain.append(chunk)
            chunk = chunks[Int(chunk) * 64]
            remaining -= IVFLists.slotsPerChunk
        }
        free.withLock { $0.chunks.append(contentsOf: chain) }
    }

    private func makeChunk() throws(IndexError) -> UInt32 {
        try free.withLock { (free) throws(IndexError) in
            if let chunk = free.chunks.popLast() { return chunk }
            let chunk = free.usedChunks
            guard Int(chunk) < chunkLimit else { throw .full(limit: chunkLimit) }
            do throws(PlatformError) { try chunkMemory.commit((Int(chunk) + 1) * 256) } catch {
                throw .system(error)
            }
            free.usedChunks = chunk + 1
            return chunk
        }
    }

    // MARK: - Blocks

    private func blockWord(_ chunk: UInt32) -> UnsafeMutablePointer<Word> {
        UnsafeMutableRawPointer(chunks + Int(chunk) * 64 + 2).assumingMemoryBound(to: Word.self)
    }

    /// The blocks of the chain that a word names.
    @inline(__always)
    func blocks(_ word: UInt64) -> IVFBlocks? {
        if UInt32(truncatingIfNeeded: word) == 0 { return nil }
        return IVFBlocks(
            address: blockWord(UInt32(truncatingIfNeeded: word >> 32)).pointee.load(
                ordering: .acquiring
            )
        )
    }

    /// Gives the chain of a list, whose lock the caller holds, other blocks; the old ones stay
    /// until no search can know them.
    func setBlocks(_ blocks: IVFBlocks, of list: UInt32, _ contexts: SearchContexts) {
        let chunk = UInt32(truncatingIfNeeded: word(list) >> 32)
        blockBytes.add(blocks.byteCount, ordering: .relaxed)
        let old = blockWord(chunk).pointee.exchange(
            blocks.address,
            ordering: .acquiringAndReleasing
        )
        guard let old = IVFBlocks(address: old) else { return }
        let epoch = contexts.advance()
        retiredBlocks.withLock { $0.append((epoch, old)) }
        reclaimBlocks(contexts)
    }

    /// Frees the blocks that no search can know any more.
    func reclaimBlocks(_ contexts: SearchContexts) {
        retiredBlocks.withLock { retired in
            retired.removeAll { part in
                guard contexts.hasPassed(part.epoch) else { return false }
                deallocate(part.blocks)
                return true
            }
        }
    }

    private func deallocate(_ blocks: IVFBlocks) {
        blockBytes.subtract(blocks.byteCount, ordering: .relaxed)
        blocks.deallocate()
    }

    /// Bytes in use.
    var byteCount: Int {
        free.withLock { Int($0.usedChunks) * 256 } + count * 12
            + blockBytes.load(ordering: .relaxed)
    }
}
