import Database
import HTML
import HTTPTypes
import Hummingbird
import Language
import Logging
import NIOCore

/// Every address of the product. A handler gets a `Visit` that is already known (who, which language, what was sent) and answers a `Reply`;
/// refusals, errors, headers and rendering happen here, once.
struct Roads {
    let router: Router<Visit>
    let house: House
    let known: Known

    typealias Handler = @Sendable (Visit) async throws -> Reply

    init(house: House) {
        router = Router(context: Visit.self)
        self.house = house
        known = Known()
        let house = house
        router.add(middleware: Unknown(house: house))
    }

    func get(_ path: String, _ handler: @escaping Handler) {
        known.add("GET", path)
        let house = house
        router.get(RouterPath(path)) { request, visit in try await Self.serve(request, visit, house, path, handler) }
    }

    /// `upload` allows a photo or a recording; other forms are small.
    func post(_ path: String, upload: Bool = false, _ handler: @escaping Handler) {
        known.add("POST", path)
        let house = house
        router.post(RouterPath(path)) { request, visit in
            try await Self.serve(request, visit, house, path) { visit in
                var visit = visit
                let limit = upload ? house.settings.largestUpload : 200_000
                visit.fields = try await Arrival.fields(of: request, limit: limit)
                return try await Arrival.checkedSource(request, visit, handler)
            }
        }
    }

    /// Answers one request and writes its one line in the log: the road's pattern, never the address that was asked.
    fileprivate static func serve(_ request: Request, _ visit: Visit, _ house: House, _ road: String, _ handler: Handler) async throws
        -> Response
    {
        let began = ContinuousClock.now
        var arrived = Arrival.bare(request, visit, house)
        var response: Response
        do {
            arrived = try await Arrival.known(arrived, request, house)
            response = try Departure.response(try await handler(arrived), to: request, for: arrived)
        } catch {
            response = try Departure.response(Problems.reply(to: error, for: arrived), to: request, for: arrived)
        }
        let took = began.duration(to: .now)
        house.metrics.count(request.method, road, response.status, took)
        house.logger.notice(
            "request",
            metadata: [
                "request": "\(arrived.number)", "method": "\(Metrics.name(of: request.method))", "road": "\(road)",
                "status": "\(response.status.code)", "ms": "\(took.wholeMilliseconds)",
            ])
        return response
    }

    /// The list of roads, so that tests can ask whether each one was looked at.
    final class Known: Sendable {
        private let list = Guarded<[(method: String, path: String)]>([])
        func add(_ method: String, _ path: String) { list.with { $0.append((method, path)) } }
        func has(_ method: String, _ path: String) -> Bool { all.contains { $0 == (method, path) } }
        var all: [(method: String, path: String)] { list.with { $0 } }
    }
}

/// Addresses nobody built: the same page as for a record one may not see.
private struct Unknown: RouterMiddleware {
    let house: House

    func handle(_ request: Request, context: Visit, next: (Request, Visit) async throws -> Response) async throws -> Response {
        do {
            return try await next(request, context)
        } catch let error as HTTPError where error.status == .notFound {
            return try await Roads.serve(request, context, house, "none") { _ in throw Refusal.notFound }
        }
    }
}
