// SPDX-License-Identifier: Apache-2.0

import Platform
import Storage
import Testing

@Suite struct StorageErrorTests {
    @Test(arguments: [
        (11, 5, StorageError.deadlock),
        (11, 0, .conflict),
        (13, 0, .conflict),
        (9, 2, .lockTimeout),
        (9, 1, .lockTimeout),
        (2, 0, .corruption("m")),
        (5, 0, .io("m")),
        (5, 4, .diskFull("m")),
        (5, 8, .diskFull("m")),
        (10, 3, .memoryLimit("m")),
        (10, 7, .memoryLimit("m")),
        (3, 0, .notSupported("m")),
        (4, 0, .other(code: 4, subcode: 0, "m")),
    ])
    func `a status is classified by its code and sub-code`(
        code: Int,
        subcode: Int,
        expected: StorageError
    ) {
        #expect(StorageError(code: code, subcode: subcode, message: "m") == expected)
    }

    @Test func `a failed system call is classified by its number`() {
        func error(_ code: Int32) -> StorageError {
            StorageError(PlatformError(operation: "open", subject: "/x", code: code))
        }
        #expect(error(28) == .diskFull("could not open \"/x\": No space left on device"))
        #expect(error(30) == .readOnly("could not open \"/x\": Read-only file system"))
        #expect(error(13) == .readOnly("could not open \"/x\": Permission denied"))
        #expect(error(5) == .io("could not open \"/x\": Input/output error"))
    }

    @Test(arguments: [
        (
            StorageError.inUse(path: "/d", process: 7),
            "data directory \"/d\" is in use by process 7"
        ),
        (.inUse(path: "/d", process: nil), "data directory \"/d\" is in use by another process"),
        (
            .formatVersion(found: 2, supported: 1),
            "the data directory has format version 2, this program reads version 1"
        ),
        (
            .notAStore(path: "/d"),
            "directory \"/d\" is not empty and is not a data directory of this program"
        ),
        (.conflict, "a key changed after the transaction's snapshot was taken"),
        (.deadlock, "deadlock detected"),
        (.lockTimeout, "the lock could not be had in time"),
        (.interrupted(.timeout), "interrupted while waiting: timeout"),
        (.corruption("x"), "stored data is damaged: x"),
        (.io("x"), "the file system failed: x"),
        (.diskFull("x"), "the file system is full: x"),
        (.readOnly("x"), "the store cannot be written: x"),
        (.failed("x"), "the store takes no writes after an earlier failure: x"),
        (.memoryLimit("x"), "a memory limit was reached: x"),
        (.notSupported("x"), "not supported: x"),
        (.other(code: 1, subcode: 2, "x"), "status 1.2: x"),
    ])
    func `every error says what happened`(error: StorageError, text: String) {
        #expect("\(error)" == text)
    }
}
