import Foundation

/// A program that answers over HTTP in the way OpenAI's does, named by the operator.
public struct MachineService: Sendable, Equatable {
    /// Without a slash at its end; what is asked of it is written after it.
    let address: String
    let model: String
    let key: String?

    /// Nil where words would go over an open line.
    public init?(_ address: String, model: String, key: String?) {
        guard OutsideRequest.origin(of: address) != nil else { return nil }
        self.address = address.hasSuffix("/") ? String(address.dropLast()) : address
        (self.model, self.key) = (model, key)
    }

    /// Whom words go to, as pages say it.
    var host: String {
        let origin = OutsideRequest.origin(of: address) ?? ""
        return String(origin.drop { $0 != "/" }.drop { $0 == "/" })
    }

    /// Whether it runs on this machine, so that no word leaves it.
    public var isHere: Bool {
        ["127.0.0.1", "localhost", "[::1]"].contains { host == $0 || host.hasPrefix($0 + ":") }
    }

    /// What went wrong, without a word of what was sent.
    enum Problem: Error, Equatable {
        case unreachable
        /// It refused, such as for a wrong key or too many questions.
        case refused(Int)
        /// What it said makes no sense.
        case strange
    }

    func ask<Question: Encodable, Answer: Decodable>(
        _ path: String, _ question: Question, for type: Answer.Type, longest: Int, seconds: Int
    ) async throws(Problem) -> Answer {
        guard let json = try? JSONEncoder().encode(question) else { throw .strange }
        let request = OutsideRequest(
            url: address + path, json: String(decoding: json, as: UTF8.self), bearer: key, seconds: seconds, longestAnswer: longest)
        let answer: OutsideRequest.Answer
        do { answer = try await request.answer() } catch { throw .unreachable }
        guard answer.status == 200 else { throw .refused(answer.status) }
        guard let said = try? JSONDecoder().decode(Answer.self, from: Data(answer.body)) else { throw .strange }
        return said
    }
}

extension MachineService {
    private struct Sentences: Encodable {
        let model: String
        let input: [String]
        let kind = "query"
        private enum CodingKeys: String, CodingKey {
            case model, input
            case kind = "input_type"
        }
    }

    private struct Vectors: Decodable {
        struct One: Decodable {
            let embedding: [Float]
            let index: Int?
        }
        let data: [One]
    }

    /// What sentences mean, as vectors of length 1 in the order of the sentences.
    func vectors(of sentences: [String]) async throws(Problem) -> [[Float]] {
        let asked = Sentences(model: model, input: sentences.map(Self.safe))
        let said = try await ask("/embeddings", asked, for: Vectors.self, longest: 4_000_000, seconds: 60)
        let width = said.data.first?.embedding.count ?? 0
        guard said.data.count == sentences.count, width > 0, width <= 4_096,
            said.data.allSatisfy({ $0.embedding.count == width && $0.embedding.allSatisfy(\.isFinite) })
        else { throw .strange }
        let ordered = said.data.enumerated().sorted { ($0.element.index ?? $0.offset) < ($1.element.index ?? $1.offset) }
        return ordered.map { Vector.unit($0.element.embedding) }
    }

    /// Folded and capped: such programs are written in C, and one that many use breaks on letters that stand for whole sentences.
    static func safe(_ sentence: String) -> String {
        String(sentence.precomposedStringWithCompatibilityMapping.filter { $0 != "\0" }.prefix(1_000))
    }
}

extension MachineService {
    private struct Talk: Encodable {
        struct Line: Encodable {
            let role: String
            let content: String
        }
        let model: String
        let messages: [Line]
        let temperature = 0
        let longest = 700
        private enum CodingKeys: String, CodingKey {
            case model, messages, temperature
            case longest = "max_tokens"
        }
    }

    private struct Reply: Decodable {
        struct Choice: Decodable {
            struct Message: Decodable { let content: String? }
            let message: Message
        }
        let choices: [Choice]
    }

    /// What it answers to a task and the words it is about.
    func answer(to task: String, about words: String) async throws(Problem) -> String {
        let asked = Talk(model: model, messages: [.init(role: "system", content: task), .init(role: "user", content: words)])
        let said = try await ask("/chat/completions", asked, for: Reply.self, longest: 200_000, seconds: 120)
        guard let content = said.choices.first?.message.content, !content.isEmpty else { throw .strange }
        return content
    }
}
