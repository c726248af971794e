import Database
import Language

/// Reads what the pages of stories of change show, each in one snapshot and for one reader.
struct PanelReading {
    let tx: any Connection
    let reader: Reader
    let language: LanguageTag
    let now: Moment

    func list(_ slug: String) throws -> ChangeList {
        let place = try PlaceStore(tx).find(slug: slug)
        try PracticeStore(tx).require(.significantChange, in: place.id)
        let open = try QuestionStore(tx).list(["open"], in: place.id, for: reader, in: language, at: now)
        let collecting = try ChangeCallStore(tx).collecting(among: open)
        let there = Set(collecting.map(\.id))
        let panels = try PanelStore(tx).list(in: place.id, for: reader, in: language, at: now)
        let isTeam = reader.may(.learn, in: place.id)
        return ChangeList(
            place: place, collecting: collecting, panels: panels, waiting: try waiting(panels),
            others: isTeam ? open.filter { !there.contains($0.id) } : [])
    }

    /// Panels that wait for this very reader.
    private func waiting(_ panels: [Panel]) throws -> Set<ID<Item>> {
        guard let person = reader.person else { return [] }
        let reading = panels.filter(\.isReading)
        return Set(
            try reading.filter { panel in
                try PanelStore(tx).members(of: panel).contains { $0.person == person && $0.doneOn == nil }
            }.map(\.id))
    }

    /// For the team: the areas of a question, with the stories and panels of each.
    func desk(_ id: ID<Item>) throws -> ChangeDesk {
        let question = try QuestionStore(tx).find(id, for: reader, in: language, at: now)
        let space = question.item.space
        try PracticeStore(tx).require(.significantChange, in: space)
        try reader.require(.learn, in: space)
        let counts = try tx.run(
            """
            SELECT h.value, COUNT(*) AS n FROM capture_choices h JOIN captures c ON c.voice_id = h.voice_id JOIN voices v ON v.id = h.voice_id
            JOIN items i ON i.id = v.id WHERE v.question_id = \(id) AND c.form = \(FormID.change.rawValue) AND h.field = 'domain'
                AND i.state = 'ready' AND v.openness <> 'safety' AND \(Visibility.inSpace(space, for: reader, at: now)) GROUP BY h.value
            """)
        let stories = try Dictionary(counts.map { (try $0.text("value"), try $0.int("n")) }) { first, _ in first }
        let domains = try ChangeCallStore(tx).domains(of: id, in: language)
        return ChangeDesk(
            question: question, place: try PlaceStore(tx).find(space), domains: domains.map { ($0, stories["\($0.number)"] ?? 0) },
            panels: try PanelStore(tx).list(in: space, on: id, for: reader, in: language, at: now))
    }

    func view(_ id: ID<Item>, keys: Keys) throws -> PanelView {
        let store = PanelStore(tx)
        let panel = try store.find(id, for: reader, in: language, at: now)
        let place = try PlaceStore(tx).find(panel.item.space)
        let all = try store.stories(of: id)
        let stories = try read(all)
        let byID = Dictionary(stories.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        let members = try store.members(of: panel)
        let sits = reader.person.map { me in members.contains { $0.person == me } } ?? false
        let isTeam = reader.may(.learn, in: place.id)
        let isReady = panel.until < now.day(in: place.zone) || members.allSatisfy { $0.doneOn != nil }
        let picks = PanelPickStore(tx, keys)
        let showsPicks = sits && !panel.isOnPaper && (isReady || !panel.isReading)
        return try PanelView(
            panel: panel, place: place,
            question: QuestionStore(tx).all([panel.question], for: reader, in: language, at: now)[panel.question],
            domain: domain(panel), stories: stories, count: all.count, chosen: all.filter(\.isChosen).map { ($0.id, byID[$0.id]) },
            members: sits || isTeam ? members.map(\.name) : [], sits: sits, done: members.count { $0.doneOn != nil },
            mine: sits ? reader.person.map { try picks.picks(on: id, of: $0) } ?? [] : [],
            picks: showsPicks ? picks.picks(on: id) : [],
            mayChoose: panel.isReading && (panel.isOnPaper ? isTeam : sits && isReady), isTeam: isTeam,
            trail: Trail(tx: tx, reader: reader, now: now).around(id, in: language))
    }

    /// The words of its area, where the reader may read its question.
    private func domain(_ panel: Panel) throws -> Text? {
        guard try LineStore(tx).seen(panel.question, for: reader, at: now) != nil else { return nil }
        return try ChangeCallStore(tx).domains(of: panel.question, in: language).first { $0.number == panel.domain }?.words
    }

    /// Those of some stories this reader may read, with their prompts.
    private func read(_ stories: [(id: ID<Item>, isChosen: Bool)]) throws -> [PanelStory] {
        let voices = try VoiceStore(tx).all(stories.map(\.id), for: reader, at: now)
        let captures = try CaptureStore(tx).all(of: Array(voices.keys))
        return stories.compactMap { story in
            guard let voice = voices[story.id], let capture = captures[story.id] else { return nil }
            return PanelStory(voice: voice, capture: capture, isChosen: story.isChosen)
        }
    }

    /// What every panel on a question chose, as far as this reader may see it, the first one first; `voice` is their own story.
    func results(on question: Item, voice: ID<Item>? = nil) throws -> [PanelResult] {
        let panels = try PanelStore(tx).list(in: question.space, on: question.id, state: "chosen", for: reader, in: language, at: now)
        let day = now.day(in: .utc)
        return try panels.reversed().map { panel in
            let all = try PanelStore(tx).stories(of: panel.id)
            let chosen = all.filter(\.isChosen)
            let byID = Dictionary(try read(chosen).map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
            return PanelResult(
                panel: panel,
                chosen: chosen.map { one in
                    let story = byID[one.id]
                    let mayBeTold = story.map { $0.voice.permission.holds(.quote, on: day) || $0.voice.permission.holds(.panel, on: day) }
                    return .init(id: one.id, story: story, why: panel.why(one.id), mayBeTold: mayBeTold ?? false)
                },
                readOwn: voice.map { own in all.contains { $0.id == own } } ?? false, count: all.count)
        }
    }
}
