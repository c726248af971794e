import Database
import DatabaseTesting
import HTMLTesting
import HTTPTypes
import Language
import Testing

@testable import Throughline

/// Who may see what, asked of every road there is. A road that is added without a row here fails; every record, under every pair of marks
/// it can bear, is looked for on every page by everybody. What the rule says is written down here a second time, by hand.
struct MatrixTests {
    /// What a road leads to.
    private enum Leads: Equatable {
        /// One record, by its id.
        case record(Kind)
        /// What a team owes on a question.
        case duty
        /// The lists and counts of a place.
        case place
        /// Lists and counts of one's own.
        case own
        /// Something only a secret in the address or in a form opens; each has tests of its own.
        case secret
        /// Nothing of anybody's.
        case nothing
    }

    private static let reading: [String: Leads] = [
        "/": .own, "/address/:token": .secret, "/answers/:slip": .secret, "/commitments/:id": .record(.commitment),
        "/commitments/:id/wording": .record(.commitment), "/spaces/:space/register": .place,
        "/outcomes/:id": .record(.outcome), "/outcomes/:id/wording": .record(.outcome), "/questions/:id/outcomes/new": .record(.question),
        "/questions/:id/pathway": .record(.question), "/spaces/:space/outcomes": .place, "/witnessing/:token": .secret,
        "/spaces/:space/returns": .place, "/questions/:id/trail": .record(.question),
        "/confirm": .secret,
        "/corrections/:id": .record(.correction),
        "/deciding/:token": .secret, "/decisions/:id": .record(.decision), "/dissents/:id": .record(.dissent),
        "/duties/:id/telling": .duty, "/health": .nothing, "/insights/:id": .record(.insight), "/insights/:id/check": .record(.insight),
        "/insights/:id/dissent": .record(.insight), "/insights/:id/evidence/new": .record(.insight),
        "/insights/:id/sharing": .record(.insight), "/insights/:id/wording": .record(.insight), "/join/:token": .secret,
        "/questions/:id/workshop": .record(.question), "/questions/:id/workshop/cards": .record(.question),
        "/questions/:id/workshop/cards.pdf": .secret, "/spaces/:space/pause": .place,
        "/insights/:id/differences/new": .record(.insight), "/spaces/:space/themes": .place, "/spaces/:space/themes/:theme": .secret,
        "/language": .nothing, "/mail-proof/:token": .secret, "/me": .own, "/me/phrase": .own, "/me/second-factor": .own,
        "/me/second-factor/picture": .own, "/me/sessions": .own, "/me/passkeys": .own, "/me/passkeys/new": .own,
        "/me/passkeys/:id": .secret, "/me/organisations": .own, "/me/organisations/:provider/joining": .secret,
        "/sign-in/passkey": .nothing, "/sign-in/with/:provider": .secret, "/sign-in/back": .secret,
        "/me/data": .own, "/me/data/file": .own, "/me/leaving": .own, "/left": .nothing, "/staying/:token": .secret,
        "/my-words/lost": .nothing, "/spaces/:space/closing": .place,
        "/second-factor-resets/:id": .secret, "/sign-in/link": .nothing, "/sign-in/link/:token": .secret, "/me/words": .own,
        "/me/words/:id": .record(.voice),
        "/media/:hash": .secret, "/metrics": .nothing, "/my-words": .nothing, "/my-words/:slip": .secret,
        "/no-more-letters/:token": .secret, "/questions/:id": .record(.question), "/questions/:id/agreement": .secret,
        "/questions/:id/agreement/wording": .secret, "/questions/:id/before": .record(.question),
        "/questions/:id/chat": .record(.question),
        "/questions/:id/commitments/new": .record(.question), "/questions/:id/deciders": .record(.question),
        "/questions/:id/decisions/new": .record(.question), "/questions/:id/insights/new": .record(.question),
        "/questions/:id/held-outside": .record(.question), "/spaces/:space/held-outside": .place,
        "/spaces/:space/held-outside/:stub": .secret,
        "/questions/:id/numbers": .record(.question), "/questions/:id/numbers/file": .record(.question),
        "/questions/:id/quotes": .record(.question), "/photos/:slip": .secret, "/photos/:slip/picture": .secret,
        "/voices/:id/photo": .record(.voice),
        "/questions/:id/paper": .record(.question), "/questions/:id/statements": .record(.question),
        "/questions/:id/telling": .record(.question), "/questions/:id/translation": .record(.question),
        "/questions/:id/wording": .record(.question), "/setup": .secret, "/sign-in": .nothing, "/spaces/:space": .place,
        "/spaces/:space/about": .place, "/spaces/:space/about/words": .place,
        "/spaces/:space/asked": .place, "/spaces/:space/asking": .place, "/spaces/:space/decisions": .place, "/spaces/:space/done": .place,
        "/spaces/:space/failed-work": .place,
        "/spaces/:space/insights": .place, "/spaces/:space/invitations": .place, "/spaces/:space/invitations/:id": .secret,
        "/spaces/:space/more": .place, "/spaces/:space/people": .place, "/spaces/:space/people/:id": .secret,
        "/spaces/:space/questions": .place, "/spaces/:space/settings": .place, "/spaces/:space/told": .place, "/spaces/:space/week": .place,
        "/spaces/:space/flags": .place, "/spaces/:space/moderation": .place, "/spaces/:space/letters": .place,
        "/spaces/:space/letters/:talk": .secret, "/spaces/:space/tell": .place, "/spaces/:space/reports": .place,
        "/spaces/:space/reports/:talk": .secret, "/spaces/:space/stewards": .place, "/talks/:slip": .secret,
        "/flags/:slip": .secret, "/me/moderation": .own, "/moderation/:act": .secret, "/second-looks/:token": .secret,
        "/records/:id/flag": .record(.voice), "/records/:id/note": .record(.insight), "/records/:id/moderation": .record(.dissent),
        "/spaces/:space/who-sees-what": .place, "/statements/:id": .record(.statement), "/tellings/:id": .record(.telling),
        "/tellings/:id/chat": .record(.telling), "/voices/:id": .record(.voice), "/voices/:id/rejection": .record(.voice),
        "/spaces/:space/emergencies": .place, "/emergencies/:id": .secret, "/records/:id/showing": .record(.insight),
        "/spaces/:space/shared": .place, "/guests/:secret": .secret,
        "/questions/:id/writing": .record(.question), "/written/:slip": .secret, "/me/translating": .own, "/translated": .nothing,
        "/translating/:id": .secret, "/translating-by-link/:secret": .secret, "/records/:id/translations": .record(.voice),
        "/spaces/:space/glossary": .place, "/spaces/:space/reopening": .place,
        "/spaces/:space/lock": .place,
        "/spaces/:space/lock/beginning": .place, "/spaces/:space/lock/opening": .place, "/spaces/:space/lock/phrase": .place,
        "/spaces/:space/lock/lost": .place, "/spaces/:space/lock/spare": .place, "/spaces/:space/find": .place,
        "/discreet": .own, "/discreet/limits": .nothing,
        "/spaces/:space/discretion": .place, "/records/:id/embargo": .record(.decision), "/records/:id/ending": .secret,
        "/spaces/:space/ending": .place,
        "/spaces/:space/coding": .place, "/spaces/:space/codes": .place, "/spaces/:space/codes/:code": .secret,
        "/spaces/:space/codebook": .place, "/spaces/:space/passages": .place, "/questions/:id/coding": .record(.question),
        "/questions/:id/machine": .record(.question),
        "/spaces/:space/coding/readers": .place, "/spaces/:space/coding/together": .place, "/spaces/:space/coding/spread": .place,
        "/spaces/:space/coding/exchange": .place, "/spaces/:space/coding/exchange/codebook": .place,
        "/questions/:id/capture": .record(.question), "/spaces/:space/forms": .place, "/spaces/:space/forms/choosing": .place,
        "/records/:id/documents": .record(.insight), "/documents/:document": .secret, "/documents/:document/file": .secret,
        "/voices/:id/sheet": .record(.voice), "/questions/:id/correcting": .record(.question), "/reviews/:token": .secret,
        "/corrections/:id/became": .record(.correction),
        "/needs/:id": .record(.need), "/needs/:id/wording": .record(.need), "/questions/:id/agenda": .record(.question),
        "/questions/:id/agenda/joining": .record(.question), "/questions/:id/agenda/plan": .record(.question),
        "/questions/:id/agenda/priority": .record(.question), "/questions/:id/agenda/use": .record(.question),
        "/spaces/:space/agenda": .place, "/spaces/:space/agenda/data": .place, "/spaces/:space/agenda/new": .place,
        "/spaces/:space/agenda/settings": .place, "/spaces/:space/agenda/table": .place, "/spaces/:space/agenda/work": .place,
        "/spaces/:space/needs": .place,
        "/spaces/:space/needs/changes": .place, "/spaces/:space/needs/new": .place, "/spaces/:space/needs/paper": .place,
        "/spaces/:space/needs/typing": .place,
        "/follow-ups/:token": .secret, "/follow-ups/:token/no-more": .secret, "/spaces/:space/follow-ups": .place,
        "/spaces/:space/practices": .place, "/records/:id/using": .record(.insight), "/insights/:id/lineage": .record(.insight),
        "/adaptations/:id": .record(.adaptation), "/adaptations/:id/more": .record(.adaptation),
        "/questions/:id/experiments/new": .record(.question), "/spaces/:space/experiments": .place,
        "/experiments/:id": .record(.experiment), "/spaces/:space/left-lying": .place,
        "/spaces/:space/published": .place, "/spaces/:space/published/new": .place, "/questions/:id/reports/new": .record(.question),
        "/reports/:id": .record(.report), "/reports/:id/wording": .record(.report), "/questions/:id/closing-pack": .record(.question),
        // Asked by tests of their own: a PDF takes a second.
        "/reports/:id/file": .secret, "/questions/:id/closing-pack/file": .secret,
        "/records/:id/left-lying": .record(.commitment), "/spaces/:space/handing-over": .place,
        "/spaces/:space/keepsakes": .place, "/spaces/:space/changes": .place, "/questions/:id/changes": .record(.question),
        "/questions/:id/panels/new": .record(.question),
        "/panels/:id": .record(.panel), "/panels/:id/sheets": .record(.panel),
        "/spaces/:space/journeys": .place, "/spaces/:space/journeys/new": .place, "/journeys/:id": .record(.journey),
        "/journeys/:id/wording": .record(.journey), "/journeys/:id/hand-over": .record(.journey), "/journeys/:id/table": .record(.journey),
        "/journeys/:id/data": .record(.journey), "/journeys/:id/sessions/new": .record(.journey), "/activities/:id": .record(.activity),
        "/activities/:id/wording": .record(.activity), "/questions/:id/activities/new": .record(.question),
        "/spaces/:space/partner-plans": .place, "/spaces/:space/partner-plans/new": .place, "/partner-plans/:id": .record(.partnerPlan),
        "/partner-plans/:id/wording": .record(.partnerPlan), "/partner-plans/:id/tasks/new": .record(.partnerPlan),
        "/partner-plans/:id/report": .record(.partnerPlan), "/partner-plans/:id/table": .record(.partnerPlan),
        "/partner-plans/:id/data": .record(.partnerPlan), "/plan-tasks/:id": .record(.planTask),
        "/plan-tasks/:id/wording": .record(.planTask),
    ]

