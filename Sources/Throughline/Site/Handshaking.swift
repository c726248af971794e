import HummingbirdCore
import Logging
import NIOCore
import NIOSSL
import NIOTLS

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
            try pipeline.addHandler(HandshakeLimit(patience), position: .after(encryption))
            return value
        }
    }

    func handle(value: Inner.Value, logger: Logger) async {
        await inner.handle(value: value, logger: logger)
    }
}

/// Stands behind the encryption until it is agreed on.
private final class HandshakeLimit: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny
    private let patience: TimeAmount
    private var limit: Scheduled<Void>?

    init(_ patience: TimeAmount) { self.patience = patience }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        limit = context.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { limit?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        limit?.cancel()
        context.fireChannelInactive()
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        // First to those behind: a handler that was removed has nobody behind it.
        context.fireUserInboundEventTriggered(event)
        if case .handshakeCompleted = event as? TLSUserEvent {
            limit?.cancel()
            context.pipeline.syncOperations.removeHandler(self, promise: nil)
        } else if event is ChannelShouldQuiesceEvent {
            // The server stops, and nothing was asked on this line yet.
            context.close(promise: nil)
        }
    }
}
