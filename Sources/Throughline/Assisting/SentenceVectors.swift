import Foundation

/// What sentences mean, by the operator's program, remembered by a hash of each sentence: no word stays here, and nothing after a restart.
actor SentenceVectors {
    enum Outcome: Sendable {
        case ready([[Float]])
        /// So many of them so far; it goes on while nobody waits.
        case reading(Int)
        case failing
    }

    /// Sentences remembered; then the memory begins anew.
    private static let most = 40_000
    private static let atOnce = 16
    private var known: [String: [Int8]] = [:]
    private var waiting: [String: String] = [:]
    private var isReading = false
    private var hasFailed = false

    /// Waits a few seconds for what is not known yet.
    func read(_ sentences: [String], by service: MachineService, patience: Duration = .seconds(5)) async -> Outcome {
        let keys = sentences.map { Self.key($0, service) }
        if known.count > Self.most { known = [:] }
        for (key, words) in zip(keys, sentences) where known[key] == nil { waiting[key] = words }
        if waiting.isEmpty { return .ready(keys.map(vector)) }
        if !isReading {
            (isReading, hasFailed) = (true, false)
            Task { await self.work(service) }
        }
        let end = ContinuousClock.now + patience
        while ContinuousClock.now < end {
            if keys.allSatisfy({ known[$0] != nil }) { return .ready(keys.map(vector)) }
            if hasFailed { return .failing }
            do { try await Task.sleep(for: .milliseconds(20)) } catch { break }
        }
        return .reading(keys.count { known[$0] != nil })
    }

    private func work(_ service: MachineService) async {
        while let next = take() {
            do throws(MachineService.Problem) {
                let vectors = try await service.vectors(of: next.map(\.value))
                for (place, one) in next.enumerated() { known[one.key] = Vector.small(vectors[place]) }
            } catch {
                waiting = [:]
                hasFailed = true
            }
        }
        isReading = false
    }

    private func take() -> [(key: String, value: String)]? {
        let next = waiting.prefix(Self.atOnce).map { (key: $0.key, value: $0.value) }
        for one in next { waiting[one.key] = nil }
        return next.isEmpty ? nil : next
    }

    private func vector(_ key: String) -> [Float] { Vector.large(known[key] ?? []) }

    private static func key(_ words: String, _ service: MachineService) -> String {
        S3Files.sha256(Array((service.address + "\n" + service.model + "\n" + words).utf8))
    }
}
