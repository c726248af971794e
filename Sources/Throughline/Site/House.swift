import Database
import Language
import Logging

/// What one running Throughline is made of. Everything that touches the world outside (clock, chance, mail, files) is handed in here.
struct House: Sendable {
    let db: any Database
    let keys: Keys
    let files: any FileStore
    let media: Media
    let post: (any MailCarrier)?
    let jobs: Jobs
    let catalogues: Catalogues
    let settings: Settings
    let clock: @Sendable () -> Moment
    let random: Randomness
    let passwords: Passwords
    let brakes: Brakes
    let gzip: Compression
    let logger: Logger
    let metrics = Metrics()
    let hours = HourlyLines()
    /// What organisations that sign people in say of themselves.
    let outside = ProviderMemory()
    /// Programs that help to read, where the operator named some.
    let machines = Machines()
    /// Bodies of forms and uploads that are being read.
    let held = HeldBytes(most: 150_000_000)

    func act(by person: ID<Person>?) -> Act { Act(by: person, now: clock(), random: random) }
}

/// Everything an operator may choose; read once at the start.
struct Settings: Sendable {
    /// The address people type, without a slash at its end; nil means "whatever host asked".
    var publicURL: String?
    /// Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed, as addresses.
    var trustedProxies: Set<String> = []
    /// The address listened on, when serving; without a public address it is a name we answer to.
    var host: String?
    /// Whether we hold the certificate ourselves.
    var hasTLS = false
    /// The folder with keys and, mostly, the database and the files.
    var folder: String?
    /// Seconds in which whoever has put a file also points to it: so long nobody removes it for want of a record.
    var fileRest = 3_600
    /// Where the quick way out leads that is usual here; nil: an encyclopedia.
    var leavesTo: String?
    /// The largest upload in bytes: 180 seconds of sound or a phone's photo.
    var largestUpload = 12_000_000

    /// A whole address of ours for a mail, where nobody's request says how we are reached; nil when no public address is set.
    func address(_ path: String) -> String? { publicURL.map { $0 + path } }
    var isSecure: Bool { hasTLS || publicURL?.hasPrefix("https://") ?? false }
}
