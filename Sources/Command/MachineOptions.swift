import ArgumentParser
import Foundation
import Throughline

/// Programs that help people read what was said. Without these options nothing is asked of any.
struct MachineOptions: ParsableArguments {
    @Option(help: "A program on this machine that gives vectors of sentences as OpenAI's does, such as http://127.0.0.1:8089/v1.")
    var vectors: String?

    @Option(help: "Its model, as pages name it.")
    var vectorsModel = "multilingual-e5-small"

    @Option(
        help:
            "A program that answers chats as OpenAI's does, https://…/v1; a place decides itself whether it uses it. Its key comes from THROUGHLINE_CHAT_KEY."
    )
    var chat: String?

    @Option(help: "The model asked there.")
    var chatModel = "default"

    var vectorService: MachineService? { vectors.flatMap { MachineService($0, model: vectorsModel, key: nil) } }
    var chatService: MachineService? {
        chat.flatMap { MachineService($0, model: chatModel, key: ProcessInfo.processInfo.environment["THROUGHLINE_CHAT_KEY"]) }
    }

    func validate() throws {
        if vectors != nil, vectorService?.isHere != true {
            throw ValidationError(
                "--vectors wants an address on this machine, such as http://127.0.0.1:8089/v1: all words of a place go there")
        }
        if chat != nil, chatService == nil {
            throw ValidationError("--chat wants an address that begins with https://, or with http:// on this machine")
        }
    }
}
