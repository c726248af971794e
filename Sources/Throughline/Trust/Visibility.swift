import Database
import Language

/// The one rule that says who sees which item. Every read for a person ends in one of these fragments over `items i`.
enum Visibility {
    /// Within one space, the indexable form: *this space, and audience at most mine*.
    static func inSpace(_ space: ID<Space>, for reader: Reader, at now: Moment) -> SQL {
        let came: SQL = reader.roles[space] == .reader ? " OR \(published(at: now))" : ""
        return
            "(i.space_id = \(space) AND \(open(at: now)) AND (\(upTo(reader.level(in: space), at: now))\(came)\(byName(reader, at: now))))"
    }

    /// Anywhere: what is open to everyone, what my places open to me, what was opened to me by name or by a shared place.
    static func anywhere(for reader: Reader, at now: Moment) -> SQL {
        var rule: SQL = "(\(open(at: now)) AND (\(of(.everyone, at: now))"
        for level in [Audience.circle, .team, .safety] {
            let spaces = reader.roles.keys.filter { reader.level(in: $0) >= level }.sorted { $0.description < $1.description }
            guard !spaces.isEmpty else { continue }
            // What could cost somebody dearly is never another place's to read, whoever looks after safety there.
            let shown: SQL = level == .safety ? "" : shared(with: spaces, at: now)
            rule += " OR (\(of(level, at: now)) AND (i.space_id IN \(list: spaces)\(shown)))"
        }
        let outside = reader.roles.keys.filter { reader.roles[$0] == .reader }.sorted { $0.description < $1.description }
        if !outside.isEmpty { rule += " OR (\(published(at: now)) AND i.space_id IN \(list: outside))" }
        if let speaker = reader.speaker {
            rule += " OR (\(of(.circle, at: now)) AND i.space_id = \(speaker.space))"
        }
        return rule + byName(reader, at: now) + "))"
    }

    /// What a link for guests may open, of this one record: never what is for a safety lead or people by name. Whether it is finished is
    /// asked of its kind.
    static func byGuestLink(at now: Moment) -> SQL {
        """
        (\(open(at: now)) AND i.opens_at <= \(now) AND i.audience <= \(Audience.team.rawValue) AND i.sensitivity < \(Sensitivity.high.rawValue)
            AND i.tlp IN \(list: [TLP.clear, .green, .amber].map(\.rawValue)))
        """
    }

    /// What whoever was asked to translate one text may read of its record. A translator of the very place may see what stays within it;
    /// what could do great harm needs the safety lead's yes; nothing for people by name is ever opened so.
    static func byTask(ofThePlace: Bool, agreed: Bool, at now: Moment) -> SQL {
        guard ofThePlace else { return byGuestLink(at: now) }
        return """
            (\(open(at: now)) AND i.audience <= \((agreed ? Audience.safety : .team).rawValue)
                AND i.sensitivity <= \((agreed ? Sensitivity.high : .moderate).rawValue) AND i.tlp <> \(TLP.red.rawValue))
            """
    }

    /// What came of it, as far as the people of the place see it.
    private static func published(at now: Moment) -> SQL {
        "(\(of(.circle, at: now)) AND i.kind IN \(list: Role.published.map(\.rawValue)))"
    }

    /// Of exactly one class. Before its day a record is nobody's but the team's, whatever its class says; from its day on it is what it
    /// opens to, whether the job that opens it has come round or not.
    private static func of(_ audience: Audience, at now: Moment) -> SQL {
        guard audience < .team else { return "i.audience = \(audience.rawValue)" }
        return "((i.audience = \(audience.rawValue) AND i.opens_at <= \(now)) OR (\(isDue(at: now)) AND i.opens_to = \(audience.rawValue)))"
    }

    private static func upTo(_ level: Audience, at now: Moment) -> SQL {
        guard level < .team else { return "i.audience <= \(level.rawValue)" }
        return "((i.audience <= \(level.rawValue) AND i.opens_at <= \(now)) OR (\(isDue(at: now)) AND i.opens_to <= \(level.rawValue)))"
    }

    /// Still kept to the team although its day has come.
    private static func isDue(at now: Moment) -> SQL {
        "i.audience = \(Audience.team.rawValue) AND i.opens_at > 0 AND i.opens_at <= \(now)"
    }

    private static func open(at now: Moment) -> SQL {
        "i.audience < \(Audience.nobody.rawValue) AND i.shown_from <= \(now) AND i.shown_until > \(now)"
    }

    private static func byName(_ reader: Reader, at now: Moment) -> SQL {
        var rule: SQL = ""
        if let person = reader.person {
            rule += " OR i.author_id = \(person)"
            rule += """
                 OR EXISTS (SELECT 1 FROM grants g WHERE g.item_id = i.id AND g.person_id = \(person) AND (g.until IS NULL OR g.until > \(now)))
                """
        }
        if let speaker = reader.speaker { rule += " OR i.id = \(speaker.voice)" }
        return rule
    }

    private static func shared(with spaces: [ID<Space>], at now: Moment) -> SQL {
        """
         OR EXISTS (SELECT 1 FROM shares s WHERE s.item_id = i.id AND s.space_id IN \(list: spaces)
            AND s.stopped_on IS NULL AND (s.until IS NULL OR s.until > \(now))) AND i.opens_at <= \(now)
        """
    }
}
