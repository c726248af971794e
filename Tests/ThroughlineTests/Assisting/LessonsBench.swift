import Foundation
import Language
import Testing

@testable import Throughline

/// How well codes are proposed on real lessons people gave topics to, and how long a thousand answers take. Runs by `scripts/bench assist`.
@Suite(.enabled(if: ProcessInfo.processInfo.environment["THROUGHLINE_BENCH_LESSONS"] != nil, "runs by scripts/bench assist"))
struct LessonsBench {
    private struct Lesson: Decodable {
        let title: String
        let lesson: String?
        let named: [String]?

        private enum CodingKeys: String, CodingKey {
            case title
            case lesson = "lesson_text"
            case named = "nasa_topics"
        }

        var words: String { String((title + ". " + (lesson ?? "")).prefix(600)) }
        var topics: Set<String> { Set((named ?? []).filter { !$0.isEmpty && $0 != "None" }) }
    }

    private func lessons() throws -> [Lesson] {
        let path = ProcessInfo.processInfo.environment["THROUGHLINE_BENCH_LESSONS"] ?? ""
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map {
            try JSONDecoder().decode(Lesson.self, from: Data($0.utf8))
        }
    }

    private func compared(_ sentences: [SaidSentence]) async throws -> [Comparison] {
        var all = [Comparison(byWordsOf: sentences)]
        guard let address = ProcessInfo.processInfo.environment["THROUGHLINE_BENCH_VECTORS"] else { return all }
        let service = try #require(MachineService(address, model: "multilingual-e5-small", key: nil))
        let machines = Machines()
        machines.use(vectors: service, chat: nil)
        for _ in 0..<400 {
            let found = await machines.compared(sentences)
            if !found.vectors.isEmpty {
                all.append(found)
                break
            }
        }
        return all
    }

    @Test func topicsOfOneLessonAreFoundByTheOthers() async throws {
        let lessons = try lessons().filter { !$0.topics.isEmpty }
        let sentences = lessons.map { SaidSentence(words: $0.words, language: "en") }
        let names = Array(Set(lessons.flatMap(\.topics))).sorted()
        let ids = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($0.element, ID<Code>(String(format: "%026d", $0.offset))) })
        func report(_ name: String, _ proposed: (Int) -> [ID<Code>]) {
            var (right, given, hit) = (0, 0, 0)
            for place in lessons.indices {
                let truth = Set(lessons[place].topics.compactMap { ids[$0] })
                let found = proposed(place)
                given += found.count
                let good = found.count { truth.contains($0) }
                right += good
                hit += good > 0 ? 1 : 0
            }
            let precision = given == 0 ? 0 : 100 * right / given
            print(
                "\(name): precision of the top 5 \(precision) %, lessons with one right \(100 * hit / lessons.count) %, n = \(lessons.count)"
            )
        }
        report("baseline, the commonest topics") { place in
            var counts: [String: Int] = [:]
            for (other, lesson) in lessons.enumerated() where other != place {
                for topic in lesson.topics { counts[topic, default: 0] += 1 }
            }
            return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(5).compactMap { ids[$0.key] }
        }
        for comparison in try await compared(sentences) {
            report(comparison.engine) { place in
                let passages = lessons.indices.filter { $0 != place }.flatMap { other in
                    lessons[other].topics.sorted().compactMap { topic in
                        ids[topic].map { (code: $0, passage: other, vector: comparison.vectors[other]) }
                    }
                }
                let mine = [(place: 0, vector: comparison.vectors[place])]
                return CodeOffer.likeliest(mine, among: passages, near: comparison.near, most: 5).map(\.code)
            }
        }
    }

    @Test func aThousandAnswersArePickedFrom() throws {
        let words = try lessons().map(\.words)
        let sentences = (0..<1_000).map { SaidSentence(words: words[$0 % words.count], language: "en") }
        let clock = ContinuousClock()
        var picked = 0
        let vectors = clock.measure { _ = Comparison(byWordsOf: sentences) }
        let compared = Comparison(byWordsOf: sentences)
        let gist = clock.measure {
            picked = Gist(compared.vectors, speakers: Array(sentences.indices), lengths: sentences.map(\.words.count)).picks.count
        }
        print("1,000 answers: vectors by words \(vectors), picking \(picked) sentences \(gist)")
        #expect(picked > 2)
    }
}