    private static let doing: [String: Leads] = [
        "/questions/:id/changes": .record(.question), "/questions/:id/panels": .record(.question),
        "/panels/:id/picks": .record(.panel), "/panels/:id/choosing": .record(.panel), "/panels/:id/withdrawal": .record(.panel),
        "/needs/:id/answering": .record(.need), "/needs/:id/parking": .record(.need), "/needs/:id/withdrawal": .record(.need),
        "/needs/:id/wording": .record(.need), "/questions/:id/agenda": .record(.question),
        "/questions/:id/agenda/plan": .record(.question), "/questions/:id/agenda/priority": .record(.question),
        "/questions/:id/agenda/saying": .record(.question), "/questions/:id/agenda/step": .record(.question),
        "/questions/:id/agenda/use": .record(.question), "/spaces/:space/agenda": .place, "/spaces/:space/agenda/ending": .place,
        "/spaces/:space/agenda/partners": .place, "/spaces/:space/agenda/partners/ending": .place,
        "/spaces/:space/agenda/questions": .place, "/spaces/:space/agenda/settings": .place, "/spaces/:space/needs": .place,
        "/spaces/:space/needs/typing": .place,
        "/address/:token": .secret, "/me/address/stopping": .own, "/me/data/taking-back": .secret, "/me/leaving": .own,
        "/me/leaving/stopping": .own, "/my-words/copy": .secret, "/staying/:token": .secret, "/spaces/:space/closing": .place,
        "/commitments/:id/keeper": .record(.commitment), "/commitments/:id/wording": .record(.commitment),
        "/commitments/:id/staying": .record(.commitment), "/questions/:id/outcomes": .record(.question),
        "/outcomes/:id/wording": .record(.outcome), "/outcomes/:id/sharing": .record(.outcome), "/outcomes/:id/joining": .record(.outcome),
        "/outcomes/:id/withdrawal": .record(.outcome), "/outcomes/:id/witnesses": .record(.outcome),
        "/tellings/:id/checking": .record(.telling),
        "/tellings/:id/receipt": .record(.telling), "/witnessing/:token": .secret,
        "/answers/details": .secret, "/commitments/:id/acceptance": .record(.commitment), "/commitments/:id/outcome": .record(.commitment),
        "/commitments/:id/refusal": .record(.commitment), "/commitments/:id/release": .record(.commitment),
        "/commitments/:id/start": .record(.commitment), "/confirm": .secret, "/corrections/:id/opening": .record(.correction),
        "/corrections/:id/seen": .record(.correction), "/deciding/:token": .secret, "/decisions/:id/applying": .record(.decision),
        "/decisions/:id/checking": .record(.decision), "/decisions/:id/deciding": .record(.decision),
        "/decisions/:id/keeping": .record(.decision), "/decisions/:id/reversing": .record(.decision),
        "/dissents/:id/rejection": .record(.dissent), "/dissents/:id/release": .record(.dissent), "/duties/:id/handing": .duty,
        "/duties/:id/lapse": .duty, "/duties/:id/postponing": .duty, "/duties/:id/telling": .duty,
        "/insights/:id/check": .record(.insight), "/insights/:id/dissent": .record(.insight), "/insights/:id/evidence": .record(.insight),
        "/insights/:id/differences": .record(.insight), "/questions/:id/workshop": .record(.question), "/spaces/:space/themes": .place,
        "/spaces/:space/themes/:theme": .secret,
        "/spaces/:space/themes/:theme/ending": .secret,
        "/insights/:id/sharing": .record(.insight), "/insights/:id/wording": .record(.insight), "/join/:token": .secret,
        "/mail-proof/:token": .secret, "/me": .own, "/me/notices": .own, "/me/phrase": .own, "/me/second-factor": .own,
        "/me/second-factor/codes": .own, "/me/passkeys": .own, "/me/passkeys/:id": .secret, "/me/passkeys/:id/ending": .secret,
        "/me/organisations": .own, "/me/organisations/:provider/ending": .secret, "/sign-in/passkey": .secret, "/sign-in/back": .secret,
        "/me/second-factor/ending": .own, "/me/sessions": .own, "/me/sessions/ending": .own, "/me/sessions/:session/ending": .own,
        "/second-factor-resets/:id": .secret, "/second-factor-resets/:id/ending": .secret, "/sign-in/code": .secret,
        "/sign-in/link": .nothing,
        "/sign-in/link/:token": .secret, "/spaces/:space/people/:id/second-factor": .place,
        "/my-words": .secret, "/my-words/correction": .secret, "/my-words/right": .secret, "/my-words/taking-back": .secret,
        "/no-more-letters/:token": .secret, "/questions/:id/agreement": .secret, "/questions/:id/agreement/answer": .secret,
        "/questions/:id/permission": .record(.question), "/questions/:id/held-outside": .record(.question),
        "/spaces/:space/held-outside/:stub/readers": .secret, "/spaces/:space/held-outside/:stub/removal": .secret,
        "/spaces/:space/held-outside/:stub/seen": .secret,
        "/questions/:id/answers": .record(.question), "/questions/:id/closing": .record(.question),
        "/questions/:id/commitments": .record(.question), "/questions/:id/deciders": .record(.question),
        "/questions/:id/decisions": .record(.question), "/questions/:id/flood": .record(.question),
        "/questions/:id/numbers": .record(.question), "/questions/:id/quotes": .record(.question),
        "/questions/:id/quotes/file": .record(.question), "/photos": .secret, "/my-words/consent": .secret, "/me/drafts/:id/ending": .own,
        "/questions/:id/insights": .record(.question), "/questions/:id/opening": .record(.question),
        "/questions/:id/telling": .record(.question), "/questions/:id/translation": .record(.question),
        "/questions/:id/wording": .record(.question), "/setup": .secret, "/sign-in": .nothing, "/sign-out": .nothing,
        "/spaces/:space/about/words": .place, "/spaces/:space/failed-work/:job/another-try": .place,
        "/spaces/:space/failed-work/:job/dropping": .place,
        "/spaces/:space/invitations": .place, "/spaces/:space/invitations/:id/ending": .place, "/spaces/:space/people/:id": .place,
        "/spaces/:space/people/:id/ending": .place, "/spaces/:space/people/:id/offices": .place, "/spaces/:space/questions": .place,
        "/spaces/:space/settings": .place,
        "/moderation/:act/appeal": .secret, "/moderation/:act/decision": .secret,
        "/moderation/:act/lifting": .secret, "/my-words/appeal": .secret, "/records/:id/flag": .record(.statement),
        "/records/:id/moderation": .record(.correction), "/second-looks/:token": .secret, "/spaces/:space/letters/:talk": .secret,
        "/spaces/:space/letters/:talk/publishing": .secret, "/spaces/:space/letters/:talk/seen": .secret,
        "/spaces/:space/letters/promise": .place, "/spaces/:space/tell": .place,
        "/spaces/:space/reports/:talk": .secret, "/spaces/:space/reports/:talk/seen": .secret,
        "/spaces/:space/stewards": .place, "/talks/erasing": .secret, "/talks/reply": .secret,
        "/spaces/:space/emergencies": .place, "/emergencies/:id/agreement": .secret, "/emergencies/:id/ending": .secret,
        "/records/:id/showing": .record(.insight), "/records/:id/showing/ending": .record(.decision),
        "/records/:id/guests": .record(.question), "/records/:id/guests/ending": .record(.telling),
        "/spaces/:space/shared/declining": .place, "/spaces/:space/partners": .place, "/spaces/:space/partners/ending": .place,
        "/me/data/hands": .own, "/questions/:id/writing": .record(.question), "/questions/:id/writing/next": .record(.question),
        "/translating/:id": .secret, "/translating/:id/refusal": .secret, "/translating-by-link/:secret": .secret,
        "/translating-by-link/:secret/refusal": .secret, "/translating-by-link/:secret/taking": .secret,
        "/records/:id/translations": .record(.voice), "/records/:id/translations/ending": .record(.insight),
        "/records/:id/translations/check": .record(.decision), "/spaces/:space/glossary": .place, "/spaces/:space/glossary/ending": .place,
        "/spaces/:space/reopening": .place,
        "/spaces/:space/find": .place, "/spaces/:space/lock": .place, "/spaces/:space/lock/opening": .place,
        "/spaces/:space/lock/closing": .place,
        "/spaces/:space/lock/phrase": .place, "/spaces/:space/lock/copies": .place, "/spaces/:space/lock/copies/ending": .place,
        "/spaces/:space/lock/lost": .place,
        "/spaces/:space/lock/helping": .place, "/spaces/:space/lock/spare": .place,
        "/discreet": .own, "/leave": .nothing, "/spaces/:space/discretion": .place, "/records/:id/embargo": .record(.commitment),
        "/records/:id/ending": .record(.insight),
        "/spaces/:space/coding": .place, "/spaces/:space/coding/ending": .place, "/spaces/:space/codes": .place,
        "/spaces/:space/codes/:code": .secret, "/spaces/:space/codes/:code/merging": .secret, "/spaces/:space/codebook": .place,
        "/spaces/:space/coding/exchange": .place, "/spaces/:space/coding/exchange/file": .place,
        "/questions/:id/correcting": .record(.question), "/reviews/:token": .secret, "/corrections/:id/became": .record(.correction),
        "/my-words/review": .secret,
        "/voices/:id/codings": .record(.voice), "/voices/:id/reading": .record(.voice), "/voices/:id/offers": .record(.voice),
        "/questions/:id/machine": .record(.question),
        "/questions/:id/capture": .record(.question), "/spaces/:space/forms/choosing": .place,
        "/records/:id/documents": .record(.decision), "/records/:id/documents/looking": .record(.outcome),
        "/records/:id/documents/keeping": .record(.commitment), "/documents/:document/removing": .secret,
        "/tellings/:id/told": .record(.telling), "/voices/:id/rejection": .record(.voice), "/voices/:id/release": .record(.voice),
        "/follow-ups/:token": .secret, "/follow-ups/:token/no-more": .secret, "/follow-ups/:token/again": .secret,
        "/spaces/:space/practices": .place, "/records/:id/using": .record(.adaptation), "/adaptations/:id/more": .record(.adaptation),
        "/adaptations/:id/step": .record(.adaptation), "/adaptations/:id/result": .record(.adaptation),
        "/adaptations/:id/withdrawal": .record(.adaptation), "/questions/:id/experiments": .record(.question),
        "/experiments/:id/result": .record(.experiment), "/experiments/:id/joining": .record(.experiment),
        "/experiments/:id/withdrawal": .record(.experiment), "/records/:id/putting-off": .record(.commitment),
        "/spaces/:space/published": .place, "/questions/:id/reports": .record(.question), "/reports/:id/wording": .record(.report),
        "/reports/:id/check": .record(.report), "/reports/:id/publishing": .record(.report), "/reports/:id/edition": .record(.report),
        "/reports/:id/withdrawal": .record(.report), "/my-words/paper": .secret,
        "/records/:id/dropping": .record(.insight), "/spaces/:space/handing-over": .place,
        "/spaces/:space/handing-over/:handover": .secret,
        "/spaces/:space/journeys": .place, "/journeys/:id/wording": .record(.journey), "/journeys/:id/step": .record(.journey),
        "/journeys/:id/check": .record(.journey), "/journeys/:id/look": .record(.journey), "/journeys/:id/questions": .record(.journey),
        "/journeys/:id/showing": .record(.journey), "/journeys/:id/hand-over": .record(.journey),
        "/journeys/:id/withdrawal": .record(.journey), "/journeys/:id/sessions": .record(.journey),
        "/questions/:id/activities": .record(.question), "/activities/:id/wording": .record(.activity),
        "/activities/:id/begin": .record(.activity), "/activities/:id/report": .record(.activity),
        "/activities/:id/joining": .record(.activity), "/activities/:id/parting": .record(.activity),
        "/activities/:id/withdrawal": .record(.activity),
        "/spaces/:space/partner-plans": .place, "/partner-plans/:id/wording": .record(.partnerPlan),
        "/partner-plans/:id/tasks": .record(.partnerPlan), "/partner-plans/:id/withdrawal": .record(.partnerPlan),
        "/plan-tasks/:id/wording": .record(.planTask), "/plan-tasks/:id/begin": .record(.planTask),
        "/plan-tasks/:id/delivery": .record(.planTask), "/plan-tasks/:id/acceptance": .record(.planTask),
        "/plan-tasks/:id/withdrawal": .record(.planTask),
    ]

