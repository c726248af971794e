import Database
import HTML
import Language

struct DocumentRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.get("/records/:id/documents", choose)
        roads.post("/records/:id/documents", upload: true, clean)
        roads.post("/records/:id/documents/looking", look)
        roads.post("/records/:id/documents/keeping", keep)
        roads.get("/documents/:document", show)
        roads.get("/documents/:document/file", file)
        roads.post("/documents/:document/removing", remove)
    }

    @Sendable func choose(_ visit: Visit) async throws -> Reply { .page(DocumentPages.choose(try await desk(visit))) }

    /// Nothing is written yet: a form that comes twice is cleaned twice.
    @Sendable func clean(_ visit: Visit) async throws -> Reply {
        let desk = try await desk(visit)
        let person = try visit.person()
        let draft = DocumentDraft(title: visit.fields["title"])
        do throws(Invalid) {
            let title = try draft.checked()
            guard let upload = visit.fields.files["file"], !upload.bytes.isEmpty else {
                throw Invalid("file", Phrase("Choose the file first."))
            }
            let clean: CleanDocument
            do { clean = try await DocumentCleaning(media: house.media).clean(upload) } catch { throw Invalid("file", error.advice) }
            guard let hash = await put(clean.bytes, desk.item) else { throw Invalid("file", DocumentError.unavailable.advice) }
            let waiting = WaitingDocument(
                item: desk.item.id, by: person, hash: hash, kind: clean.kind, size: clean.bytes.count, traces: clean.traces,
                since: visit.now,
                title: title)
            return .page(DocumentPages.look(waiting, waiting.token(house.keys), desk))
        } catch {
            return .refused(DocumentPages.choose(desk, draft, invalid: error))
        }
    }

    /// In the file store before anything points to it; sealed where its record is.
    private func put(_ bytes: [UInt8], _ item: Item) async -> String? {
        guard let lock = try? await house.db.read({ try WordSealing($0).lock(on: item.kind, in: item.space) }) else {
            return try? await house.files.put(bytes)
        }
        return try? await house.files.put(lock.seal(file: bytes))
    }

    @Sendable func look(_ visit: Visit) async throws -> Reply {
        let desk = try await desk(visit)
        guard let waiting = try waiting(for: desk, visit) else { return tooLate(desk, visit) }
        return .file(bytes: try await bytes(waiting.hash, visit), type: waiting.kind.type, name: waiting.kind.fileName, cached: false)
    }

    @Sendable func keep(_ visit: Visit) async throws -> Reply {
        let desk = try await desk(visit)
        guard let waiting = try waiting(for: desk, visit) else { return tooLate(desk, visit) }
        let bytes = try await bytes(waiting.hash, visit)
        // Once more: what nobody points to could go this night, and the place may keep its words locked since.
        guard let hash = await put(bytes, desk.item) else { throw Refusal.conflict }
        let act = house.act(by: waiting.by)
        return try await house.answerOnce(visit) { tx in
            let item = try item(visit, tx)
            try WordSealing(tx).requireOpen(item.space)
            return "/documents/\(try DocumentStore(tx).add(waiting, as: hash, beside: item, by: act))"
        }
    }

    @Sendable func show(_ visit: Visit) async throws -> Reply {
        let (document, text, place) = try await house.db.read { tx in
            let document = try find(visit, tx)
            let texts = try TextStore(tx).all(of: document.item.id, for: visit.language)
            return (document, texts[document.item.kind.headline], try PlaceStore(tx).find(document.item.space))
        }
        return .page(
            DocumentPages.show(document, text: text, in: place, mayRemove: document.item.mayHaveDocuments(by: visit.reader)))
    }

    @Sendable func file(_ visit: Visit) async throws -> Reply {
        let document = try await house.db.read { try find(visit, $0) }
        // It may be taken away at any moment: nobody keeps it meanwhile.
        return .file(bytes: try await bytes(document.hash, visit), type: document.kind.type, name: document.kind.fileName, cached: false)
    }

    @Sendable func remove(_ visit: Visit) async throws -> Reply {
        let act = house.act(by: try visit.person())
        let document = try await house.db.read { try find(visit, $0) }
        guard document.item.mayHaveDocuments(by: visit.reader) else { throw Refusal.notAllowed }
        let reply = try await house.answerOnce(visit) { tx in
            _ = try DocumentStore(tx).remove(try find(visit, tx), by: act)
            return Href.to(document.item)
        }
        let gone = try await house.db.read { try VoiceStore($0).unheld([document.hash]) }
        try await Withdrawal.remove(gone, from: house, on: act.day)
        return reply
    }

    private func find(_ visit: Visit, _ tx: any Connection) throws -> Document {
        guard let id = ID<Document>(typed: try visit.word("document")) else { throw Refusal.notFound }
        return try DocumentStore(tx).find(id, for: visit.reader, at: visit.now)
    }

    /// The record in the address, for those who may put papers beside it.
    private func item(_ visit: Visit, _ tx: any Connection) throws -> Item {
        let item = try LineStore(tx).find(try visit.id(), for: visit.reader, at: visit.now)
        guard visit.reader.person != nil else { throw Refusal.signInFirst }
        guard Document.kinds.contains(item.kind) else { throw Refusal.notFound }
        guard item.mayHaveDocuments(by: visit.reader) else { throw Refusal.notAllowed }
        return item
    }

    private func desk(_ visit: Visit) async throws -> DocumentDesk {
        try await house.db.read { tx in
            let item = try item(visit, tx)
            return DocumentDesk(
                item: item, text: try TextStore(tx).all(of: item.id, for: visit.language)[item.kind.headline],
                place: try PlaceStore(tx).find(item.space))
        }
    }

    /// nil for what was not cleaned here for this record and this person within the hour.
    private func waiting(for desk: DocumentDesk, _ visit: Visit) throws -> WaitingDocument? {
        WaitingDocument(token: visit.fields["document"], of: desk.item.id, by: try visit.person(), at: visit.now, house.keys)
    }

    private func tooLate(_ desk: DocumentDesk, _ visit: Visit) -> Reply {
        let invalid = Invalid("file", Phrase("Too much time has passed. Choose the file once more."))
        return .refused(DocumentPages.choose(desk, DocumentDraft(title: visit.fields["title"]), invalid: invalid))
    }

    private func bytes(_ hash: String, _ visit: Visit) async throws -> [UInt8] {
        guard let stored = try await house.files.get(hash) else { throw Refusal.notFound }
        guard let bytes = visit.openPlaces.open(file: stored) else { throw Refusal.notNow(.placeLocked) }
        return bytes
    }
}
