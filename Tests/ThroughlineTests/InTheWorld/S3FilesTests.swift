import Database
import Foundation
import Testing

@testable import Throughline

@Suite(.enabled(if: PeerProcess.canRun))
struct S3FilesTests {
    @Test func whatIsPutComesBackUnderItsHash() async throws {
        let peer = try await S3Peer.shared()
        let files = S3Files(bucket: try peer.bucket(prefix: "/missing"))
        let recording = (0..<1_300_000).map { UInt8(truncatingIfNeeded: $0 &* 31 &+ $0 >> 7) }
        for bytes in [Array("Taa za barabarani.".utf8), [], recording] {
            let hash = try await files.put(bytes)
            #expect(hash == S3Files.sha256(bytes))
            #expect(try await files.put(bytes) == hash)
            #expect(try await files.get(hash) == bytes)
        }
        #expect(try await files.all().count == 3)
        let first = try #require(try await files.all().first)
        try await files.remove(first)
        try await files.remove(first)
        #expect(try await files.get(first) == nil)
        #expect(try await files.all().count == 2)
    }

    @Test func whatWasPutLatelyIsNotRemovedForWantOfARecord() async throws {
        let peer = try await S3Peer.shared()
        let files = S3Files(bucket: try peer.bucket(prefix: "/lately"))
        let hash = try await files.put([4, 5, 6])
        #expect(try await !files.remove(hash, unlessPutWithin: 3_600))
        #expect(try await files.get(hash) == [4, 5, 6])
        #expect(try await files.remove(hash, unlessPutWithin: 0))
        #expect(try await files.get(hash) == nil)
        #expect(try await files.remove(hash, unlessPutWithin: 3_600), "what is not there needs no removal")
    }

    @Test func aLongListComesPageByPageAndWithoutWhatIsNotOurs() async throws {
        let peer = try await S3Peer.shared()
        let files = S3Files(bucket: try peer.bucket(prefix: "/list/a"), page: 7)
        let other = S3Files(bucket: try peer.bucket(prefix: "/list"))
        let stranger = try await other.put([1])
        var expected: [String] = []
        for number in 0..<20 { expected.append(try await files.put(Array("voice \(number)".utf8))) }
        #expect(try await files.all() == expected.sorted())
        #expect(try await other.all() == [stranger])
    }

    @Test func aBusyStoreIsAskedAgainAndARefusalIsNot() async throws {
        let peer = try await S3Peer.shared()
        let patient = S3Files(bucket: try peer.bucket(prefix: "/busy"), rests: [.zero, .zero])
        try await peer.fail(next: 2, under: "busy")
        let hash = try await patient.put([7])
        #expect(try await peer.asked(under: "busy") == 3)
        try await peer.fail(next: 3, under: "busy")
        await #expect(throws: FileStoreError.gone) { try await patient.get(hash) }
        #expect(try await peer.asked(under: "busy") == 3)
        try await peer.fail(next: 0, under: "busy")
        #expect(try await patient.get(hash) == [7])
        let wrong = S3Files(bucket: try peer.bucket(prefix: "/busy", secret: "wrong"), rests: [.zero, .zero])
        try await peer.fail(next: 0, under: "busy")
        await #expect(throws: FileStoreError.refused) { try await wrong.get(hash) }
        #expect(try await peer.asked(under: "busy") == 1)
    }

    @Test func whatIsMissingOrNotThereIsSaid() async throws {
        let peer = try await S3Peer.shared()
        let nowhere = S3Files(bucket: try peer.bucket("no-such-bucket", prefix: "/x"), rests: [])
        await #expect(throws: FileStoreError.other("The file store answered 404 NoSuchBucket.")) { try await nowhere.put([1]) }
        await #expect(throws: FileStoreError.self) { try await nowhere.get(String(repeating: "a", count: 64)) }
        let files = S3Files(bucket: try peer.bucket(prefix: "/missing"))
        await #expect(throws: FileStoreError.notAHash) { try await files.get("../keys.json") }
        await #expect(throws: FileStoreError.notAHash) { try await files.remove("") }
        let silent = try S3Bucket(
            "s3://voices", endpoint: "http://127.0.0.1:9", environment: ["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"])
        await #expect(throws: FileStoreError.gone) { try await S3Files(bucket: silent, rests: [.zero]).put([1]) }
    }
}

struct S3BucketTests {
    private let keys = ["AWS_ACCESS_KEY_ID": "a", "AWS_SECRET_ACCESS_KEY": "b"]

    @Test(arguments: [
        "voices", "s3://", "s3:///x", "s3://a b", "s3://voices/../x", "s3://voices/x?y", "s3://voices/é", "http://voices", "s3://./x",
    ])
    func aBucketThatCannotBeIsRefused(text: String) {
        #expect(throws: InstanceError.self) { try S3Bucket(text, endpoint: nil, environment: keys) }
    }

    @Test func aBucketHasAPrefixAndAnEndpoint() throws {
        let bucket = try S3Bucket("s3://voices/riverbend/", endpoint: nil, environment: keys.merging(["AWS_REGION": "eu-west-3"]) { $1 })
        #expect(bucket.prefix == "riverbend/")
        #expect(bucket.endpoint == "https://s3.eu-west-3.amazonaws.com")
        #expect(try S3Bucket("s3://voices", endpoint: nil, environment: keys).prefix.isEmpty)
        #expect(throws: InstanceError.self) { try S3Bucket("s3://voices", endpoint: nil, environment: [:]) }
        #expect(throws: InstanceError.self) { try S3Bucket("s3://voices", endpoint: "ftp://x", environment: keys) }
    }

    @Test func theTimeOfAKeyIsRead() {
        #expect(S3Listing.moment("1970-01-02T00:00:01.500Z") == Date(timeIntervalSince1970: 86_401))
        #expect(S3Listing.moment("1970-01-02T00:00:01Z") == Date(timeIntervalSince1970: 86_401))
        #expect(S3Listing.moment("yesterday") == nil)
    }

    @Test func aPageOfAListIsRead() {
        let listing = S3Listing(
            "<R><IsTruncated>true</IsTruncated><Contents><Key>a/b</Key></Contents><Contents><Key>c&amp;d</Key></Contents>"
                + "<NextContinuationToken>1&lt;=</NextContinuationToken></R>")
        #expect(listing.keys == ["a/b", "c&d"])
        #expect(listing.next == "1<=")
        #expect(S3Listing("<R><IsTruncated>false</IsTruncated><NextContinuationToken>x</NextContinuationToken></R>").next == nil)
        #expect(S3Listing("<Key>unfinished").keys.isEmpty)
    }
}
