import CCurl
import Foundation

/// Where and how to hand mails over.
struct SMTPSettings: Sendable {
    enum Encryption: Sendable {
        /// TLS or nothing goes out.
        case required
        /// TLS when the server offers it: for a server on this machine.
        case whenOffered
    }

    /// `smtp://host:587` (STARTTLS) or `smtps://host:465` (TLS from the start).
    let url: String
    /// Empty where the server wants none.
    let user: String
    let password: String
    let from: String
    let fromName: String
    let encryption: Encryption
    /// A file of certificates to trust instead of the system's, for an office's own authority.
    let authorities: String?

    /// Encryption is required unless said otherwise or the server is this machine.
    init(
        url: String, user: String = "", password: String = "", from: String, fromName: String = "",
        encryption: Encryption? = nil, authorities: String? = nil
    ) {
        self.url = url
        self.user = user
        self.password = password
        self.from = from
        self.fromName = fromName
        let host = URLComponents(string: url)?.host ?? ""
        let isThisMachine = ["localhost", "127.0.0.1", "::1", "[::1]"].contains(host)
        self.encryption = encryption ?? (isThisMachine ? .whenOffered : .required)
        self.authorities = authorities
    }
}

/// Hands mails to an SMTP server by libcurl, on threads of its own since libcurl waits in them.
struct SMTPCarrier: MailCarrier {
    private let settings: SMTPSettings
    private let clock: @Sendable () -> Int
    private let threads = FewAtOnce(2, name: "mail")

    /// - Parameter clock: milliseconds since 1970 UTC, for the Date line.
    init(settings: SMTPSettings, clock: @escaping @Sendable () -> Int = { Int(Date().timeIntervalSince1970 * 1_000) }) {
        self.settings = settings
        self.clock = clock
    }

    func send(_ mail: Mail) async throws(MailError) {
        let bytes = try mail.rendered(from: settings.from, called: settings.fromName, at: clock())
        let settings = settings
        let outcome = await threads.run { SMTPExchange(settings: settings, to: mail.to, message: bytes).outcome() }
        try outcome.get()
    }
}

/// One mail's talk with the server.
private struct SMTPExchange {
    let settings: SMTPSettings
    let to: String
    let message: [UInt8]

    /// libcurl's own start, made once however many threads ask.
    private static let isReady = curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK

    func outcome() -> Result<Void, MailError> {
        guard Self.isReady, let curl = curl_easy_init() else { return .failure(.unreachable("libcurl did not start")) }
        defer { curl_easy_cleanup(curl) }
        guard let recipients = curl_slist_append(nil, "<\(to)>") else { return .failure(.unreachable("out of memory")) }
        defer { curl_slist_free_all(recipients) }
        // libcurl reads the bytes through this while it performs; it is kept alive until then.
        let source = Source(message)
        prepare(curl, recipients: recipients)
        let code = withExtendedLifetime(source) {
            _ = curl_set_reader(curl, readFromSource, Unmanaged.passUnretained(source).toOpaque())
            return curl_easy_perform(curl)
        }
        if code == CURLE_OK { return .success(()) }
        var reply = 0
        _ = curl_get_long(curl, CURLINFO_RESPONSE_CODE, &reply)
        return .failure(Self.error(code, reply: reply))
    }

    private func prepare(_ curl: UnsafeMutableRawPointer, recipients: UnsafeMutablePointer<curl_slist>) {
        _ = curl_set_string(curl, CURLOPT_URL, settings.url)
        _ = curl_set_string(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps")
        // The environment of a server may name a web proxy; mail never goes that way.
        _ = curl_set_string(curl, CURLOPT_PROXY, "")
        // Without this libcurl's time-outs use signals, which belong to the whole process.
        _ = curl_set_long(curl, CURLOPT_NOSIGNAL, 1)
        _ = curl_set_long(curl, CURLOPT_CONNECTTIMEOUT, 15)
        _ = curl_set_long(curl, CURLOPT_TIMEOUT, 60)
        let encryption = settings.encryption == .required ? CURLUSESSL_ALL : CURLUSESSL_TRY
        _ = curl_set_long(curl, CURLOPT_USE_SSL, Int(encryption.rawValue))
        _ = curl_set_long(curl, CURLOPT_SSLVERSION, Int(CURL_SSLVERSION_TLSv1_2))
        if let authorities = settings.authorities { _ = curl_set_string(curl, CURLOPT_CAINFO, authorities) }
        if !settings.user.isEmpty {
            _ = curl_set_string(curl, CURLOPT_USERNAME, settings.user)
            _ = curl_set_string(curl, CURLOPT_PASSWORD, settings.password)
        }
        _ = curl_set_string(curl, CURLOPT_MAIL_FROM, "<\(settings.from)>")
        _ = curl_set_pointer(curl, CURLOPT_MAIL_RCPT, recipients)
        _ = curl_set_long(curl, CURLOPT_UPLOAD, 1)
    }

    /// The server's last reply decides where it spoke; else libcurl's own reason, which names no address.
    private static func error(_ code: CURLcode, reply: Int) -> MailError {
        if code == CURLE_LOGIN_DENIED { return .signIn }
        let brokeByReply = [CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_WEIRD_SERVER_REPLY, CURLE_UPLOAD_FAILED].contains(code)
        // 530: sign in first, or encrypt first.
        if brokeByReply, reply == 530 { return .signIn }
        if brokeByReply, (500..<600).contains(reply) { return .refused(code: reply) }
        if brokeByReply, (400..<500).contains(reply) { return .deferred(code: reply) }
        return .unreachable(curl_easy_strerror(code).map { String(cString: $0) } ?? "error \(code.rawValue)")
    }
}

/// The bytes still to be handed over. Used by one thread only.
private final class Source {
    private let bytes: [UInt8]
    private var place = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    func read(into buffer: UnsafeMutableRawPointer, most: Int) -> Int {
        let count = min(most, bytes.count - place)
        bytes.withUnsafeBytes { all in
            if let base = all.baseAddress, count > 0 { buffer.copyMemory(from: base + place, byteCount: count) }
        }
        place += count
        return count
    }
}

/// libcurl's asking for the next bytes.
private func readFromSource(
    _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int, _ count: Int, _ user: UnsafeMutableRawPointer?
) -> Int {
    guard let buffer, let user else { return 0 }
    return Unmanaged<Source>.fromOpaque(user).takeUnretainedValue().read(into: buffer, most: size * count)
}
