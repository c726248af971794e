import Synchronization

/// Where random numbers come from: the system's secure source in the product, a seeded one in tests.
final class Randomness: Sendable {
    private let draw: @Sendable () -> UInt64

    init(_ draw: @escaping @Sendable () -> UInt64) { self.draw = draw }

    /// The operating system's secure generator.
    static let system = Randomness { SystemRandomNumberGenerator.draw() }

    /// The same numbers every time (SplitMix64), for exact tests.
    static func seeded(_ seed: UInt64) -> Randomness {
        let state = Mutex(seed)
        return Randomness {
            state.withLock { state in
                state &+= 0x9E37_79B9_7F4A_7C15
                var z = state
                z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
                z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
                return z ^ (z >> 31)
            }
        }
    }

    func next() -> UInt64 { draw() }
    var generator: Generator { Generator(source: self) }

    /// For the standard library's `shuffled(using:)` and the like.
    struct Generator: RandomNumberGenerator {
        let source: Randomness
        mutating func next() -> UInt64 { source.next() }
    }
}

extension SystemRandomNumberGenerator {
    fileprivate static func draw() -> UInt64 {
        var generator = SystemRandomNumberGenerator()
        return generator.next()
    }
}
