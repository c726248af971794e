import HummingbirdCore
import Logging
import NIOCore

/// Counts the lines of each household while they are open, and closes at once what is more than `most`; who says nothing at all is not
/// waited for long. Proxies we trust carry everybody and are not counted.
struct Doorkeeper<Inner: ServerChildChannel>: ServerChildChannel {
    private let inner: Inner
    private let lines: OpenLines
    private let patience: TimeAmount

    init(inner: Inner, counting lines: OpenLines, firstByteWithin patience: Duration) {
        (self.inner, self.lines, self.patience) = (inner, lines, TimeAmount(patience))
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Inner.Value> {
        inner.setup(channel: channel, logger: logger).flatMapThrowing { value in
            try channel.pipeline.syncOperations.addHandler(LineLimit(patience, for: .firstByte), position: .first)
            admit(channel)
            return value
        }
    }

    func handle(value: Inner.Value, logger: Logger) async { await inner.handle(value: value, logger: logger) }

    private func admit(_ channel: any Channel) {
        let household = Peer.line(of: channel.remoteAddress?.ipAddress)
        guard lines.open(household) else {
            // Not within its own setup: a line that ends there would look like a fault of ours.
            channel.eventLoop.execute { channel.close(promise: nil) }
            return
        }
        channel.closeFuture.whenComplete { [lines] _ in lines.close(household) }
    }
}

/// How many lines each household holds open now; nothing is kept of one that holds none.
final class OpenLines: Sendable {
    private let counts = Guarded<[String: Int]>([:])
    private let most: Int
    private let trusted: Set<String>

    init(most: Int, trusting trusted: Set<String>) { (self.most, self.trusted) = (most, trusted) }

    /// False when it holds as many as it may.
    func open(_ household: String) -> Bool {
        guard !trusted.contains(household) else { return true }
        return counts.with { counts in
            guard counts[household, default: 0] < most else { return false }
            counts[household, default: 0] += 1
            return true
        }
    }

    func close(_ household: String) {
        guard !trusted.contains(household) else { return }
        counts.with { counts in
            let left = (counts[household] ?? 1) - 1
            counts[household] = left == 0 ? nil : left
        }
    }
}
