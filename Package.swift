// swift-tools-version: 6.3
// SPDX-License-Identifier: Apache-2.0

import PackageDescription

/// Settings every Swift target shares.
let swift: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableExperimentalFeature("Lifetimes"),
    .treatAllWarnings(as: .error),
]

/// A Swift target of the product.
func target(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swift)
}

/// A C or C++ library that Debian packages; the target is a module map and at most a thin shim.
func system(_ name: String, pkgConfig: String? = nil, apt: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt])])
}

let package = Package(
    name: "needletail",
    products: [
        .library(name: "Needletail", targets: ["Needletail"]),
        .library(name: "Indexes", targets: ["Indexes", "Vectors"]),
        .executable(name: "needletail", targets: ["NeedletailCommand"]),
    ],
    targets: [
        // C and C++ below everything. An arrow may only point up this list.
        .target(
            name: "CKernels",
            cSettings: [.treatAllWarnings(as: .error)],
            linkerSettings: [.linkedLibrary("m")]
        ),
        .target(name: "CPlatform", cSettings: [.treatAllWarnings(as: .error)]),
        .target(name: "CNumbers"),
        .target(name: "CMath", linkerSettings: [.linkedLibrary("m")]),
        .target(name: "CTimeZone", linkerSettings: [.linkedLibrary("cctz")]),
        .target(name: "CRocksDB", linkerSettings: [.linkedLibrary("rocksdb")]),
        .target(name: "CPgQuery", linkerSettings: [.linkedLibrary("pg_query")]),
        system("CPCRE2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev"),

        target("Platform", ["CPlatform"]),
        target("Vectors", ["CKernels", "CNumbers"]),
        target("Indexes", ["Vectors", "Platform", "CKernels"]),
        target("Values", ["Vectors", "CNumbers", "CTimeZone"]),
        target("Storage", ["CRocksDB", "Platform"]),
        target("Schemas", ["Values", "Vectors"]),
        target("Relations", ["Schemas", "Storage", "Indexes", "Values", "Vectors", "Platform"]),
        target("Expressions", ["Values", "Vectors", "CPCRE2", "CMath"]),
        target("Parsing", ["CPgQuery", "Values", "Platform"]),
        target("Planning", ["Parsing", "Schemas", "Expressions", "Values"]),
        target(
            "Execution",
            ["Planning", "Relations", "Expressions", "Schemas", "Values", "Vectors", "Platform"]
        ),
        target(
            "Sessions",
            [
                "Execution", "Planning", "Parsing", "Relations", "Storage", "Expressions",
                "Schemas", "Values", "Vectors", "Platform",
            ]
        ),
        target("Wire", ["Values"]),
        target("Server", ["Wire", "Sessions", "Planning", "Values", "Platform"]),
        target("Needletail", ["Sessions", "Planning", "Relations", "Values", "Vectors"]),
        .executableTarget(
            name: "NeedletailCommand",
            dependencies: ["Server", "Sessions", "Relations", "Platform", "Values"],
            swiftSettings: swift
        ),

        .executableTarget(
            name: "IndexBenchmark",
            dependencies: ["Indexes", "Vectors", "Platform"],
            path: "Benchmarks/IndexBenchmark",
            swiftSettings: swift
        ),
        .executableTarget(
            name: "ListBenchmark",
            dependencies: ["Indexes", "Vectors", "Platform"],
            path: "Benchmarks/ListBenchmark",
            swiftSettings: swift
        ),
        .executableTarget(
            name: "KeyBenchmark",
            dependencies: ["Indexes", "Storage", "Vectors", "Platform"],
            path: "Benchmarks/KeyBenchmark",
            swiftSettings: swift
        ),
        .executableTarget(
            name: "Embedded",
            dependencies: ["Needletail", "Values"],
            path: "Examples/Embedded",
            swiftSettings: swift
        ),
        .executableTarget(
            name: "StandaloneIndex",
            dependencies: ["Indexes", "Vectors"],
            path: "Examples/StandaloneIndex",
            swiftSettings: swift
        ),
        .target(
            name: "TestSupport",
            dependencies: ["Platform"],
            path: "Tests/TestSupport",
            swiftSettings: swift
        ),
        .executableTarget(
            name: "StorageChild",
            dependencies: ["Storage", "Platform"],
            path: "Tests/StorageChild",
            swiftSettings: swift
        ),
    ] + testTargets,
    swiftLanguageModes: [.v6],
    cLanguageStandard: .c11,
    cxxLanguageStandard: .cxx17
)

/// Test targets mirror Sources: `<Target>Tests`.
var testTargets: [Target] {
    let tested: [(String, [Target.Dependency])] = [
        ("Platform", []),
        ("Vectors", ["CKernels"]),
        ("Indexes", ["Vectors", "Platform"]),
        ("Values", ["Vectors"]),
        ("Storage", ["Platform", "StorageChild"]),
        ("Relations", ["Schemas", "Storage", "Indexes", "Values"]),
        ("Expressions", ["Values"]),
        ("Parsing", ["Values"]),
        ("Planning", ["Parsing", "Schemas", "Expressions", "Values"]),
        (
            "Execution",
            [
                "Planning", "Parsing", "Relations", "Expressions", "Schemas", "Values", "Vectors",
                "Platform",
            ]
        ),
        ("Sessions", ["Values", "Planning", "Relations", "Storage", "Platform"]),
        ("Wire", ["Values"]),
        ("Server", ["Wire", "Sessions", "Relations", "Values", "Platform"]),
        ("Needletail", ["Values", "Embedded", "StandaloneIndex"]),
    ]
    return tested.map { name, more in
        .testTarget(
            name: "\(name)Tests",
            dependencies: [.byName(name: name), "TestSupport"] + more,
            swiftSettings: swift
        )
    }
}

// Fuzzing needs libFuzzer in every instrumented target, which `NEEDLETAIL_FUZZ=1` asks for:
// NEEDLETAIL_FUZZ=1 swift build -c release --build-path .build/fuzz --product WireFuzz -Xswiftc -use-ld=lld
if Context.environment["NEEDLETAIL_FUZZ"] == "1" {
    let fuzzer: [SwiftSetting] = [.unsafeFlags(["-sanitize=fuzzer"])]
    for target in package.targets where target.name == "Wire" {
        target.swiftSettings = swift + fuzzer
    }
    package.targets.append(
        .executableTarget(
            name: "WireFuzz",
            dependencies: ["Wire", "Values"],
            path: "Tests/Fuzz/Wire",
            swiftSettings: swift + fuzzer,
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])]
        )
    )
}
