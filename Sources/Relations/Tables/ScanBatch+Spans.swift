// SPDX-License-Identifier: Apache-2.0

import Storage

extension UnsafeScanBatch {
    /// Key `entry`; valid as long as the batch.
    @_lifetime(borrow self)
    func key(_ entry: Int) -> RawSpan {
        let bytes = UnsafeRawBufferPointer(start: keys[entry], count: Int(keySizes[entry]))
        return _overrideLifetime(bytes.bytes, borrowing: self)
    }

    /// Value `entry`; valid as long as the batch.
    @_lifetime(borrow self)
    func value(_ entry: Int) -> RawSpan {
        let bytes = UnsafeRawBufferPointer(start: values[entry], count: Int(valueSizes[entry]))
        return _overrideLifetime(bytes.bytes, borrowing: self)
    }
}
