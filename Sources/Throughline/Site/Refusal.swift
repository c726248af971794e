import Language

/// What someone typed cannot be accepted; one message a field. The route shows the form again (422), everything typed kept.
struct Invalid: Error {
    private(set) var messages: [(field: String, message: Phrase)] = []

    init() {}

    /// One field, one message.
    init(_ field: String, _ message: Phrase) { messages = [(field, message)] }

    subscript(field: String) -> Phrase? { messages.first { $0.field == field }?.message }
    var isEmpty: Bool { messages.isEmpty }

    /// What another part of the form found.
    mutating func add(_ other: Invalid) {
        for (field, message) in other.messages { refuse(field, message) }
    }

    /// Why somebody does something, in the field `because`: others read it.
    mutating func checkReason(_ words: String, isNeeded: Bool = true, atMost most: Int = 1_000) {
        if isNeeded && words.isEmpty { refuse("because", Phrase("Say why, so that others can follow.")) }
        if words.count > most { refuse("because", Phrase("Keep this under \("n", most) characters.")) }
    }

    /// The first message for a field wins: one thing to do at a time.
    mutating func refuse(_ field: String, _ message: Phrase) {
        if self[field] == nil { messages.append((field, message)) }
    }
}

/// A "no" we foresaw. Anyone may throw it; only `Problems` turns it into a page.
enum Refusal: Error, Equatable {
    case signInFirst
    /// An act that would hurt in other hands: `Roads` asks who it is, and goes on.
    case confirmFirst
    case notAllowed
    case notFound
    /// It was here, and its owner took it back.
    case gone
    /// A page that is shown once was shown already.
    case shownOnce
    /// Somebody changed it in the meantime.
    case conflict
    case tooMany
    case tooLarge
    /// The rest of what was sent did not come in time.
    case tooSlow
    /// Right in form, but the state of things does not allow it.
    case notNow(Obstacle)

    /// What stands in the way just now.
    enum Obstacle: Sendable, Equatable {
        case questionClosed, flooded, invitationOver, takenOut, setupDone, ownReview, reviewedAlready, alreadyTold, lastSteward,
            nobodyAnswers, ownOffice, stewardHears, ownModeration, waitsForSecond, ownWitness, nobodyHears,
            placeLocked, placeSealed
    }
}
