import Database
import DatabaseTesting
import Foundation
import HTMLTesting
import HTTPTypes
import Language
import Logging
import Testing

@testable import Throughline

/// What a browser may keep, and what must not come back by its Back.
struct KeptByNobodyTests {
    private func maria(_ world: World, shared: Bool) async throws -> Phone {
        let hash = try await world.house.passwords.hash(ComeBackPhrase.canonical("mango over the river"))
        let act = world.house.act(by: nil)
        try await world.db.write { tx in
            let id = try PersonStore(tx).add(NewPerson(name: "Maria", language: "en", hash: hash), by: act)
            try MembershipStore(tx).add(id, to: world.riverbend.id, as: .member, invitedBy: nil, by: act)
        }
        let phone = Phone(world.house)
        let typed = [("name", "Maria"), ("phrase", "mango over the river")] + (shared ? [("shared", "yes")] : [])
        #expect(try await phone.press("Sign in", on: phone.get("/sign-in?to=/me"), typing: typed).status == 303)
        return phone
    }

    @Test(arguments: TestEngine.available)
    func onAPhoneOthersUseNothingIsKept(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            for (shared, kept) in [(true, "no-store"), (false, "private, no-cache")] {
                let phone = try await maria(world, shared: shared)
                for path in ["/spaces/riverbend/questions", "/spaces/riverbend/told", "/language"] {
                    let page = try await phone.get(path)
                    #expect(page.headers[.cacheControl] == kept, "\(path)")
                    #expect((page.headers[.eTag] == nil) == shared)
                }
                let out = try await phone.press("Sign out", on: phone.get("/me"))
                #expect(out.headers[.clearSiteData] == "\"cache\"")
                try await world.db.write { try $0.run("DELETE FROM people WHERE name = 'Maria'") }
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func whatOnlyTheTeamSeesIsKeptByNoBrowser(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let team = try await world.get("/questions/\(id)", as: "amina")
            _ = try await world.press("Close the question", on: team, as: "amina")
            #expect(try await world.get("/questions/\(id)", as: "amina").headers[.cacheControl] == "no-store")
            #expect(try await world.get("/questions/\(id)", as: "leila").headers[.cacheControl] == "private, no-cache")
            #expect(try await world.get("/questions/\(id)").headers[.cacheControl] == "no-cache")
            #expect(try await world.get("/questions/\(id)", as: "omar").headers[.cacheControl] == "private, no-cache")
        }
    }

    @Test(arguments: TestEngine.available)
    func aRecordingIsKeptByNobodyHoweverManyMayHearIt(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let id = try await world.question("What makes the road safe?")
            let voice = try await world.spoken("Lamps.", to: id, openness: .circle)
            let hash = try await world.house.files.put(Array("sound".utf8))
            try await world.db.write { tx in
                try tx.run(
                    "INSERT INTO files (item_id, hash, kind, type, size, seconds) VALUES (\(voice), \(hash), 'sound', 'audio/ogg', 5, 2)")
            }
            try await world.db.write { tx in try tx.run("UPDATE voices SET media_until = 2932896") }
            for name in ["leila", "amina"] {
                #expect(try await world.get("/media/\(hash)", as: name).headers[.cacheControl] == "no-store", "\(name)")
            }
            let open = try await world.spoken("Lamps, everyone.", to: id, openness: .everyone)
            try await world.db.write { tx in
                try tx.run(
                    "INSERT INTO files (item_id, hash, kind, type, size, seconds) VALUES (\(open), \(hash), 'sound', 'audio/ogg', 5, 2)")
            }
            try await world.db.write { tx in try tx.run("UPDATE voices SET media_until = 2932896") }
            // Its speaker may take their yes back at any moment: nobody keeps it, even where everyone may hear it.
            let heard = try await world.get("/media/\(hash)")
            #expect(heard.status == 200 && heard.headers[.cacheControl] == "no-store")
        }
    }

    /// Nobody else on the machine reads the database, whatever the folder was before.
    @Test func theDatabaseIsForItsOwnUserAlone() async throws {
        try await withFolder { folder in
            #expect(chmod(folder, 0o755) == 0)
            _ = FileManager.default.createFile(
                atPath: folder + "/throughline.sqlite", contents: nil, attributes: [.posixPermissions: 0o644])
            var options = InstanceOptions(data: folder)
            options.translations = World.translations
            let instance = try await Instance.open(options, alone: true, making: true, logger: .init(label: "test"))
            try await instance.house.db.write { try $0.run("INSERT INTO settings (name, value) VALUES ('a', 'b')") }
            for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasPrefix("throughline.sqlite") {
                let mode = try FileManager.default.attributesOfItem(atPath: folder + "/" + name)[.posixPermissions] as? Int
                #expect(mode == 0o600, "\(name)")
            }
            await instance.close()
        }
    }
}