    private static let readers: [String?] = [nil, "leila", "diego", "rosa", "amina", "omar", "nadia"]

    @Test func everyRoadHasItsRow() async throws {
        try await withWorld(.sqlite) { world in
            for (method, rows) in [("GET", Self.reading), ("POST", Self.doing)] {
                let roads = Set(world.roads.filter { $0.method == method }.map(\.path))
                #expect(roads.subtracting(rows.keys).sorted() == [], "\(method): say here what these roads lead to")
                #expect(Set(rows.keys).subtracting(roads).sorted() == [], "\(method): these roads are gone")
            }
        }
    }

    @Test(arguments: TestEngine.available)
    func nobodySeesWhatIsNotOpenToThem(_ engine: TestEngine) async throws {
        try await withWorld(engine) { world in
            let matrix = try await MatrixWorld.filled(world)
            let cases = Dictionary(uniqueKeysWithValues: Kind.allCases.map { ($0, Self.cases(of: $0)) })
            let rounds = cases.values.map(\.count).max() ?? 0
            #expect(rounds >= 30)
            var shown = 0
            for round in 0..<rounds {
                var marks: [Kind: Marks] = [:]
                for (place, kind) in Kind.allCases.enumerated() {
                    guard let list = cases[kind] else { continue }
                    // In every other round all but one record are open, so that whatever hangs on that one is met.
                    let isOpen = round % 2 == 1 && place != (round / 2) % Kind.allCases.count
                    let next = isOpen ? Self.open(kind) : list[(round + place * 7) % list.count]
                    marks[kind] = next
                    try await matrix.mark(kind, next)
                }
                for reader in Self.readers { shown += try await Look(matrix, marks, reader, round).everywhere() }
            }
            // Enough was seen for what was not seen to mean something.
            #expect(shown > rounds * 20, "only \(shown) in \(rounds) rounds")
        }
    }

