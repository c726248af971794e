import Language

/// Sentences a machine picked, as they were said.
struct MachineSummary: Sendable {
    struct Line: Sendable {
        let voice: Voice
        let words: String
        /// Answers that say something near to it.
        let answers: Int
        let isAlone: Bool
        let brought: BroughtText?
    }

    let heard: MachineReading.Heard
    var lines: [Line] = []
    var engine = ""
    var reading: (done: Int, of: Int)?
    var isInstead = false

    init(_ heard: MachineReading.Heard) { self.heard = heard }

    /// Answers it read and shows nothing of.
    var unshown: Int { heard.voices.count - lines.count }

    mutating func fill(_ compared: Comparison, _ spoken: SaidSentences) {
        (engine, isInstead) = (compared.engine, compared.isInstead)
        if let read = compared.read { reading = (read, compared.count) }
        guard !compared.vectors.isEmpty else { return }
        let gist = Gist(compared.vectors, speakers: spoken.speakers, lengths: spoken.all.map(\.words.count))
        lines = gist.picks.map { pick in
            let voice = heard.voices[spoken.speakers[pick.place]]
            return Line(
                voice: voice, words: spoken.all[pick.place].words, answers: pick.answers, isAlone: pick.isAlone,
                brought: heard.brought[voice.id])
        }
    }
}

extension MachineReading.Heard {
    /// The newest that may go, as many as are sent at once.
    var sendable: [Voice] { Array(outside.filter { $0.text?.isLocked == false }.prefix(OutsideDrafts.mostAnswers)) }

    var numbered: [Int: OutsideDrafts.Sent] {
        Dictionary(
            uniqueKeysWithValues: sendable.enumerated().map {
                ($0.offset + 1, .init(voice: $0.element.id, words: $0.element.text?.body ?? ""))
            })
    }
}

/// What a machine outside would be sent, and what it drafted, as far as the answers still stand.
struct OutsideView: Sendable {
    struct Line: Sendable {
        let words: String
        let voices: [Voice]
    }

    enum State: Sendable {
        case none
        case waiting(since: Moment)
        case failed(MachineService.Problem)
        case drafted([Line], leftOut: Int, model: String, host: String, asked: Moment)
    }

    let isUsed: Bool
    let host: String?
    let isHere: Bool
    let model: String
    let sending: Int
    let mark: String
    let state: State

    init(_ heard: MachineReading.Heard, _ service: MachineService?, _ draft: OutsideDrafts.Draft?) {
        isUsed = heard.usesOutside
        (host, isHere, model) = (service?.host, service?.isHere ?? false, service?.model ?? "")
        let sendable = heard.sendable
        (sending, mark) = (sendable.count, OutsideDrafts.mark(of: sendable))
        let standing = Dictionary(heard.outside.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        switch draft?.state {
        case nil: state = .none
        case .waiting: state = .waiting(since: draft?.asked ?? Moment(milliseconds: 0))
        case .failed(let problem): state = .failed(problem)
        case .drafted(let sentences, let leftOut):
            // What was taken back, changed or closed to machines since is gone, and every sentence that rests on it.
            let lines = sentences.compactMap { sentence -> Line? in
                let voices = sentence.cited.compactMap { number -> Voice? in
                    guard let sent = draft?.sent[number], let voice = standing[sent.voice], voice.text?.body == sent.words else {
                        return nil
                    }
                    return voice
                }
                return voices.count == sentence.cited.count ? Line(words: sentence.words, voices: voices) : nil
            }
            state = .drafted(
                lines, leftOut: leftOut + sentences.count - lines.count, model: draft?.service.model ?? "", host: draft?.service.host ?? "",
                asked: draft?.asked ?? Moment(milliseconds: 0))
        }
    }
}
