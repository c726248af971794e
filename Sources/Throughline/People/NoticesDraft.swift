import Language

/// What somebody says about how they want to hear.
struct NoticesDraft: Sendable {
    var channel = Notices.Channel.here.rawValue
    var language = ""
    var every = Notices.Frequency.week.rawValue
    var quietFrom = "20"
    var quietTo = "7"

    func checked(for account: Account, speaking languages: [LanguageTag]) throws(Invalid) -> Notices {
        var invalid = Invalid()
        let channel = Notices.Channel(rawValue: channel) ?? .here
        if channel == .mail && account.email == nil { invalid.refuse("channel", Phrase("Write a mail address above and save it first.")) }
        let language = LanguageTag(self.language).flatMap { tag in languages.first { $0 == tag } }
        guard invalid.isEmpty else { throw invalid }
        let usual = Notices.usual
        return Notices(
            channel: channel, language: language, every: Notices.Frequency(rawValue: every) ?? usual.every,
            quietFrom: Self.hour(quietFrom) ?? usual.quietFrom, quietTo: Self.hour(quietTo) ?? usual.quietTo)
    }

    private static func hour(_ text: String) -> Int? { Int(text).flatMap { (0..<24).contains($0) ? $0 : nil } }

    init(_ notices: Notices) {
        channel = notices.channel.rawValue
        language = notices.language?.description ?? ""
        every = notices.every.rawValue
        quietFrom = "\(notices.quietFrom)"
        quietTo = "\(notices.quietTo)"
    }

    init(_ fields: Fields) {
        channel = fields["channel"]
        language = fields["notice_language"]
        every = fields["every"]
        quietFrom = fields["quiet_from"]
        quietTo = fields["quiet_to"]
    }
}

extension AccountDraft {
    init(_ account: Account) {
        name = account.name
        language = account.language.description
        zone = account.zone?.name ?? ""
        email = account.email ?? ""
    }

    init(_ fields: Fields) {
        name = fields["name"]
        language = fields["language"]
        zone = ZoneChoice.chosen(fields)
        email = fields["email"]
    }
}
