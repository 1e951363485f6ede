// SPDX-License-Identifier: Apache-2.0

public import Values
public import Vectors

/// What the description of a vector index says, typed.
public struct VectorIndexParameters: Sendable, Equatable {
    /// The structure, by the name of its access method.
    public enum Method: String, Sendable, CaseIterable {
        case hnsw
        case ivfflat
        case flat
    }

    /// The structure.
    public var method: Method
    /// What is nearest.
    public var metric: Metric
    /// The SQL type of the vectors.
    public var type: OID
    /// Elements of a vector.
    public var dimension: Int
    /// Links of a node of a graph, pgvector's `m`.
    public var m = 16
    /// Candidates when a node is linked, pgvector's `ef_construction`.
    public var efConstruction = 64
    /// Lists of an inverted file, pgvector's `lists`.
    public var lists = 100
    /// What is kept in memory of each vector; nil for the method's default.
    public var quantizer: String?

    /// The values of ``quantizer``.
    public static let quantizers = ["none", "sq8", "sq4", "rabitq", "pq4", "pq8"]

    /// Whether codes can stand for the vectors: dense ones, under a metric that a rotation keeps.
    public var canQuantize: Bool {
        (type == .vector || type == .halfvec) && metric != .l1
    }

    /// What `index` says; nil when it is no vector index.
    public init?(_ index: IndexDescription) {
        guard let method = Method(rawValue: index.method), let key = index.keys.first else {
            return nil
        }
        self.method = method
        type = key.type.oid
        dimension = Int(key.type.modifier)
        metric = Self.metric(ofOperatorClass: key.operatorClass ?? "")
        for option in index.options {
            let parts = option.split(separator: "=", maxSplits: 1)
            guard parts.count == 2 else { continue }
            switch parts[0] {
            case "m": m = StorageParameter.integer(parts[1]) ?? m
            case "ef_construction":
                efConstruction = StorageParameter.integer(parts[1]) ?? efConstruction
            case "lists": lists = StorageParameter.integer(parts[1]) ?? lists
            case "quantizer": quantizer = String(parts[1])
            default: break
            }
        }
    }

    /// The operator by which the index orders rows, such as `<->`.
    public var operatorName: String { metric.operatorName }

    /// The metric in the name of an operator class such as `vector_cosine_ops`.
    private static func metric(ofOperatorClass name: String) -> Metric {
        switch name.split(separator: "_").dropFirst().first {
        case "ip": .innerProduct
        case "cosine": .cosine
        case "l1": .l1
        case "hamming": .hamming
        case "jaccard": .jaccard
        default: .l2
        }
    }
}

extension IndexDescription {
    /// Whether it finds nearest vectors rather than ordering rows.
    public var isVectorIndex: Bool { VectorIndexParameters.Method(rawValue: method) != nil }

    /// Whether it stores its keys itself, because they cannot be read from the table's columns as
    /// they are stored: those of expressions, of bit strings, and of a part of the rows.
    public var keepsKeysInEntries: Bool {
        guard isVectorIndex else { return false }
        guard predicateSQL == nil, let key = keys.first, key.column != nil else { return true }
        return key.type.oid != .vector && key.type.oid != .halfvec && key.type.oid != .sparsevec
    }
}
