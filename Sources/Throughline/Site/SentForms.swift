import CSodium
import Database
import HTML
import Language

/// Owns the table `nonces`: the same form with the same content is the same answer again; other content is new.
///
/// What a form led to is kept in the same transaction as what it did, so that there is never one without the other. Handlers write
/// through ``House/answerOnce(_:_:)`` and ``House/actOnce(_:_:)``; `Roads` looks here before a handler starts.
struct SentForms {
    let tx: any Connection

    init(_ tx: any Connection) { self.tx = tx }

    /// What became of a form when it came before.
    enum Answer: Sendable {
        case led(Href)
        /// Its answer is a page that must not be kept, such as a code. The note names what was made, never a secret.
        case made(String)
    }

    /// Nil when this very form is new, or carries no number.
    func answer(to visit: Visit) throws -> Answer? {
        guard let note = try note(on: visit) else { return nil }
        return Href(inside: note).map { .led($0) } ?? .made(note)
    }

    /// Runs `body` the first time a form arrives, and gives what it noted then: where it led, or what it made.
    func once(_ visit: Visit, _ body: () throws -> String) throws -> String {
        guard visit.fields.number != nil else { return try body() }
        if let before = try note(on: visit) { return before }
        let note = try body()
        try tx.run("INSERT INTO nonces (digest, answer, day) VALUES (\(Self.digest(visit)), \(note), \(visit.now.day(in: .utc)))")
        return note
    }

    private func note(on visit: Visit) throws -> String? {
        guard visit.fields.number != nil else { return nil }
        return try tx.run("SELECT answer FROM nonces WHERE digest = \(Self.digest(visit))").first?.text("answer")
    }

    /// Names a form's number, address, sender and content together, under a key of ours: neither the number nor what was typed, a
    /// phrase among it, can be found out from what is stored.
    static func digest(_ visit: Visit) -> String {
        var bytes = Array(visit.path.utf8) + [0] + Array((visit.reader.person?.description ?? "").utf8) + [0]
        for text in visit.fields.pairs { bytes += Array(text.name.utf8) + [0] + Array(text.value.utf8) + [0] }
        for (name, file) in visit.fields.files.sorted(by: { $0.key < $1.key }) { bytes += Array(name.utf8) + file.bytes }
        var digest = [UInt8](repeating: 0, count: 32)
        crypto_generichash(&digest, 32, bytes, UInt64(bytes.count), nil, 0)
        return visit.house.map { hex($0.keys.mac(hex(digest), for: .nonces)) } ?? hex(digest)
    }
}

extension House {
    /// Does what a form asks for, once, and sends its sender on.
    func answerOnce(_ visit: Visit, _ act: @escaping @Sendable (any Connection) throws -> Href) async throws -> Reply {
        let led = try await db.write { tx in try SentForms(tx).once(visit) { try act(tx).description } }
        return .see(Href(inside: led) ?? "/")
    }

    /// Does what a form asks for, once, where the answer is a page that the handler makes anew each time.
    func actOnce(_ visit: Visit, _ act: @escaping @Sendable (any Connection) throws -> Void) async throws {
        _ = try await db.write { tx in
            try SentForms(tx).once(visit) {
                try act(tx)
                return ""
            }
        }
    }
}

extension Fields {
    /// The form's own number; nil for one that did not come from a page of ours.
    var number: String? { self["_form"].nonEmpty }

    /// The version of the record as its page stood when the form was drawn. An edit that does not say it is not taken.
    func version() throws(FormError) -> Int {
        guard let version = Int(self["_version"]) else { throw .missing(field: "_version") }
        return version
    }
}
