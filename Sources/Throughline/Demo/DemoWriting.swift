import Database
import Language

/// Writes stories through the stores of their features, each step on its own day.
struct DemoWriting {
    let tx: any Connection
    let days: DemoDays
    let cast: DemoCast
    let sounds: [VoiceFile]
    /// What a story's key became.
    private var records: [String: ID<Item>] = [:]
    private var voices: [String: DemoVoice] = [:]
    /// The question a record belongs to, for those that led to another question.
    private var questions: [String: ID<Item>] = [:]
    private var nextSound = 0
    private var nextMember: [String: Int] = [:]

    init(tx: any Connection, days: DemoDays, cast: DemoCast, sounds: [VoiceFile]) {
        (self.tx, self.days, self.cast, self.sounds) = (tx, days, cast, sounds)
    }

    func record(_ key: String) throws -> ID<Item> {
        guard let id = records[key] else { throw DemoGap(key) }
        return id
    }

    func item(_ key: String) throws -> Item {
        guard let item = try LineStore(tx).unseen(record(key)) else { throw DemoGap(key) }
        return item
    }

    mutating func write(_ story: DemoStory) throws {
        let place = try cast.place(story.place)
        let reader = try cast.reader(story.by, in: place)
        let id = try ask(story, in: place)
        records[story.key] = id
        let question = try QuestionStore(tx).find(id, for: reader, in: story.language, at: days.now)
        for voice in story.voices.sorted(by: { $0.day > $1.day }) { try say(voice, to: question, in: place, story) }
        if let closed = story.closed {
            try move(id, "close", closed, as: reader)
            try QuestionStore(tx).setClosed(id, on: days.day(closed))
        }
        var told: [ID<Item>] = []
        for insight in story.insights {
            let learned = try DemoLearning(writing: self, story: story, question: question, place: place).write(insight)
            records[insight.key] = learned
            if insight.state == "shared" || insight.state == "checked" { told.append(learned) }
        }
        for voice in story.voices { try takeBack(voice) }
        if let last = story.voices.compactMap(\.takenBack).min() {
            let learning = DemoLearning(writing: self, story: story, question: question, place: place)
            for insight in story.insights where insight.state == "checked" {
                try learning.checkAgain(insight, record(insight.key), max(last - 4, 0))
            }
        }
        let deciding = DemoDeciding(tx: tx, days: days, cast: cast, question: question, place: place, story: story)
        for decision in story.decisions {
            let id = try deciding.write(decision, from: item(decision.from))
            records[decision.key] = id
            told.append(id)
        }
        for promise in story.promises {
            let id = try deciding.write(promise, from: item(promise.from))
            if !promise.key.isEmpty { records[promise.key] = id }
            told.append(id)
        }
        for change in story.changes { try deciding.write(change, from: item(change.from)) }
        for key in story.insights.map(\.key) + story.decisions.map(\.key) + story.promises.map(\.key) { questions[key] = id }
        try tell(story, question, citing: told, in: place)
        for correction in story.corrections { try correct(correction, reader) }
    }

    private func ask(_ story: DemoStory, in place: Place) throws -> ID<Item> {
        let hearBy = days.today + story.hearIn
        let decides = story.purpose == .decide
        var draft = QuestionDraft()
        (draft.text, draft.decision, draft.decider, draft.reader) = (story.text, story.decision, story.decider, story.reader)
        (draft.whereElse, draft.language) = (story.elsewhere, story.language)
        draft.promiseAsk = DemoPromiseLines.ask[story.language] ?? ""
        draft.promiseComplain = DemoPromiseLines.complain[story.language] ?? ""
        let source = try story.grewFrom.flatMap { try LineStore(tx).unseen(record($0)) }
        let reached = Set(story.reach.values)
        // Where the meeting is named in other words, "at a meeting" is not said as well.
        let doors = Door.allCases.filter { $0 == .here || reached.contains($0) && ($0 != .meeting || story.elsewhere.isEmpty) }
        let checked = QuestionDraft.Checked(
            text: story.text, hearBy: hearBy, purpose: story.purpose, decisionBy: decides ? hearBy - 2 : nil, doors: doors)
        let act = try days.act(story.asked, by: cast.person(story.by))
        let id = try QuestionStore(tx).add(checked, draft, in: place, open: true, from: source, by: act)
        if let before = story.grewFrom.flatMap({ questions[$0] }) { try LineStore(tx).link(before, .ledTo, id, by: act) }
        try translate(id, "text", story.translations, on: act.day)
        try translate(id, "decision", story.decisionElsewhere, on: act.day)
        if !story.elsewhere.isEmpty { try translate(id, "where", DemoPromiseLines.thursday, on: act.day) }
        for language in story.translations.keys.sorted() {
            if let line = DemoPromiseLines.ask[language] { try translate(id, "promise_ask", [language: line], on: act.day) }
            if let line = DemoPromiseLines.complain[language] { try translate(id, "promise_complain", [language: line], on: act.day) }
        }
        return id
    }

    /// Translations by people, beside the original.
    func translate(_ id: ID<Item>, _ field: String, _ words: [LanguageTag: String], on day: Day) throws {
        for (language, body) in words.sorted(by: { $0.key < $1.key }) {
            try TextStore(tx).write(body, of: id, field: field, in: language, origin: "human", on: day)
        }
    }

