import HummingbirdCore
import Logging
import NIOCore
import NIOSSL

/// Closes a line that does not agree on its encryption in time. Nothing under it does, and such a line costs its sender nothing.
struct Handshaking<Inner: ServerChildChannel>: ServerChildChannel {
    private let inner: Inner
    private let patience: TimeAmount

    init(inner: Inner, within patience: Duration) {
        self.inner = inner
        self.patience = TimeAmount(patience)
    }

    func setup(channel: any Channel, logger: Logger) -> EventLoopFuture<Inner.Value> {
        inner.setup(channel: channel, logger: logger).flatMapThrowing { value in
            let pipeline = channel.pipeline.syncOperations
            let encryption = try pipeline.handler(type: NIOSSLServerHandler.self)
            try pipeline.addHandler(LineLimit(patience, for: .encryption), position: .after(encryption))
            return value
        }
    }

    func handle(value: Inner.Value, logger: Logger) async {
        await inner.handle(value: value, logger: logger)
    }
}
