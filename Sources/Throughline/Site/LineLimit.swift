import NIOCore
import NIOTLS

/// Closes a line on which nothing that counts has happened in time, and is gone once it has.
final class LineLimit: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    /// What a line is waited for.
    enum Wait {
        case firstByte
        case encryption
    }

    private let patience: TimeAmount
    private let wait: Wait
    private var limit: Scheduled<Void>?

    init(_ patience: TimeAmount, for wait: Wait) { (self.patience, self.wait) = (patience, wait) }

    func handlerAdded(context: ChannelHandlerContext) {
        let channel = context.channel
        limit = context.eventLoop.scheduleTask(in: patience) { channel.close(promise: nil) }
    }

    func handlerRemoved(context: ChannelHandlerContext) { limit?.cancel() }

    func channelInactive(context: ChannelHandlerContext) {
        limit?.cancel()
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        // First to those behind: a handler that was removed has nobody behind it.
        context.fireChannelRead(data)
        if wait == .firstByte { end(context) }
    }

    func userInboundEventTriggered(context: ChannelHandlerContext, event: Any) {
        context.fireUserInboundEventTriggered(event)
        guard wait == .encryption else { return }
        if case .handshakeCompleted = event as? TLSUserEvent {
            end(context)
        } else if event is ChannelShouldQuiesceEvent {
            // The server stops, and nothing was asked on this line yet.
            context.close(promise: nil)
        }
    }

    private func end(_ context: ChannelHandlerContext) {
        limit?.cancel()
        context.pipeline.syncOperations.removeHandler(self, promise: nil)
    }
}
