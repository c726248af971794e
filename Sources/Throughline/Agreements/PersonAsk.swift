/// One person asked for their time, by whatever place (domain 6): counted so that nobody is asked too often.
enum PersonAsk: String, Sendable {
    case followUp = "follow_up"

    /// Days that count.
    static let window = 90
    /// From so many on whoever asks is told, and from so many on nobody asks any more (domain 0.5).
    static let many = 3
    static let most = 5
}
