// SPDX-License-Identifier: Apache-2.0

import Glibc

/// Calls `body` until it is not interrupted by a signal; -1 becomes a ``PlatformError``.
///
/// EBADF and EFAULT are never the environment's fault: a descriptor was used after its close or a
/// pointer is wrong, and going on would touch somebody else's file. They stop the process.
@discardableResult
func systemCall<Result: FixedWidthInteger & SignedInteger>(
    _ operation: StaticString,
    _ subject: @autoclosure () -> String? = nil,
    _ body: () -> Result
) throws(PlatformError) -> Result {
    while true {
        let result = body()
        if result != -1 { return result }
        let code = errno
        if code == EINTR { continue }
        precondition(
            code != EBADF && code != EFAULT,
            "\(operation): descriptor or pointer misused (\(code))"
        )
        throw PlatformError(operation: "\(operation)", subject: subject(), code: code)
    }
}

/// Calls a pthread function, whose only failures here are our own misuse, and checks its answer.
func checkThreadCall(_ result: Int32, _ operation: StaticString) {
    precondition(result == 0, "\(operation) answered \(result)")
}

/// Closes `descriptor` once.
///
/// close(2) is not repeated after EINTR: Linux has released the descriptor by then, and another
/// thread may already own its number.
func closeDescriptor(_ descriptor: Int32) {
    let result = close(descriptor)
    precondition(result == 0 || errno != EBADF, "close: descriptor \(descriptor) closed twice")
}
