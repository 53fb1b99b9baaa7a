import ArgumentParser
import Glibc

/// Inputs that libFuzzer makes, led by which branches the last ones took.
struct Guided: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "libFuzzer on the same target; what reaches new branches is kept in the first folder."
    )
    @Argument(help: "Where inputs are kept, then where more of them are.") var folders: [String]
    @Option(help: "How many inputs.") var inputs = 1_000_000
    @Option(help: "Where the randomness begins.") var seed = 1

    /// `LLVMFuzzerRunDriver` of FuzzerInterface.h.
    private typealias Driver =
        @convention(c) (
            UnsafeMutablePointer<Int32>,
            UnsafeMutablePointer<UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>>,
            @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
        ) -> Int32

    func run() throws {
        // Looked up by name, so that the program is built without libFuzzer too.
        guard let symbol = dlsym(dlopen(nil, RTLD_NOW), "LLVMFuzzerRunDriver") else {
            throw ValidationError(
                "this was built without libFuzzer; Resources/scripts/fuzz builds it with it")
        }
        let driver = unsafeBitCast(symbol, to: Driver.self)
        let words =
            ["websocket-fuzz", "-runs=\(inputs)", "-seed=\(seed)", "-max_len=4096", "-print_final_stats=1"]
            + folders
        var count = Int32(words.count)
        var arguments = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: words.count + 1)
        for (index, word) in words.enumerated() { arguments[index] = strdup(word) }
        arguments[words.count] = nil
        let status = driver(&count, &arguments) { bytes, count in
            let input = Array(UnsafeBufferPointer(start: bytes, count: count))
            do throws(Violation) { _ = try Target.run(input, seed: 1) } catch {
                print(error.description)
                abort()
            }
            return 0
        }
        if status != 0 { throw ExitCode(status) }
    }
}
