// swift-tools-version: 6.2

import PackageDescription

/// Every target compiles in Swift 6 mode with complete concurrency checking; a warning is an error
/// here, and is not one for a package that depends on this one (SwiftPM drops the setting there).
let strict: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
]

// The arrows between targets go one way, and every arrow is in this file:
//
//   pure      SeededRandom   Addressing   JSON   WebSocketCore   PusherCore -> JSON, Addressing
//             Feed -> JSON   Screen   App -> Feed, Screen
//   outside   WebSocketNIO -> WebSocketCore     Realtime, Sandbox -> WebSocketNIO, PusherCore
//             Spawning     API -> JSON     Store -> Feed, JSON     Terminal -> Screen
//   programs  craftdesk -> everything above     craftdesk-bench     conformance -> WebSocketNIO

let nio: [Target.Dependency] = [
    .product(name: "NIOCore", package: "swift-nio"),
    .product(name: "NIOPosix", package: "swift-nio"),
]

let package = Package(
    name: "craftdesk",
    products: [
        .executable(name: "craftdesk", targets: ["craftdesk"]),
        .library(name: "WebSocketCore", targets: ["WebSocketCore"]),
        .library(name: "PusherCore", targets: ["PusherCore"]),
        .library(name: "WebSocketNIO", targets: ["WebSocketNIO"]),
        .library(name: "Realtime", targets: ["Realtime"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.0"),
        .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-crypto", "3.12.3"..<"5.0.0"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.0"),
        .package(url: "https://github.com/LebJe/TOMLKit", from: "0.6.0"),
    ],
    targets: [
        // MARK: System libraries

        .target(
            name: "CNcurses",
            linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]
        ),
        .target(name: "CNetworkWatch"),
        .target(name: "CResidence"),
        .target(name: "CTaskHook"),

        .systemLibrary(name: "CMalloc"),
        .systemLibrary(name: "CSodium", pkgConfig: "libsodium", providers: [.apt(["libsodium-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),

        // MARK: Pure targets: no tasks, clocks, files, sockets, randomness

        .target(name: "SeededRandom", swiftSettings: strict),
        .target(name: "Addressing", swiftSettings: strict),
        .target(name: "JSON", swiftSettings: strict),
        .target(
            name: "WebSocketCore",
            dependencies: ["CZlib", .product(name: "Crypto", package: "swift-crypto")],
            swiftSettings: strict
        ),
        .target(
            name: "PusherCore",
            dependencies: [
                "JSON", "Addressing", "CSodium", .product(name: "Crypto", package: "swift-crypto"),
            ],
            swiftSettings: strict
        ),
        .target(
            name: "Feed",
            dependencies: ["JSON"],
            swiftSettings: strict
        ),
        .target(
            name: "Screen",
            resources: ["terminal", "dark", "light", "monochrome"].map {
                .embedInCode("../../Resources/themes/\($0).toml")
            },
            swiftSettings: strict
        ),
        .target(
            name: "App", dependencies: ["Feed", "Screen"],
            resources: ["default", "gh-dash", "mutt", "weechat"].map {
                .embedInCode("../../Resources/keymaps/\($0).keys")
            },
            swiftSettings: strict
        ),

        // MARK: The outside

        .target(name: "Spawning", swiftSettings: strict),
        .target(
            name: "Store",
            dependencies: ["JSON", "Feed", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict
        ),
        .target(
            name: "WebSocketNIO",
            dependencies: ["WebSocketCore"] + nio,
            swiftSettings: strict
        ),
        .target(
            name: "API",
            dependencies: [
                "JSON", "Addressing",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSOCKS", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ] + nio,
            swiftSettings: strict
        ),
        .target(
            name: "Realtime",
            dependencies: [
                "Addressing", "WebSocketCore", "WebSocketNIO", "PusherCore",
                .product(name: "NIOSOCKS", package: "swift-nio-extras"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ] + nio,
            swiftSettings: strict
        ),
        .target(name: "Terminal", dependencies: ["Screen", "CNcurses"], swiftSettings: strict),
        .target(
            name: "Sandbox",
            dependencies: [
                "JSON", "Addressing", "SeededRandom", "WebSocketCore", "WebSocketNIO", "PusherCore",
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ] + nio,
            resources: ["team", "quiet", "flood"].map {
                .embedInCode("../../Resources/scenarios/\($0).json")
            },
            swiftSettings: strict
        ),

        // MARK: Programs

        .executableTarget(
            name: "craftdesk",
            dependencies: [
                "CNetworkWatch", "CResidence", "CTaskHook", "JSON", "Addressing", "WebSocketCore",
                "PusherCore", "Feed",
                "Screen", "App", "Store", "API", "Realtime", "Terminal", "Sandbox", "Spawning",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "TOMLKit", package: "TOMLKit"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "example-client",
            dependencies: [
                "PusherCore", "Realtime", .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            swiftSettings: strict
        ),
        .executableTarget(
            name: "craftdesk-bench",
            dependencies: [
                "JSON", "WebSocketCore", "PusherCore", "Feed", "Screen", "App", "Realtime", "Sandbox",
                "Store", "Spawning",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ] + nio,
            swiftSettings: strict
        ),

        .executableTarget(
            name: "conformance",
            dependencies: [
                "WebSocketCore", "WebSocketNIO",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ] + nio,
            swiftSettings: strict
        ),
        .executableTarget(
            name: "craftdesk-herd",
            dependencies: [
                "PusherCore", "SeededRandom",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Sources/Herd",
            swiftSettings: strict
        ),

        // Counts calls of malloc, for the benchmark of the WebSocket.
        .target(name: "CAllocationCount"),
        .executableTarget(
            name: "websocket-bench",
            dependencies: [
                "CAllocationCount", "WebSocketCore", "WebSocketNIO",
                .product(name: "NIOWebSocket", package: "swift-nio"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ] + nio,
            swiftSettings: strict
        ),
        .executableTarget(
            name: "websocket-fuzz",
            dependencies: [
                "WebSocketCore", "SeededRandom",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: strict
        ),

        // MARK: Tests: a target for each target, a file for each file

        .target(
            name: "TestSupport",
            dependencies: ["Spawning", .product(name: "NIOSSL", package: "swift-nio-ssl")] + nio,
            path: "Tests/TestSupport", swiftSettings: strict
        ),
        .testTarget(
            name: "SpawningTests", dependencies: ["Spawning", "TestSupport"], swiftSettings: strict),
        .testTarget(name: "SeededRandomTests", dependencies: ["SeededRandom"], swiftSettings: strict),
        .testTarget(name: "AddressingTests", dependencies: ["Addressing"], swiftSettings: strict),
        .testTarget(name: "JSONTests", dependencies: ["JSON", "SeededRandom"], swiftSettings: strict),
        .testTarget(
            name: "WebSocketCoreTests", dependencies: ["WebSocketCore", "SeededRandom"], exclude: ["Corpus"],
            swiftSettings: strict),
        .testTarget(
            name: "PusherCoreTests", dependencies: ["PusherCore", "JSON", "CSodium", "SeededRandom"],
            swiftSettings: strict),
        .testTarget(
            name: "FeedTests", dependencies: ["Feed", "JSON", "SeededRandom"], swiftSettings: strict),
        // What every surface that shows remote text is tested with.
        .target(
            name: "HostileText", path: "Tests/HostileText", resources: [.embedInCode("corpus.txt")],
            swiftSettings: strict
        ),
        .testTarget(name: "ScreenTests", dependencies: ["Screen", "HostileText"], swiftSettings: strict),
        .testTarget(
            name: "AppTests",
            dependencies: ["App", "Feed", "Screen", "SeededRandom", "HostileText", "TestSupport"],
            exclude: ["Pictures"],
            swiftSettings: strict),
        .testTarget(
            name: "StoreTests",
            dependencies: ["Store", "Feed", "SeededRandom", .product(name: "GRDB", package: "GRDB.swift")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "WebSocketNIOTests",
            dependencies: [
                "WebSocketNIO", "WebSocketCore", .product(name: "NIOEmbedded", package: "swift-nio"),
            ] + nio,
            swiftSettings: strict
        ),
        .testTarget(
            name: "APITests",
            dependencies: [
                "API", "Addressing", "JSON", "Sandbox", "TestSupport",
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ] + nio,
            swiftSettings: strict
        ),
        .testTarget(
            name: "RealtimeTests",
            dependencies: [
                "Realtime", "Addressing", "Sandbox", "WebSocketCore", "WebSocketNIO", "PusherCore", "JSON",
                "TestSupport",
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
                .product(name: "NIOTLS", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ] + nio,
            swiftSettings: strict
        ),
        .testTarget(
            name: "TerminalTests", dependencies: ["Terminal", "Screen", "CNcurses", "HostileText"],
            swiftSettings: strict),
        .testTarget(
            name: "HerdTests", dependencies: ["craftdesk-herd", "PusherCore", "SeededRandom"],
            swiftSettings: strict),
        .testTarget(
            name: "SandboxTests",
            dependencies: ["Sandbox", "JSON", "WebSocketCore", "WebSocketNIO", "PusherCore"] + nio,
            swiftSettings: strict
        ),
        .testTarget(
            name: "CraftdeskTests",
            dependencies: [
                "craftdesk", "CNetworkWatch", "CResidence", "example-client", "App", "Feed", "PusherCore",
                "Realtime",
                "API", "Sandbox",
                "Store", "JSON", "SeededRandom", "TestSupport", "WebSocketCore",
                "HostileText", "Screen", "Terminal", "CMalloc",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "NIOSSL", package: "swift-nio-ssl"),
            ] + nio,
            swiftSettings: strict
        ),
        .testTarget(
            name: "EndToEndTests",
            dependencies: ["craftdesk", "Sandbox", "PusherCore", "JSON", "HostileText", "TestSupport"] + nio,
            swiftSettings: strict
        ),
    ]
)
