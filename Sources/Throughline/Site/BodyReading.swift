import Hummingbird
import NIOCore

/// Reads a request's body: never more than allowed, never slower than the slowest line in use, and with all bodies together
/// never more than the memory has room for.
struct BodyReading: Sendable {
    /// The longest body in bytes.
    let limit: Int
    /// How long a sender may take whatever the size.
    var grace = Duration.seconds(30)
    /// After that, bytes a second: a tenth of what GPRS carries on a bad day.
    var slowest = 250
    /// A body this many times too long is read to its end unkept, so that its sender sees our answer; a longer one is cut off.
    static let patienceForTooLong = 4

    /// Throws ``Refusal/tooLarge``, ``Refusal/tooMany`` or ``CutOff``.
    func bytes(of request: Request, held: HeldBytes) async throws -> [UInt8] {
        let announced = request.headers[.contentLength].flatMap { Int($0) }
        if let announced, announced > limit * Self.patienceForTooLong { throw CutOff(refusal: .tooLarge) }
        let began = ContinuousClock.now
        var bytes: [UInt8] = []
        var count = 0
        defer { held.give(back: bytes.count) }
        var pieces = request.body.makeAsyncIterator()
        while let piece = try await Self.next(&pieces) {
            count += piece.readableBytes
            if count > limit * Self.patienceForTooLong { throw CutOff(refusal: .tooLarge) }
            let allowed = grace + .seconds(count / slowest)
            if ContinuousClock.now - began > allowed { throw CutOff(refusal: .tooSlow) }
            guard count <= limit else { continue }
            guard held.take(piece.readableBytes) else { throw CutOff(refusal: .tooMany) }
            bytes.append(contentsOf: piece.readableBytesView)
        }
        if count > limit { throw Refusal.tooLarge }
        return bytes
    }

    /// A line that drops, or speaks no HTTP in the middle of a body, is nothing of ours that broke.
    private static func next(_ pieces: inout RequestBody.AsyncIterator) async throws(CutOff) -> ByteBuffer? {
        do { return try await pieces.next() } catch { throw CutOff(refusal: .tooSlow) }
    }
}

/// A refusal after which the line is closed, because its sender is still talking.
struct CutOff: Error {
    let refusal: Refusal
}

/// How many bytes of bodies are in memory before their forms are read.
final class HeldBytes: Sendable {
    private let count = Guarded(0)
    private let most: Int

    /// - Parameter most: bytes of all bodies together.
    init(most: Int) { self.most = most }

    /// False when there is no room.
    func take(_ bytes: Int) -> Bool {
        count.with { count in
            guard count + bytes <= most else { return false }
            count += bytes
            return true
        }
    }

    func give(back bytes: Int) { count.with { $0 -= bytes } }
}

extension Response {
    /// The same answer, after which the line is closed and what its sender still has to say is not read.
    func closingTheLine() -> Response {
        let body = body
        return Response(
            status: status, headers: headers,
            body: ResponseBody(contentLength: body.contentLength) { writer in
                try await body.write(writer)
                throw LineClosed()
            })
    }

    private struct LineClosed: Error {}
}