    /// Everybody looks at every page in one round.
    private struct Look {
        let matrix: MatrixWorld
        let marks: [Kind: Marks]
        let reader: String?
        let round: Int
        let hidden: Set<Kind>
        /// What stands on another record's page, where that record is hidden.
        let homeless: Set<Kind>

        init(_ matrix: MatrixWorld, _ marks: [Kind: Marks], _ reader: String?, _ round: Int) {
            (self.matrix, self.marks, self.reader, self.round) = (matrix, marks, reader, round)
            let hidden = Set(marks.filter { !MatrixTests.isOpen($0.key, $0.value, to: reader) }.keys)
            self.hidden = hidden
            homeless = Set(marks.keys.filter { MatrixTests.home[$0].map(hidden.contains) ?? false })
        }

        /// How many records were found open on their own pages.
        func everywhere() async throws -> Int {
            var shown = 0
            for (place, road) in MatrixTests.reading.keys.sorted().enumerated() {
                let leads = MatrixTests.reading[road] ?? .nothing
                let isRecord = road.hasSuffix("/:id")
                // What hangs below a record is looked at every third round.
                guard isRecord || leads == .place || leads == .own || (round + place) % 3 == 0, let path = path(road, leads) else {
                    continue
                }
                let answer = try await matrix.world.get(path, as: reader)
                #expect(answer.status < 500, "\(said(road))")
                check(answer, road)
                if case .record(let kind) = leads, road != "/me/words/:id" {
                    if hidden.contains(kind) || (isRecord && homeless.contains(kind)) {
                        try await isAsIfItWereNot(answer, road, path, kind)
                    } else if isRecord, answer.status == 200 || MatrixTests.home[kind] != nil && answer.status == 303 {
                        shown += 1
                    } else if isRecord {
                        Issue.record("\(said(road)) is open but answers \(answer.status)")
                    }
                }
            }
            guard round % 4 == 0 else { return shown }
            for road in MatrixTests.doing.keys.sorted() {
                guard case .record(let kind)? = MatrixTests.doing[road], hidden.contains(kind), let path = path(road, .record(kind)) else {
                    continue
                }
                let answer = try await post(path)
                check(answer, road)
                try await isAsIfItWereNot(answer, "POST " + road, path, kind)
            }
            return shown
        }

