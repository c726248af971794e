import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

struct MemberTests {
    @Test(arguments: TestEngine.available)
    func aminaMakesLeilaALearningOfficer(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let leila = try world.person("leila")
            let path = "/spaces/riverbend/people/\(leila)"
            let page = try await world.get(path, as: "amina")
            #expect(try await world.press("Save", on: page, as: "amina", typing: [("role", "analyst")]).status == 303)
            #expect(try await world.get("/spaces/riverbend/people", as: "leila").says("Leila Learning officer"))
            let raced = try await world.press("Save", on: page, as: "amina", typing: [("role", "weaver")])
            #expect(try raced.status == 409 && raced.says("Learning officer") && raced.says("Weaver"))
            #expect(try await world.press("Use my text", on: raced, as: "amina").status == 303)
            #expect(try await world.db.read { try MembershipStore($0).role(of: leila, in: world.riverbend.id) } == .weaver)
            let acts = try await world.db.read { tx in
                try tx.run(
                    "SELECT r.reason FROM audit a JOIN audit_reasons r ON r.audit_id = a.id WHERE a.act = 'membership.change'"
                ).map { try $0.text("reason") }
            }
            #expect(Set(acts) == ["\(leila) member analyst", "\(leila) analyst weaver"])
        }
    }

    @Test(arguments: TestEngine.available)
    func peopleAreNeverShownToStrangers(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let amina = try world.person("amina")
            for path in ["/spaces/riverbend/people", "/spaces/riverbend/people/\(amina)"] {
                #expect(try await world.get(path).headers[.location]?.hasPrefix("/sign-in") == true)
                #expect(try await world.get(path, as: "omar").status == 404)
            }
            #expect(try await world.get("/spaces/riverbend/people", as: "leila").says("Amina Steward"))
            #expect(try await world.get("/spaces/riverbend/people/\(amina)", as: "leila").status == 403)
            #expect(try await world.post("/spaces/riverbend/people/\(amina)", as: "leila", [("role", "member")]).status == 403)
            #expect(try await world.post("/spaces/riverbend/people/\(amina)/ending", as: "rosa").status == 403)
            #expect(try await world.get("/spaces/riverbend/people/\(try world.person("omar"))", as: "amina").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func aPlaceKeepsItsLastSteward(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let path = "/spaces/riverbend/people/\(try world.person("amina"))"
            let page = try await world.get(path, as: "amina")
            let refused = try await world.press("Save", on: page, as: "amina", typing: [("role", "member")])
            #expect(try refused.status == 409 && refused.says("A place needs a steward"))
            #expect(try await world.press("Leave", on: page, as: "amina").status == 409)
            let leila = "/spaces/riverbend/people/\(try world.person("leila"))"
            #expect(
                try await world.press("Leave", on: try await world.get(leila, as: "leila"), as: "leila").headers[.location]
                    == "/spaces/riverbend")
            #expect(try await world.get("/spaces/riverbend/people", as: "leila").status == 404)
            let diego = "/spaces/riverbend/people/\(try world.person("diego"))"
            #expect(try await world.press("End it", on: try await world.get(diego, as: "amina"), as: "amina").status == 303)
            #expect(try await world.get("/spaces/riverbend/people", as: "diego").status == 404)
        }
    }

    @Test(arguments: TestEngine.available)
    func ofTwoStewardsWhoUnmakeEachOtherOneStays(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let (amina, rosa, act) = (try world.person("amina"), try world.person("rosa"), world.house.act(by: nil))
            try await world.db.write { tx in
                try MembershipStore(tx).change(rosa, in: world.riverbend.id, from: .weaver, to: .steward, by: act)
            }
            async let first = world.post("/spaces/riverbend/people/\(rosa)", as: "amina", [("role", "member"), ("_was", "steward")])
            async let second = world.post("/spaces/riverbend/people/\(amina)", as: "rosa", [("role", "member"), ("_was", "steward")])
            let statuses = try await Set([first.status, second.status])
            #expect(statuses.contains(303) && statuses.count == 2)
            let stewards = try await world.db.read { try $0.run("SELECT person_id FROM memberships WHERE role = 'steward'").count }
            #expect(stewards == 2, "one here, one in Saffron")
        }
    }

    @Test(arguments: TestEngine.available)
    func aLongListGoesOn(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let act = world.house.act(by: nil)
            try await world.db.write { tx in
                for number in 0..<70 {
                    let id = try PersonStore(tx).add(NewPerson(name: "Zed \(number)", language: "en", hash: "x"), by: act)
                    try MembershipStore(tx).add(id, to: world.riverbend.id, as: .member, invitedBy: nil, by: act)
                }
            }
            let first = try await world.get("/spaces/riverbend/people", as: "leila")
            let second = try await world.get(try first.link("Older ones"), as: "leila")
            let names = try [first, second].flatMap { try $0.page().text.split(separator: " ").filter { $0 == "Zed" } }
            #expect(names.count == 70)
            #expect(throws: (any Error).self) { try second.link("Older ones") }
        }
    }
}
