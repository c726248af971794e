/// Sums over lists of numbers of one length.
enum Vector {
    static func dot(_ one: [Float], _ other: [Float]) -> Float {
        guard one.count == other.count else { return 0 }
        return one.withUnsafeBufferPointer { a in
            other.withUnsafeBufferPointer { b in
                var sums = SIMD8<Float>()
                var place = 0
                while place + 8 <= a.count {
                    let (x, y) = (SIMD8(a[place..<place + 8]), SIMD8(b[place..<place + 8]))
                    sums += x * y
                    place += 8
                }
                var sum = sums.sum()
                while place < a.count {
                    sum += a[place] * b[place]
                    place += 1
                }
                return sum
            }
        }
    }

    /// Of length 1; nothing stays nothing.
    static func unit(_ vector: [Float]) -> [Float] {
        let length = dot(vector, vector).squareRoot()
        return length > 1e-6 ? vector.map { $0 / length } : vector.map { _ in 0 }
    }

    static func mean(_ vectors: some Collection<[Float]>) -> [Float] {
        guard var sum = vectors.first else { return [] }
        for vector in vectors.dropFirst() { for place in sum.indices { sum[place] += vector[place] } }
        return sum.map { $0 / Float(vectors.count) }
    }

    /// Without what all sentences of one language have in common: else a program finds what is written alike before what means the same.
    /// A language with few sentences borrows from all.
    static func centred(_ vectors: [[Float]], by languages: [String]) -> [[Float]] {
        guard !vectors.isEmpty else { return [] }
        let all = mean(vectors)
        let groups = Dictionary(grouping: vectors.indices, by: { languages[$0] })
        let borrowed: Float = 5
        let middles = groups.mapValues { places -> [Float] in
            let own = mean(places.map { vectors[$0] })
            let n = Float(places.count)
            return zip(own, all).map { ($0 * n + $1 * borrowed) / (n + borrowed) }
        }
        return vectors.indices.map { place in
            let middle = middles[languages[place]] ?? all
            return unit(zip(vectors[place], middle).map(-))
        }
    }

    /// A number in a byte, for the memory.
    static func small(_ vector: [Float]) -> [Int8] { vector.map { Int8(max(-127, min(127, ($0 * 254).rounded()))) } }
    static func large(_ vector: [Int8]) -> [Float] { unit(vector.map(Float.init)) }
}