        /// None of the words of what is hidden, and no words that may not be quoted on a page that only quotes.
        private func check(_ answer: Answer, _ road: String) {
            let body = answer.body
            for kind in hidden {
                // Who wrote it always finds their own words again.
                if kind == .voice, marks[kind]?.author == .leila, reader == "leila", road.hasPrefix("/me/words") { continue }
                if marks[kind]?.author == .leila, reader == "leila", road.hasPrefix("/me/data") { continue }
                for word in matrix.words[kind] ?? [] where body.contains(word) {
                    Issue.record("\(said(road)) shows \(word): \(String(describing: marks[kind]))")
                }
            }
            let isTeam = ["diego", "rosa", "amina"].contains(reader ?? "")
            if let voice = marks[.voice], !voice.isQuotable, !isTeam, body.contains("mkvoicename") {
                Issue.record("\(said(road)) names who did not allow it")
            }
            if road.hasPrefix("/insights/"), let voice = marks[.voice], !voice.isQuotable, !isTeam,
                !(voice.author == .leila && reader == "leila"),
                body.contains("mkvoicetext")
            {
                Issue.record("\(said(road)) quotes what may not be quoted")
            }
        }

        /// What is hidden answers exactly as what never was. Only who decides about an answer learns that a colleague has rejected it.
        private func isAsIfItWereNot(_ answer: Answer, _ road: String, _ path: String, _ kind: Kind) async throws {
            guard let id = matrix.items[kind] else { return }
            if road.contains(/\/voices\/:id\/re(jection|lease)/), var before = marks[.voice], before.state == "rejected",
                ["rosa", "amina"].contains(reader)
            {
                (before.state, before.window) = ("held", .now)
                if MatrixTests.isOpen(.voice, before, to: reader) { return #expect(answer.status == 409, "\(said(road))") }
            }
            let other: ID<Item> = .fresh(on: Day(number: 20_000), random: .seeded(UInt64(round) + 99))
            let elsewhere = path.replacing(id.description, with: other.description)
            let never = road.hasPrefix("POST") ? try await post(elsewhere) : try await matrix.world.get(elsewhere, as: reader)
            #expect(answer.status == never.status, "\(said(road)): \(String(describing: marks[kind]))")
            let isSame = bare(answer.body) == bare(never.body)
            #expect(isSame, "\(said(road)): \(answer.body.suffix(300)) is not \(never.body.suffix(300))")
            #expect(answer.headers[.eTag] == never.headers[.eTag], "\(said(road))")
            #expect(bare(answer.headers[.location] ?? "") == bare(never.headers[.location] ?? ""), "\(said(road))")
        }

        private func post(_ path: String) async throws -> Answer {
            try await matrix.world.post(
                path, as: reader,
                [("_version", "1"), ("text", "Something said."), ("because", "A reason."), ("_form", "01j00000000000000000000000")])
        }

        /// Ids and the numbers of forms are all written alike.
        private func bare(_ body: String) -> String { body.replacing(/[0-9a-hjkmnp-tv-z]{26}/, with: "") }

        private func path(_ road: String, _ leads: Leads) -> String? {
            switch leads {
            case .record(let kind): matrix.items[kind].map { road.replacing(":id", with: $0.description) }
            case .duty: road.replacing(":id", with: matrix.duty.description)
            case .place: road.replacing(":space", with: "riverbend")
            case .own: road
            case .secret, .nothing: nil
            }
        }

        private func said(_ road: String) -> String { "round \(round), \(reader ?? "a stranger"), \(road)" }
    }

