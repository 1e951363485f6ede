// SPDX-License-Identifier: Apache-2.0

/// The portals of a session by name.
///
/// The unnamed one, which nearly every statement of the extended protocol uses, stands apart, so
/// that it is found without hashing.
struct PortalTable {
    private var unnamed: Portal?
    private var named: [String: Portal] = [:]

    /// The portal called `name`.
    subscript(name: String) -> Portal? {
        get { name.isEmpty ? unnamed : named[name] }
        set {
            if name.isEmpty {
                unnamed = newValue
            } else {
                named[name] = newValue
            }
        }
    }

    /// Whether there is a portal besides the unnamed one; cursors all have names.
    var hasNamed: Bool { !named.isEmpty }

    /// All portals.
    var all: [Portal] { (unnamed.map { [$0] } ?? []) + named.values }

    /// The names of all portals.
    var names: Set<String> {
        var names = Set(named.keys)
        if unnamed != nil { names.insert("") }
        return names
    }

    /// Forgets all portals but those that `isKept` names.
    mutating func keep(where isKept: (Portal) -> Bool) {
        if let unnamed, !isKept(unnamed) { self.unnamed = nil }
        if !named.isEmpty { named = named.filter { isKept($0.value) } }
    }

    /// Closes and forgets all portals.
    mutating func closeAll() {
        for portal in all { portal.rows.close() }
        unnamed = nil
        named = [:]
    }
}
