// SPDX-License-Identifier: Apache-2.0

/// The command tags of one command; those of few rows are made once.
struct CommandTags {
    static let select = CommandTags("SELECT ")
    static let insert = CommandTags("INSERT 0 ")
    static let update = CommandTags("UPDATE ")
    static let delete = CommandTags("DELETE ")

    private let command: String
    private let few: [String]

    private init(_ command: String) {
        self.command = command
        few = (0...100).map { "\(command)\($0)" }
    }

    /// The tag for `count` rows.
    func tag(_ count: Int) -> String {
        count < few.count ? few[count] : "\(command)\(count)"
    }
}