    // MARK: The rule, said once more

    /// Records without a page of their own are found on this one's.
    private static let home: [Kind: Kind] = [
        .voice: .question, .telling: .question, .statement: .question, .dissent: .insight, .correction: .insight,
    ]

    /// The states of each kind that only some may see whatever its marks are; all others may be open to everybody.
    private static let narrow: [Kind: [String: Int]] = [
        .question: ["draft": 4, "agenda": 1], .need: ["withdrawn": 9], .voice: ["held": 2, "rejected": 9, "withdrawn": 9],
        .insight: ["note": 2, "withdrawn": 9],
        .dissent: ["held": 2, "rejected": 9, "withdrawn": 9], .telling: ["owed": 2, "prepared": 2, "dropped": 9],
        .correction: ["withdrawn": 9], .adaptation: ["withdrawn": 9], .experiment: ["withdrawn": 9], .panel: ["withdrawn": 9],
        .journey: ["withdrawn": 9], .activity: ["withdrawn": 9],
        .partnerPlan: ["withdrawn": 9], .planTask: ["withdrawn": 9],
        .report: ["draft": 2, "checked": 2, "withdrawn": 9],
        .outcome: ["draft": 2, "withdrawn": 9],
        .statement: ["held": 2, "rejected": 9, "withdrawn": 9],
    ]

