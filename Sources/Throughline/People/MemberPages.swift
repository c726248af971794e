import HTML
import Language

/// Who is here, by name; never shown to strangers.
enum MemberPages {
    static func list(_ members: [Membership], in place: Place, next: Href?, for visit: Visit) -> Page {
        let settles = visit.reader.may(.settle, in: place.id)
        return Page(
            "\(say: "People")", in: place,
            """
            <h1>\(say: "People")</h1>\(Records.list(members, ordered: Phrase("By name."), next: next, empty: Phrase("Nobody is here yet.")) { member in
                """
                <b>\(member.name)</b> <span class="soft">\(say: Parts(Listed([member.role.words] + held(member.offices).map(\.words)), Phrase("here since \("day", member.joined)")))</span>\
                \(if: settles || member.person == visit.reader.person, " <a href=\"\(page(member, place))\">\(say: settles ? Phrase("Change") : Phrase("Leave"))</a>")
                """
            })
            """
        ).secretly
    }

    /// One person here: what they are, and the end of it.
    static func one(_ member: Membership, in place: Place, hasSecondFactor: Bool, isOnlySteward: Bool, for visit: Visit) -> Page {
        let me = member.person == visit.reader.person
        return Page(
            "\(member.name)", in: place,
            """
            <h1>\(member.name)</h1><p>\(say: Phrase("\("role", "<b>\(say: member.role.words)</b>" as Markup)")) \(say: member.role.does)</p>\
            \(if: visit.reader.may(.settle, in: place.id), Form.post(page(member, place), """
                \(Form.hidden("_was", member.role.rawValue))
                \(Form.circles("role", Phrase("From now on"), value: member.role.rawValue, options: Role.allCases.map { role in
                    (role.rawValue, "<b>\(say: role.words)</b> \(say: role.does)") }))
                <div class="row"><button>\(say: "Save")</button></div>
                """))
            \(if: visit.reader.may(.settle, in: place.id), offices(member, place))
            \(me ? leaving(member, place, isOnlySteward) : removing(member, place))\
            \(if: hasSecondFactor && !me && visit.reader.may(.settle, in: place.id), """
                <details><summary>\(say: "Their codes for signing in are lost")</summary>\
                <p>\(say: "You can ask to take their second step off. Another steward has to agree, and they are told by mail. Be sure first that it is them: meet, or hear their voice.")</p>\
                \(Form.button(Href("\(page(member, place))/second-factor"), Phrase("Ask another steward")))</details>
                """)
            """
        ).secretly
    }

    private static func leaving(_ member: Membership, _ place: Place, _ isOnly: Bool) -> Markup {
        """
        <details><summary>\(say: "Leave this place")</summary>\
        \(if: isOnly, "<p>\(say: "You are the only steward here. Make somebody else one first, or close the place.") <a href=\"\(place.path("closing"))\">\(say: "Close this place")</a></p>")\
        <p>\(say: "You read nothing of it any more from that moment on. What you said stays, with your name, and you find it again under what you gave. It can be taken back before or after.")</p>\
        \(Form.button(Href("\(page(member, place))/ending"), Phrase("Leave")))\
        <p class="go"><a href="\(Href("/me/data"))">\(say: "What I gave")</a></p></details>
        """
    }

    /// Somebody who was taken out could come back under another name, by a link that still lets anybody in.
    private static func removing(_ member: Membership, _ place: Place) -> Markup {
        """
        <details><summary>\(say: "End this membership")</summary>\
        <p>\(say: "What was said and promised here stays, with its name. It can be taken back before leaving.")</p>\
        \(Form.post(Href("\(page(member, place))/ending"), """
            \(Form.tick("links", Phrase("Also end every open invitation. A link they still have would let them in under another name."), on: true))
            <div class="row"><button class="quiet">\(say: "End it")</button></div>
            """))</details>
        """
    }

    /// Offices in the order of their table.
    private static func held(_ offices: Set<Office>) -> [Office] { Office.allCases.filter(offices.contains) }

    private static func offices(_ member: Membership, _ place: Place) -> Markup {
        """
        <details><summary>\(say: "What they do besides")</summary>\(Form.post(Href("\(page(member, place))/offices"), """
            \(Form.hidden("_was", held(member.offices).map(\.rawValue).joined(separator: " ")))
            \(Form.ticks("offices", Phrase("Besides that"), chosen: Set(member.offices.map(\.rawValue)), options: Office.allCases.map { office in
                (office.rawValue, "<b>\(say: office.words)</b> \(say: office.does)") }))
            <div class="row"><button class="quiet">\(say: "Save")</button></div>
            """))</details>
        """
    }

    /// Somebody changed what they do while another did.
    static func raced(_ member: Membership, wanted: Set<Office>, in place: Place) -> Page {
        func words(_ offices: Set<Office>) -> Markup { "\(say: Listed(held(offices).map(\.words)))" }
        return TwoTexts.page(
            [.init(Phrase("Besides that"), theirs: words(member.offices), mine: words(wanted), differs: member.offices != wanted)],
            in: place,
            action: Href("\(page(member, place))/offices"), back: page(member, place),
            seen: ("_was", held(member.offices).map(\.rawValue).joined(separator: " ")),
            typed: held(wanted).map { ("offices", $0.rawValue) })
    }

    static func raced(_ member: Membership, wanted: Role, in place: Place) -> Page {
        TwoTexts.page(
            [
                .init(
                    Phrase("\("name", member.name) is"), theirs: "\(say: member.role.words)", mine: "\(say: wanted.words)",
                    differs: member.role != wanted)
            ], in: place, action: page(member, place), back: page(member, place), seen: ("_was", member.role.rawValue),
            typed: [("role", wanted.rawValue)])
    }

    private static func page(_ member: Membership, _ place: Place) -> Href { Href("/spaces/\(place.slug)/people/\(member.person)") }
}
