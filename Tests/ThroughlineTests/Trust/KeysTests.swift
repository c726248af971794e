import Foundation
import Testing

@testable import Throughline

struct KeysTests {
    @Test func theFirstStartMakesKeysThatOnlyTheServerMayRead() throws {
        try withKeyFile { file in
            let keys = try Keys.load(file: file)
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try Keys.load(file: file).masters == keys.masters)
            let beside = try FileManager.default.contentsOfDirectory(atPath: (file as NSString).deletingLastPathComponent)
            #expect(beside == ["keys.json"])
        }
    }

    @Test func aTokenIsGoodForItsOwnPurposeAndWordOnly() throws {
        try withKeyFile { file in
            let keys = try Keys.load(file: file)
            let token = keys.token("invite.7f3a", for: .invitations)
            #expect(keys.verify(token: token, for: .invitations) == "invite.7f3a")
            #expect(keys.verify(token: token, for: .sessions) == nil)
            #expect(keys.verify(token: token.replacing("7f3a", with: "7f3b"), for: .invitations) == nil)
            #expect(keys.verify(token: String(token.dropLast()), for: .invitations) == nil)
            #expect(keys.verify(token: "", for: .invitations) == nil)
            #expect(keys.verify(token: "invite.", for: .invitations) == nil)
        }
        let (ours, theirs) = try (madeUp(1, 1), madeUp(1, 2))
        #expect(theirs.verify(token: ours.token("x", for: .mail), for: .mail) == nil)
    }

    @Test func oldTokensOutliveARotationUntilTheirKeyIsForgotten() throws {
        try withKeyFile { file in
            let old = try Keys.load(file: file)
            let (token, sealed) = (old.token("ana", for: .sessions), old.seal(Array("note".utf8), for: .mail))
            let new = try old.rotated(file: file)
            #expect(new.masters.map(\.number) == [1, 2])
            #expect(new.token("ana", for: .sessions) != token)
            #expect(new.verify(token: token, for: .sessions) == "ana")
            #expect(new.open(sealed, for: .mail) == Array("note".utf8))
            #expect(new.macs("code", for: .receipts) == [new.mac("code", for: .receipts), old.mac("code", for: .receipts)])
            let later = try new.forgetting(before: 9, file: file)
            #expect(later.masters.map(\.number) == [2])
            #expect(later.verify(token: token, for: .sessions) == nil)
            #expect(later.open(sealed, for: .mail) == nil)
            #expect(try Keys.load(file: file).masters == later.masters)
        }
    }

    @Test func whatIsSealedIsHiddenAndCannotBeChanged() throws {
        let keys = try madeUp(1, 1)
        let words = Array("meet at the bridge".utf8)
        let sealed = keys.seal(words, for: .mail)
        #expect(keys.seal(words, for: .mail) != sealed)
        #expect(keys.open(sealed, for: .mail) == words)
        #expect(keys.open(sealed, for: .receipts) == nil)
        for place in sealed.indices {
            var changed = sealed
            changed[place] ^= 1
            #expect(keys.open(changed, for: .mail) == nil)
        }
        #expect(keys.open([], for: .mail) == nil)
        #expect(keys.open(keys.seal([], for: .mail), for: .mail) == [])
    }

    /// HMAC-SHA-256 over a key that Python's `hashlib.blake2b` derived by libsodium's documented recipe.
    @Test func aMacIsTheOneTheRecipeGives() throws {
        let hex = try madeUp(1, 1).mac("abandon", for: .receipts).map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
        #expect(hex == "0526af888e9bc1129657a75596698c72cf2528928efbd04b6eeb0762a65de38c")
    }

    @Test(arguments: ["", "{}", "{\"format\":1,\"masters\":[]}", "{\"format\":1,\"masters\":[{\"number\":1,\"secret\":\"AAAA\"}]}"])
    func aDamagedFileIsNamedNotReplaced(_ content: String) throws {
        try withKeyFile { file in
            #expect(FileManager.default.createFile(atPath: file, contents: Data(content.utf8), attributes: [.posixPermissions: 0o600]))
            #expect(throws: Keys.Problem.damaged(file: file)) { try Keys.load(file: file) }
            #expect(FileManager.default.contents(atPath: file) == Data(content.utf8))
        }
    }

    @Test func keysThatOthersMayReadAreRefused() throws {
        try withKeyFile { file in
            _ = try Keys.load(file: file)
            try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
            #expect(throws: Keys.Problem.exposed(file: file)) { try Keys.load(file: file) }
        }
    }

    @Test func manyThatStartAtOnceShareOneKey() async throws {
        let folder = try PrivateFolder()
        let file = folder.path + "/keys.json"
        let seen = try await withThrowingTaskGroup(of: [Keys.Master].self) { group in
            for _ in 0..<16 { group.addTask { try Keys.load(file: file).masters } }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(seen.count == 16 && seen.allSatisfy { $0 == seen[0] })
    }

    private func madeUp(_ number: Int, _ byte: UInt8) throws -> Keys {
        try #require(Keys(masters: [.init(number: number, secret: Array(repeating: byte, count: 32))]))
    }

    private func withKeyFile(_ body: (String) throws -> Void) throws {
        let folder = try PrivateFolder()
        try body(folder.path + "/keys.json")
    }
}