    /// 0 everybody, 1 the people of the place, 2 its team, 3 its safety lead (Rosa), 4 those named, 9 nobody.
    private static func isOpen(_ kind: Kind, _ marks: Marks, to reader: String?) -> Bool {
        let bySensitivity = [0: 0, 1: 1, 2: 3, 3: 4][marks.sensitivity.rawValue] ?? 9
        let byTLP = ["CLEAR": 0, "GREEN": 1, "AMBER": 2, "AMBER+STRICT": 2, "RED": 4][marks.tlp.rawValue] ?? 9
        // Before its day the team reads it, and nobody another place is shown it to; after it, whether the hour has come round or not.
        let isEmbargoed = marks.embargo == .before
        let needed = max(narrow[kind]?[marks.state] ?? 0, bySensitivity, byTLP, isEmbargoed ? 2 : 0)
        guard marks.window == .now, needed < 9 else { return false }
        let level = ["leila": 1, "diego": 2, "rosa": 3, "amina": 2][reader ?? ""] ?? 0
        if needed <= level { return true }
        switch reader {
        case "leila": return marks.author == .leila
        // She is a reader of the place too: what came of it, as its people see it.
        case "nadia":
            return marks.isGranted || (marks.isShared && needed <= 1 && !isEmbargoed)
                || (needed <= 1
                    && [.question, .insight, .decision, .commitment, .outcome, .telling, .adaptation, .experiment, .panel, .report]
                        .contains(kind))
        case "omar": return marks.isShared && needed <= 2 && !isEmbargoed
        default: return false
        }
    }