    private mutating func say(_ voice: DemoVoice, to question: Question, in place: Place, _ story: DemoStory) throws {
        let author: Author =
            switch voice.author {
            case .nobody: .nobody
            case .named(let name): .pseudonym(name)
            case .person(let key): .person(try cast.person(key))
            case .member: .person(try member(of: story.place))
            }
        let waits = author == .nobody && place.holdsUnnamed
        var new = NewVoice(question: question, text: voice.text, language: voice.language, author: author, held: waits)
        new.openness = voice.openness ?? story.opened
        if new.openness == .everyone { new.allows = voice.isSpoken ? [.quote, .media] : [.quote] }
        if author != .nobody { new.allows.insert(.name) }
        (new.people, new.speaksFor, new.disagreed) = (voice.people, voice.speaksFor, voice.disagreed)
        (new.place, new.told, new.organisation) = (voice.place, voice.told, voice.organisation)
        new.door = story.reach[voice.told] ?? .here
        new.role = voice.kind.rawValue
        var files: [VoiceFile] = []
        if voice.isSpoken, !sounds.isEmpty {
            files = [sounds[nextSound % sounds.count]]
            nextSound += 1
        }
        let types = Dictionary(files.map { ($0.hash, "audio/ogg") }, uniquingKeysWith: { first, _ in first })
        let act = days.act(voice.day, by: author.person)
        let id = try VoiceStore(tx).add(new, files: files, types: types, by: act)
        try DemoForms(tx: tx).mark(id, voice.text, in: place)
        // Said in Sena, and Rosa wrote it down.
        if voice.told == "seh", voice.language != "seh" {
            try WrittenDownStore(tx).add(id, to: question.id, spokenIn: "seh", scribe: cast.person("rosa"), role: nil)
        }
        if waits && !voice.isHeld {
            let held = try VoiceStore(tx).own(id)
            try move(id, "release", max(voice.day - 1, 0), as: cast.reader(story.by, in: place))
            try VoiceStore(tx).letThrough(held, question, by: act)
        }
        if !voice.key.isEmpty { (records[voice.key], voices[voice.key]) = (id, voice) }
    }

    /// The members of a place take turns.
    private mutating func member(of place: String) throws -> ID<Person> {
        guard let members = cast.active[place], !members.isEmpty else { throw DemoGap(place) }
        let turn = nextMember[place, default: 0]
        nextMember[place] = turn + 1
        return members[turn % members.count]
    }

    func voice(_ key: String) throws -> DemoVoice {
        guard let voice = voices[key] else { throw DemoGap(key) }
        return voice
    }

    func move(_ id: ID<Item>, _ name: String, _ daysAgo: Int, as reader: Reader) throws {
        guard let item = try LineStore(tx).unseen(id) else { throw Refusal.notFound }
        try LineStore(tx).move(item, name, as: reader, by: days.act(daysAgo, by: reader.person))
    }

    private func takeBack(_ voice: DemoVoice) throws {
        guard let day = voice.takenBack else { return }
        let found = try VoiceStore(tx).own(record(voice.key))
        _ = try Withdrawal.takeBack(found, tx, by: days.act(day, by: found.item.author.person))
    }

    private func tell(_ story: DemoStory, _ question: Question, citing records: [ID<Item>], in place: Place) throws {
        let store = TellingStore(tx)
        for telling in story.tellings {
            let reader = try cast.reader(telling.by, in: place)
            for duty in try DutyStore(tx).owed(on: question.id, kind: .tellBack)
            where duty.language == telling.language && duty.state == "owed" {
                let act = days.act(telling.day, by: reader.person)
                let checked = TellingDraft.Checked(text: telling.text, openness: .everyone)
                let id = try store.prepare(checked, for: duty, citing: records, written: telling.written, by: act)
                try translate(id, "text", telling.translations, on: act.day)
                guard let prepared = try store.prepared(for: duty.id) else { throw Refusal.notFound }
                try store.tell(
                    prepared, duty, told: duty.people - telling.unreachable, unreachable: telling.unreachable, as: reader, by: act)
            }
        }
        guard story.state == "told", let last = story.tellings.map(\.day).min() else { return }
        try move(question.id, "tell", last, as: cast.reader(story.by, in: place))
        try answer(story, last - 2)
    }

    /// Every third speaker says that it is right.
    private func answer(_ story: DemoStory, _ daysAgo: Int) throws {
        for (number, voice) in story.voices.enumerated() where number % 3 == 1 && !voice.key.isEmpty && voice.takenBack == nil {
            try ReplyStore(tx).say(.right, by: VoiceStore(tx).own(record(voice.key)), on: days.day(daysAgo))
        }
    }

    private func correct(_ correction: DemoCorrection, _ reader: Reader) throws {
        let voice = try VoiceStore(tx).own(record(correction.voice))
        let act = days.act(correction.day, by: voice.item.author.person)
        let isAnswered = correction.state == "answered"
        let id = try CorrectionStore(tx).add(
            correction.text, to: voice, beside: item(correction.insight), held: true, language: correction.language, by: act)
        try ReplyStore(tx).say(.wrong, by: voice, on: act.day)
        guard isAnswered, let item = try LineStore(tx).unseen(id) else { return }
        try CorrectionStore(tx).look(
            item, open: true, seen: item.version, as: reader, by: days.act(max(correction.day - 3, 0), by: reader.person))
    }
}
