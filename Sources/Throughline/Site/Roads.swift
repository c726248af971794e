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
        router.add(middleware: HostCheck(house: house))
        router.add(middleware: Unknown(house: house))
    }

    /// On a `speaking` road people say something, without a name too: the log has no line of it, whatever came of it.
    func get(_ path: String, speaking: Bool = false, _ handler: @escaping Handler) {
        known.add("GET", path)
        let house = house
        let note: Note = speaking ? .never : .byTheHour
        router.get(RouterPath(path)) { request, visit in try await Self.serve(request, visit, house, path, note, handler) }
        // Whoever looks only at the head, such as a program that watches links, must not use up a page that is shown once.
        guard !path.contains("/:slip"), !path.contains("/:token"), !path.contains("/:secret") else { return }
        router.head(RouterPath(path)) { request, visit in
            try await Self.serve(request, visit, house, path, note, handler).createHeadResponse()
        }
    }

    /// `upload` allows a photo or a recording; other forms are small. `fromAnywhere` takes a form that came from none of our pages: only
    /// where its address is a secret of its own and says all there is to do.
    ///
    /// `beforeAll` is answered before anybody is looked up, and whatever else is wrong.
    func post(
        _ path: String, upload: Bool = false, speaking: Bool = false, fromAnywhere: Bool = false, beforeAll: Bool = false,
        _ handler: @escaping Handler
    ) {
        known.add("POST", path)
        let house = house
        let limit = upload ? house.settings.largestUpload : 200_000
        let note: Note = speaking ? .never : .whenRefused
        router.post(RouterPath(path)) { request, visit in
            var visit = visit
            visit.mayComeFromAnywhere = fromAnywhere || beforeAll
            visit.isAnsweredFirst = beforeAll
            visit.takesFiles = upload
            return try await Self.serve(request, visit, house, path, reading: limit, note, handler)
        }
    }

    /// What the log says of a request. Whatever breaks has a line of its own, with its number.
    fileprivate enum Note {
        case byTheHour, whenRefused, never
    }

    /// Answers one request and notes it: the road's pattern, never the address that was asked.
    fileprivate static func serve(
        _ request: Request, _ context: Visit, _ house: House, _ road: String, reading limit: Int? = nil, _ note: Note = .byTheHour,
        _ handler: Handler
    ) async throws -> Response {
        let began = ContinuousClock.now
        var visit = Arrival.bare(request, context, house)
        var response: Response
        do {
            let reply = try await reply(to: request, &visit, house, reading: limit, speaking: note == .never, handler)
            response = try Departure.response(reply, to: request, for: visit)
        } catch let cut as CutOff {
            response = try Departure.response(Problems.reply(to: cut.refusal, for: visit), to: request, for: visit).closingTheLine()
        } catch {
            response = try Departure.response(Problems.reply(to: error, for: visit), to: request, for: visit)
        }
        let took = began.duration(to: .now)
        house.metrics.count(request.method, road, response.status, took, speaking: note == .never, on: visit.now.day(in: .utc))
        Self.note(note, request, road, response.status, took, visit, house)
        return response
    }

    /// A form that was kept leaves no line: its moment would be the moment somebody unnamed spoke.
    private static func note(
        _ note: Note, _ request: Request, _ road: String, _ status: HTTPResponse.Status, _ took: Duration, _ visit: Visit, _ house: House
    ) {
        if note == .never || (note == .whenRefused && status.code < 400) { return }
        if note == .byTheHour && status.code < 500 { return house.hours.count(request.method, road, status, at: visit.now) }
        house.logger.notice(
            "request",
            metadata: [
                "request": "\(visit.number)", "method": "\(Metrics.name(of: request.method))", "road": "\(road)",
                "status": "\(status.code)", "ms": "\(took.wholeMilliseconds)",
            ])
    }

    /// The form is read before anything is looked up, so that it can be given back when the database does not answer.
    private static func reply(
        to request: Request, _ visit: inout Visit, _ house: House, reading limit: Int?, speaking: Bool, _ handler: Handler
    ) async throws -> Reply {
        if let limit {
            if visit.isAnsweredFirst {
                _ = try? await Arrival.fields(of: request, limit: limit, house)
                return try await handler(visit)
            }
            visit.fields = try await Arrival.fields(of: request, limit: limit, house)
            if !visit.mayComeFromAnywhere, let confirm = try Arrival.checkedSource(request, visit) { return confirm }
        }
        // Whoever left finds nothing where they come back to, until they open it again.
        if limit == nil, visit.discretion.state == .left { return .page(DiscreetPages.left(visit)) }
        visit = try await Arrival.known(visit, request, house)
        do {
            if let asked = try await Confirming(house: house).takenUp(&visit) { return asked }
            // What people say they may say without an account; any other form waits until its sender is known again.
            if visit.isPosted, visit.resting != nil, !speaking, !visit.isAboutSigningIn { throw Refusal.confirmFirst }
            guard let opener = visit.openPlaces.opener else { return try await answered(visit, house, limit, handler) }
            let known = visit
            return try await SealedWords.$opener.withValue(opener) { try await answered(known, house, limit, handler) }
        } catch Refusal.confirmFirst where visit.isPosted {
            return try await Confirming(house: house).ask(visit)
        }
    }

    private static func answered(_ visit: Visit, _ house: House, _ limit: Int?, _ handler: Handler) async throws -> Reply {
        limit == nil ? try await handler(visit) : try await once(visit, house, handler)
    }

    /// The same number and content is the same answer again, whatever became of the record since. A form that is told no is looked up
    /// once more: its twin may have been done while it waited.
    private static func once(_ visit: Visit, _ house: House, _ handler: Handler) async throws -> Reply {
        guard visit.fields.number != nil else { return try await handler(visit) }
        let before = try await house.db.read { try SentForms($0).answer(to: visit) }
        if let before { return try await again(before, visit, handler) }
        do {
            let reply = try await handler(visit)
            guard reply.isNo, let twin = try await house.db.read({ try SentForms($0).answer(to: visit) }) else { return reply }
            return try await again(twin, visit, handler)
        } catch let error where error is Refusal || error is DatabaseError {
            guard let twin = try? await house.db.read({ try SentForms($0).answer(to: visit) }) else { throw error }
            return try await again(twin, visit, handler)
        }
    }

    private static func again(_ answer: SentForms.Answer, _ visit: Visit, _ handler: Handler) async throws -> Reply {
        switch answer {
        case .led(let href): return .see(href)
        case .made:
            var visit = visit
            visit.isAgain = true
            return try await handler(visit)
        }
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
