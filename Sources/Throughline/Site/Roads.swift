import Database
import HTML
import HTTPTypes
import Hummingbird
import Language
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
        router.add(middleware: HostCheck(house: house))
        router.add(middleware: Unknown(house: house))
    }

    func get(_ path: String, _ handler: @escaping Handler) {
        known.add("GET", path)
        let house = house
        router.get(RouterPath(path)) { request, visit in try await Self.serve(request, visit, house, handler) }
    }

    /// `upload` allows a photo or a recording; other forms are small.
    func post(_ path: String, upload: Bool = false, _ handler: @escaping Handler) {
        known.add("POST", path)
        let house = house
        router.post(RouterPath(path)) { request, visit in
            try await Self.serve(request, visit, house) { visit in
                var visit = visit
                let limit = upload ? house.settings.largestUpload : 200_000
                visit.fields = try await Arrival.fields(of: request, limit: limit, house)
                return try await Arrival.checkedSource(request, visit, handler)
            }
        }
    }

    private static func serve(_ request: Request, _ visit: Visit, _ house: House, _ handler: Handler) async throws -> Response {
        let arrived = try await Arrival.visit(request, visit, house)
        do {
            return try Departure.response(try await handler(arrived), to: request, for: arrived)
        } catch let cut as CutOff {
            return try Departure.response(Problems.reply(to: cut.refusal, for: arrived), to: request, for: arrived).closingTheLine()
        } catch {
            return try Departure.response(Problems.reply(to: error, for: arrived), to: request, for: arrived)
        }
    }

    /// The list of roads, so that tests can ask whether each one was looked at.
    final class Known: Sendable {
        private let list = Guarded<[(method: String, path: String)]>([])
        func add(_ method: String, _ path: String) { list.with { $0.append((method, path)) } }
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
            let visit = try await Arrival.visit(request, context, house)
            return try Departure.response(Problems.reply(to: Refusal.notFound, for: visit), to: request, for: visit)
        }
    }
}
