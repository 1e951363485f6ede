// SPDX-License-Identifier: Apache-2.0

import Platform

extension File {
    func write(_ bytes: [UInt8]) throws(PlatformError) {
        try bytes.span.withUnsafeBytes { buffer throws(PlatformError) in try write(buffer) }
    }

    func write(_ bytes: [UInt8], at offset: Int) throws(PlatformError) {
        try bytes.span.withUnsafeBytes { buffer throws(PlatformError) in
            try write(buffer, at: offset)
        }
    }

    func read(at offset: Int, count: Int) throws(PlatformError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var span = bytes.mutableSpan
        let done = try span.withUnsafeMutableBytes { buffer throws(PlatformError) in
            try read(at: offset, into: buffer)
        }
        return Array(bytes[..<done])
    }
}

extension Socket {
    func write(_ bytes: [UInt8]) throws(PlatformError) {
        try bytes.span.withUnsafeBytes { buffer throws(PlatformError) in try write(buffer) }
    }

    func read(upTo count: Int) throws(PlatformError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        var span = bytes.mutableSpan
        let done = try span.withUnsafeMutableBytes { buffer throws(PlatformError) in
            try read(into: buffer)
        }
        return Array(bytes[..<done])
    }
}
