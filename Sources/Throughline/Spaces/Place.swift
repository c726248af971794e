import HTML
import Language

/// A space as its pages need it: an organisation, a community or a partnership with its own members, languages and name.
struct Place: Sendable {
    let id: ID<Space>
    let slug: String
    let name: String
    /// The team that asks, by its name alone: "Riverbend"; pages say "the Riverbend team".
    let team: String
    let language: LanguageTag
    /// The languages this space serves, its own first.
    let languages: [LanguageTag]
    let zone: Zone
    let accent: Accent
    /// Unnamed answers wait for the team before members see them.
    let holdsUnnamed: Bool
    /// Somebody is flooding us: unnamed answers are refused for now.
    let isFlooded: Bool
    let version: Int
    /// Somebody here reads what is for the safety lead alone, so that it can be given to them.
    var hasSafetyLead = false
    /// The day it was closed for good; what was said there stays to be read.
    var closedOn: Day?
    /// People under 18 answer here together with somebody responsible for them.
    var asksGuardian = false
    /// The people who are asked here, by a name several places may give them; empty when it is this place's alone.
    var community = ""
    /// Pages of this place show no name in tabs, history and previews, to anybody.
    var isDiscreet = false
    /// What it says beside every box into which people write.
    var help = WritingHelp()
    /// What people write here is sealed, and only its people can open it.
    var isSealed = false
    /// A machine reads what people say here, so that each is asked whether it may read theirs.
    var usesMachine = false

    var home: Href { Href("/spaces/\(slug)") }
    var more: Href { Href("/spaces/\(slug)/more") }
    func path(_ page: String) -> Href { Href("/spaces/\(slug)/\(page)") }
    /// A page of its learning agenda, and of what people there want to learn.
    func agenda(_ page: String) -> Href { Href("/spaces/\(slug)/agenda/\(page)") }
    func needs(_ page: String) -> Href { Href("/spaces/\(slug)/needs/\(page)") }
    /// A page that has to do with locking its words.
    func lock(_ page: String) -> Href { Href("/spaces/\(slug)/lock/\(page)") }

    /// The language somebody wrote in: one that is spoken here or that they read our pages in; nil when we cannot tell.
    func language(of text: String, readBy reader: LanguageTag) -> LanguageTag? {
        LanguageTag.guess(text, among: languages + (languages.contains(reader) ? [] : [reader]))
    }
}

/// The marker for ids of spaces.
enum Space {}
/// The marker for ids of people with an account.
enum Person {}

/// The one colour a space chooses.
enum Accent: String, Sendable, CaseIterable { case teal, plum, rust, moss, ink }
