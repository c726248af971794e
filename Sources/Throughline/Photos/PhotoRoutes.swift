import Database
import HTML
import Language

struct PhotoRoutes: Sendable {
    let house: House

    func add(to roads: Roads) {
        roads.post("/photos", speaking: true, act)
        roads.get("/photos/:slip", speaking: true, byCode)
        roads.get("/photos/:slip/picture", speaking: true, picture)
        roads.get("/voices/:id/photo", byAccount)
    }

    /// Who asks for a photo: its speaker with a code or an account, or the team that has it.
    private enum Asker: Sendable {
        case code(Slip)
        case account(ID<Item>)

        var key: (name: String, value: String) {
            switch self {
            case .code(let slip): ("slip", slip.token)
            case .account(let voice): ("voice", voice.description)
            }
        }
    }

    @Sendable func byCode(_ visit: Visit) async throws -> Reply {
        let slip = try await SlipDoor(house: house).shown(visit)
        return .page(PhotoPages.show(try await desk(.code(slip), visit)))
    }

    @Sendable func byAccount(_ visit: Visit) async throws -> Reply {
        .page(PhotoPages.show(try await desk(.account(try visit.id()), visit)))
    }

    /// The picture on a page that is shown once, for as long as its forms can be sent.
    @Sendable func picture(_ visit: Visit) async throws -> Reply {
        guard let slip = Slip(token: try visit.word("slip"), house.keys) else { throw Refusal.notFound }
        let file = try await house.db.read { tx in
            try SlipDoor(house: house).require(slip, visit, on: tx)
            return try photo(of: asked(.code(slip), visit, tx))
        }
        return .file(bytes: try await bytes(of: file, visit), type: "image/jpeg", name: nil, cached: false)
    }

    @Sendable func act(_ visit: Visit) async throws -> Reply {
        let asker: Asker
        if let slip = try await SlipDoor(house: house).sent(visit) {
            asker = .code(slip)
        } else {
            _ = try visit.person()
            guard let id = ID<Item>(typed: visit.fields["voice"]) else { throw Refusal.notFound }
            asker = .account(id)
        }
        let desk = try await desk(asker, visit)
        let wish = visit.fields["do"]
        let answer: Face.Answer? = ["open": .open, "yes": .yes, "cover": .covered][wish]
        if let answer {
            do throws(Invalid) {
                let squares = try squares(desk, visit)
                try await say(answer, squares, desk, asker, visit)
            } catch {
                return .refused(PhotoPages.show(desk, draft: SquaresDraft(text: visit.fields["squares"]), invalid: error))
            }
        } else if wish == "done" || wish == "again" {
            try await write("looked", desk, asker, visit) { tx, voice, day in
                try VoiceStore(tx).look(photo(of: voice).hash, of: voice.id, on: wish == "done" ? day : nil)
            }
        }
        switch asker {
        case .code(let slip): return SlipDoor(house: house).lead(to: .photo, slip.code, visit)
        case .account(let voice): return .see("/voices/\(voice)/photo")
        }
    }

    /// Of somebody on the list, or as they were typed.
    private func squares(_ desk: PhotoDesk, _ visit: Visit) throws(Invalid) -> [Int] {
        guard let number = Int(visit.fields["face"]) else { return try SquaresDraft(text: visit.fields["squares"]).checked(in: desk.grid) }
        guard let face = desk.faces.first(where: { $0.number == number }) else {
            throw Invalid("squares", Phrase("Write the numbers of the squares, such as 12, 13."))
        }
        return face.squares
    }

    private func say(_ answer: Face.Answer, _ squares: [Int], _ desk: PhotoDesk, _ asker: Asker, _ visit: Visit) async throws(Invalid) {
        do {
            guard answer == .covered else {
                return try await write(answer.rawValue, desk, asker, visit) { tx, voice, day in
                    try FaceStore(tx).add(squares, answer, to: voice.id, on: day)
                    // Somebody new on the list, or somebody who takes their yes back: it is looked at again.
                    if answer == .open { try VoiceStore(tx).look(photo(of: voice).hash, of: voice.id, on: nil) }
                }
            }
            try await cover(squares, desk, asker, visit)
        } catch let error as MediaError {
            throw Invalid("squares", error.advice)
        } catch Refusal.conflict {
            throw Invalid("squares", Phrase("The photo changed while you looked at it. Look at it once more."))
        } catch {
            throw Invalid("squares", Phrase("This did not work. Nothing was changed; try again."))
        }
    }

