// SPDX-License-Identifier: Apache-2.0

import Values

/// A scalar with SQL's equality and order, which is not always Swift's.
protocol Ordered: Sendable {
    static func isEqual(_ left: Self, _ right: Self) -> Bool
    static func isLess(_ left: Self, _ right: Self) -> Bool
}

extension Ordered where Self: Comparable {
    @inline(__always)
    static func isEqual(_ left: Self, _ right: Self) -> Bool { left == right }
    @inline(__always)
    static func isLess(_ left: Self, _ right: Self) -> Bool { left < right }
}

extension Int16: Ordered {}
extension Int32: Ordered {}
extension Int64: Ordered {}
extension UInt32: Ordered {}

extension Bool: Ordered {
    static func isEqual(_ left: Bool, _ right: Bool) -> Bool { left == right }
    static func isLess(_ left: Bool, _ right: Bool) -> Bool { !left && right }
}

/// NaN equals itself and is greater than everything else.
extension Float: Ordered {
    @inline(__always)
    static func isEqual(_ left: Float, _ right: Float) -> Bool {
        left == right || (left.isNaN && right.isNaN)
    }
    @inline(__always)
    static func isLess(_ left: Float, _ right: Float) -> Bool {
        left < right || (right.isNaN && !left.isNaN)
    }
}

/// NaN equals itself and is greater than everything else.
extension Double: Ordered {
    @inline(__always)
    static func isEqual(_ left: Double, _ right: Double) -> Bool {
        left == right || (left.isNaN && right.isNaN)
    }
    @inline(__always)
    static func isLess(_ left: Double, _ right: Double) -> Bool {
        left < right || (right.isNaN && !left.isNaN)
    }
}

/// By bytes of UTF-8: the collation "C".
extension String: Ordered {
    @inline(__always)
    static func isEqual(_ left: String, _ right: String) -> Bool {
        left.utf8.count == right.utf8.count && left.utf8.elementsEqual(right.utf8)
    }
    @inline(__always)
    static func isLess(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }
}
