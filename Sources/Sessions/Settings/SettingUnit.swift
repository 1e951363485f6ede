// SPDX-License-Identifier: Apache-2.0

/// Units of memory and time as settings write them.
///
/// Source: PostgreSQL 15 manual, section 20.1.1 "Parameter Names and Values".
enum SettingUnit {
    private static let memory: [(String, Double)] = [
        ("TB", 1_099_511_627_776), ("GB", 1_073_741_824), ("MB", 1_048_576), ("kB", 1_024),
        ("B", 1),
    ]
    private static let time: [(String, Double)] = [
        ("d", 86_400_000), ("h", 3_600_000), ("min", 60_000), ("s", 1_000), ("ms", 1),
        ("us", 0.001),
    ]

    private static func size(of unit: String) -> (Double, isMemory: Bool)? {
        if unit == "8kB" { return (8_192, true) }
        if let found = memory.first(where: { $0.0 == unit }) { return (found.1, true) }
        if let found = time.first(where: { $0.0 == unit }) { return (found.1, false) }
        return nil
    }

    /// `amount` of `suffix` (the setting's own unit when empty) in `unit`; nil when they don't fit.
    static func scale(_ amount: Double, from suffix: String, to unit: String) -> Double? {
        if suffix.isEmpty { return amount }
        guard let own = size(of: unit), let given = size(of: suffix), own.isMemory == given.isMemory
        else { return nil }
        return amount * given.0 / own.0
    }

    /// What to say of a value whose unit is not understood.
    static func hint(for unit: String) -> String? {
        guard let own = size(of: unit) else { return nil }
        return own.isMemory
            ? "Valid units for this parameter are \"B\", \"kB\", \"MB\", \"GB\", and \"TB\"."
            : "Valid units for this parameter are \"us\", \"ms\", \"s\", \"min\", \"h\", and \"d\"."
    }

    /// `amount` in the largest unit that divides it, as SHOW prints it.
    static func show(_ amount: Int64, unit: String) -> String {
        guard amount > 0, let own = size(of: unit) else { return String(amount) }
        let total = Double(amount) * own.0
        for (name, size) in own.isMemory ? memory : time where size >= 1 {
            if total >= size, (total / size).rounded() * size == total {
                return "\(Int64(total / size))\(name)"
            }
        }
        return "\(amount)\(unit)"
    }

    /// The text that SHOW prints, back in `unit`.
    static func amount(_ shown: String, unit: String) -> Int64 {
        let digits = shown.prefix { $0 == "-" || $0.isNumber }
        let amount = Double(String(digits)) ?? 0
        let suffix = String(shown.dropFirst(digits.count))
        return Int64((scale(amount, from: suffix, to: unit) ?? amount).rounded())
    }
}