    /// The new picture lies in the store before anything points to it; the old one goes once nothing does.
    private func cover(_ squares: [Int], _ desk: PhotoDesk, _ asker: Asker, _ visit: Visit) async throws {
        guard !visit.isAgain else { return }
        let covered = try await house.media.cover(Set(squares), of: try await bytes(of: desk.file, visit))
        // In a locked place it is locked again.
        let lock = try await house.db.read { try WordSealing($0).lock(in: desk.place.id) }
        let (hash, size) = (try await house.files.put(lock?.seal(file: covered.bytes) ?? covered.bytes), covered.bytes.count)
        let old = desk.file.hash
        try await write("covered", desk, asker, visit) { tx, voice, day in
            _ = try VoiceStore(tx).replace(old, with: hash, size: size, of: voice.id)
            try FaceStore(tx).add(squares, .covered, to: voice.id, on: day)
        }
        let gone = try await house.db.read { try VoiceStore($0).unheld([old]) }
        try await Withdrawal.remove(gone, from: house, on: visit.now.day(in: .utc))
    }

    /// Once for each form. What the team does with somebody else's photo stands in the place's log, without the moment.
    private func write(
        _ name: String, _ desk: PhotoDesk, _ asker: Asker, _ visit: Visit,
        _ change: @escaping @Sendable (any Connection, Voice, Day) throws -> Void
    ) async throws {
        let act = house.act(by: desk.isOwn ? nil : visit.reader.person)
        let isOwn = desk.isOwn
        try await house.actOnce(visit) { tx in
            let voice = try asked(asker, visit, tx)
            guard ["ready", "held"].contains(voice.item.state) else { throw Refusal.notFound }
            try change(tx, voice, act.day)
            guard !isOwn else { return }
            try AuditStore(tx).record(
                "photo." + name, item: voice.id, about: .voice, space: voice.item.space, by: act, unnamed: false)
        }
    }

    private func desk(_ asker: Asker, _ visit: Visit) async throws -> PhotoDesk {
        let (voice, place) = try await house.db.read { tx in
            let voice = try asked(asker, visit, tx)
            return (voice, try PlaceStore(tx).find(voice.item.space))
        }
        let file = try photo(of: voice)
        let (faces, looked) = try await house.db.read { tx in
            (try FaceStore(tx).all(of: voice.id), try VoiceStore(tx).lookedOn(file.hash, of: voice.id))
        }
        guard let grid = PhotoGrid(try await bytes(of: file, visit)) else { throw Refusal.notFound }
        var isOwn = true
        if case .account = asker { isOwn = visit.reader.person != nil && voice.item.author.person == visit.reader.person }
        return PhotoDesk(
            voice: voice, place: place, file: file, grid: grid, faces: faces, lookedOn: looked, key: asker.key, isOwn: isOwn)
    }

    private func bytes(of file: VoiceFile, _ visit: Visit) async throws -> [UInt8] {
        guard let stored = try await house.files.get(file.hash) else { throw Refusal.notFound }
        guard let bytes = visit.openPlaces.open(file: stored) else { throw Refusal.notNow(.placeLocked) }
        return bytes
    }

    private func photo(of voice: Voice) throws -> VoiceFile {
        guard let file = voice.files.first(where: { $0.kind == "photo" }) else { throw Refusal.notFound }
        return file
    }

    private func asked(_ asker: Asker, _ visit: Visit, _ tx: any Connection) throws -> Voice {
        switch asker {
        case .code(let slip):
            let macs = house.keys.macs(ReceiptCode(typed: slip.code)?.canonical ?? "no code", for: .receipts).map(hex)
            guard let id = try VoiceStore(tx).voice(behind: macs) else { throw Refusal.notFound }
            return try VoiceStore(tx).own(id)
        case .account(let id):
            let voice = try VoiceStore(tx).find(id, for: visit.reader, at: visit.now)
            let isOwn = visit.reader.person != nil && voice.item.author.person == visit.reader.person
            guard isOwn || visit.reader.may(.learn, in: voice.item.space) else { throw Refusal.notFound }
            return voice
        }
    }
}
