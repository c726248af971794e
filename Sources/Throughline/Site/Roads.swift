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
        router.get(RouterPath(path)) { request, visit in try await Self.serve(request, visit, house, reading: nil, handler) }
    }

    /// `upload` allows a photo or a recording; other forms are small.
    func post(_ path: String, upload: Bool = false, _ handler: @escaping Handler) {
        known.add("POST", path)
        let house = house
        let limit = upload ? house.settings.largestUpload : 200_000
        router.post(RouterPath(path)) { request, visit in try await Self.serve(request, visit, house, reading: limit, handler) }
    }

    /// The form is read before anything is looked up, so that it can be given back when the database does not answer.
    private static func serve(_ request: Request, _ bare: Visit, _ house: House, reading limit: Int?, _ handler: Handler) async throws
        -> Response
    {
        var visit = Arrival.stranger(request, bare, house)
        do {
            if let limit {
                visit.fields = try await Arrival.fields(of: request, limit: limit, house)
                if let confirm = try Arrival.checkedSource(request, visit) {
                    return try Departure.response(confirm, to: request, for: visit)
                }
            }
            visit = try await Arrival.known(visit, request, house)
            return try Departure.response(try await handler(visit), to: request, for: visit)
        } catch let cut as CutOff {
            return try Departure.response(Problems.reply(to: cut.refusal, for: visit), to: request, for: visit).closingTheLine()
        } catch {
            return try Departure.response(Problems.reply(to: error, for: visit), to: request, for: visit)
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
            let stranger = Arrival.stranger(request, context, house)
            let visit = (try? await Arrival.known(stranger, request, house)) ?? stranger
            return try Departure.response(Problems.reply(to: Refusal.notFound, for: visit), to: request, for: visit)
        }
    }
}