    // MARK: Every pair of marks

    private static func open(_ kind: Kind) -> Marks {
        let state = Lifecycle.of(kind).states.filter { $0.value == .everyone }.keys.min() ?? ""
        return Marks(
            state: state, sensitivity: .none, tlp: .clear, window: .now, embargo: .none, author: .nobody, isGranted: false,
            isShared: false, isQuotable: true)
    }

    /// As few cases as hold every pair of two marks' values.
    private static func cases(of kind: Kind) -> [Marks] {
        let states = Lifecycle.of(kind).states.keys.sorted()
        let sizes = [states.count, 4, TLP.allCases.count, 3, 3, 2, 2, 2, 3]
        return Pairwise.rows(sizes).map { row in
            Marks(
                state: states[row[0]], sensitivity: Sensitivity.allCases[row[1]], tlp: TLP.allCases[row[2]],
                window: Marks.Window.allCases[row[3]], embargo: Marks.Embargo.allCases[row[8]], author: Marks.Stands.allCases[row[4]],
                isGranted: row[5] == 1, isShared: row[6] == 1,
                isQuotable: row[7] == 1)
        }
    }
}

/// Rows in which every pair of values of two columns stands at least once (greedily, so not always the fewest).
enum Pairwise {
    static func rows(_ sizes: [Int]) -> [[Int]] {
        var open: Set<[Int]> = []
        for one in sizes.indices {
            for other in sizes.indices where other > one {
                for a in 0..<sizes[one] { for b in 0..<sizes[other] { open.insert([one, a, other, b]) } }
            }
        }
        var rows: [[Int]] = []
        while let start = open.min(by: { $0.lexicographicallyPrecedes($1) }) {
            var row: [Int?] = sizes.map { _ in nil }
            (row[start[0]], row[start[2]]) = (start[1], start[3])
            for column in sizes.indices where row[column] == nil {
                row[column] = (0..<sizes[column]).max { gain($0, in: column, of: row, open) < gain($1, in: column, of: row, open) }
            }
            let full = row.map { $0 ?? 0 }
            rows.append(full)
            for one in full.indices { for other in full.indices where other > one { open.remove([one, full[one], other, full[other]]) } }
        }
        return rows
    }

    private static func gain(_ value: Int, in column: Int, of row: [Int?], _ open: Set<[Int]>) -> Int {
        row.indices.count { other in
            guard other != column, let set = row[other] else { return false }
            return open.contains(other < column ? [other, set, column, value] : [column, value, other, set])
        }
    }

    struct Tests {
        @Test(arguments: [[2, 2, 2], [3, 4, 2, 2], [8, 4, 5, 3, 3, 2, 2, 2]])
        func everyPairStandsInSomeRow(sizes: [Int]) {
            let rows = Pairwise.rows(sizes)
            for one in sizes.indices {
                for other in sizes.indices where other > one {
                    let pairs = Set(rows.map { [$0[one], $0[other]] })
                    #expect(pairs.count == sizes[one] * sizes[other])
                }
            }
            #expect(rows.count <= 3 * sizes.max()! * sizes.sorted().dropLast().max()!)
        }
    }
}
