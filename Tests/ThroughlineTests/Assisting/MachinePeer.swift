import Database
import DatabaseTesting
import Foundation
import Language
import Testing

@testable import Throughline

/// A program that speaks as OpenAI's does, in a process of its own; its models are honest or lie as their names say.
final class MachinePeer: Sendable {
    let port: Int
    private let process: PeerProcess

    static func started() async throws -> MachinePeer { try MachinePeer(await PeerProcess.started("machine_server.py")) }

    private init(_ process: PeerProcess) throws {
        self.process = process
        port = try #require(process.port)
    }

    func service(_ model: String) throws -> MachineService {
        try #require(MachineService("http://127.0.0.1:\(port)/v1/", model: model, key: "a key"))
    }

    /// Everything it was asked so far, as it came.
    func asked() async throws -> String { try await Wire.ask(port, "GET", "/").text }
}

/// Riverbend as it lets machines help.
extension World {
    func letMachines(_ practices: Set<Practice>) async throws {
        let (act, place) = (house.act(by: try person("amina")), riverbend.id)
        try await db.write { tx in
            try PracticeStore(tx).choose(practices, in: PlaceStore(tx).find(place), seen: PlaceStore(tx).find(place).version, by: act)
        }
    }

    /// Words let through, in a language, whose speaker said yes, or no, to a machine, or was not asked.
    @discardableResult
    func said(
        _ text: String, in language: LanguageTag = "en", to question: Question, machine: Bool? = nil, openness: Openness = .team
    ) async throws -> ID<Item> {
        let act = house.act(by: nil)
        return try await db.write { tx in
            let id = try VoiceStore(tx).add(
                NewVoice(question: question, text: text, language: language, author: .nobody, held: false, openness: openness), by: act)
            if let machine { try VoiceStore(tx).agree(.init(answers: [.machine: machine], until: nil), to: id, asked: "en", by: act) }
            return id
        }
    }
}
