import Database
import HTTPTypes
import Language
import Logging

/// The quick way out: ends on this device what can be ended there, and leads to a harmless page. It never says no, and asks nothing.
struct QuickExit: Sendable {
    let house: House

    static let road = "/leave"

    /// Another site may send somebody here, and ends nothing by it.
    func leave(_ visit: Visit) async -> Reply {
        guard !visit.comesFromElsewhere else { return .leave(visit.discretion.wayOut, endsAll: false) }
        if let session = visit.session {
            await close(SessionStore.mac(session, house.keys))
        }
        return .leave(visit.discretion.wayOut, endsAll: true)
    }

    /// Whoever leaves does not wait for a storage that is slow or gone: the cookie goes all the same, and the session with it as soon as it can.
    private func close(_ mac: String) async {
        let (ends, end) = AsyncStream.makeStream(of: Void.self)
        Task {
            do { try await house.db.write { try SessionStore($0).close(mac) } } catch {
                house.logger.error("leaving", metadata: ["error": "\(String(reflecting: error))"])
            }
            end.finish()
        }
        Task {
            try? await Task.sleep(for: .seconds(1))
            end.finish()
        }
        for await _ in ends {}
    }
}
