import Database
import Language

/// The last day each consent holds, by what its speaker said last; a purpose that is not in it is not allowed.
struct Permission: Sendable, Equatable {
    var until: [Consent: Day] = [:]

    /// Holds until its speaker says otherwise.
    static let always = Day(number: 2_932_896)

    func holds(_ consent: Consent, on day: Day) -> Bool { until[consent].map { $0 >= day } ?? false }

    func all(on day: Day) -> Set<Consent> { Set(Consent.allCases.filter { holds($0, on: day) }) }
}

/// The one question that is asked wherever words are quoted, named, shown, passed on or answered (domain 0.3, G1): may this be done,
/// for these people, today? What may not does not appear, not even as something hidden.
extension Voice {
    func allows(_ consent: Consent, for audience: Audience, on day: Day) -> Bool {
        permission.holds(consent, on: day) && openness.audience <= audience
    }

    /// The same for one reader. The team has what it was given, and a speaker their own.
    func allows(_ consent: Consent, for reader: Reader, on day: Day) -> Bool {
        isWhole(for: reader) || allows(consent, for: reader.level(in: item.space), on: day)
    }

    /// As this reader may meet it: without the name, the photo and the recording its speaker did not allow to go further than the team.
    func shown(to reader: Reader, on day: Day) -> Voice {
        guard name != nil || !files.isEmpty, !isWhole(for: reader) else { return self }
        var voice = self
        if !allows(.name, for: reader, on: day) { voice.name = nil }
        let isOpen = allows(.media, for: reader, on: day)
        voice.files = files.filter { isOpen && $0.isCleared && $0.isInSeason(on: day) }
        return voice
    }

    private func isWhole(for reader: Reader) -> Bool {
        reader.level(in: item.space) >= .team || reader.speaker?.voice == id
            || (reader.person != nil && item.author.person == reader.person)
    }
}

/// The same question in SQL, over `voices v`.
enum PermissionSQL {
    static func holds(_ consent: Consent, on day: Day) -> SQL { "\(column(consent)) >= \(day)" }

    /// What its keeper lets nobody copy leaves on no paper and in no file, whatever else they allowed; over `voices v`.
    static let mayBeCopied: SQL =
        "NOT EXISTS (SELECT 1 FROM capture_choices h WHERE h.voice_id = v.id AND h.field = 'copy' AND h.value = 'no')"

    static func column(_ consent: Consent) -> SQL { SQL(verbatim: "v.\(consent.rawValue)_until") }

    /// A photo or recording this reader may have, over `files f`, `items i` and `voices v`.
    static func media(for reader: Reader, on day: Day) -> SQL {
        let spaces = reader.roles.keys.sorted { $0.description < $1.description }
        let circles = spaces.filter { reader.level(in: $0) >= .circle } + (reader.speaker.map { [$0.space] } ?? [])
        let teams = spaces.filter { reader.level(in: $0) >= .team }
        var open: SQL = "v.openness = 'everyone'"
        if !circles.isEmpty { open += " OR (v.openness = 'circle' AND i.space_id IN \(list: circles))" }
        var rule: SQL = """
            (\(holds(.media, on: day)) AND (\(open)) AND (f.kind <> 'photo' OR (f.looked_on IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM faces c WHERE c.item_id = f.item_id AND c.answer = 'open')))
                AND (NOT EXISTS (SELECT 1 FROM capture_choices h WHERE h.voice_id = f.item_id AND h.field = \(Keepsake.season))
                    OR EXISTS (SELECT 1 FROM capture_choices h WHERE h.voice_id = f.item_id AND h.field = \(Keepsake.season)
                        AND h.value = \("\(day.month)"))))
            """
        if !teams.isEmpty { rule += " OR i.space_id IN \(list: teams)" }
        if let person = reader.person { rule += " OR i.author_id = \(person)" }
        if let speaker = reader.speaker { rule += " OR i.id = \(speaker.voice)" }
        return "(\(rule))"
    }

    /// A photo or recording without words is no record at all for whoever may not see it; over `items i` of any kind.
    static func isThere(for reader: Reader, on day: Day) -> SQL {
        "(i.kind <> 'voice' OR EXISTS (SELECT 1 FROM voices v WHERE v.id = i.id AND \(hasSomething(for: reader, on: day))))"
    }

    /// What has no words is there for those alone who may see its photo or hear its recording; over `voices v` and `items i`.
    static func hasSomething(for reader: Reader, on day: Day) -> SQL {
        """
        (EXISTS (SELECT 1 FROM texts w WHERE w.item_id = v.id AND w.field = 'text' AND w.is_current = 1)
            OR EXISTS (SELECT 1 FROM files f WHERE f.item_id = v.id AND \(media(for: reader, on: day))))
        """
    }
}
