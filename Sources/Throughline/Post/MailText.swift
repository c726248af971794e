import Language

/// A mail as it travels (RFC 5322 and MIME).
extension Mail {
    /// The whole message with CRLF line ends, all of it ASCII.
    ///
    /// - Parameter milliseconds: when it is sent, since 1970 UTC.
    func rendered(from sender: String, called senderName: String, at milliseconds: Int) throws(MailError) -> [UInt8] {
        var header = MailHeader()
        try header.addDate(milliseconds: milliseconds)
        try header.add("From", address: sender, called: senderName)
        try header.add("To", address: to, called: toName)
        if let replyTo { try header.add("Reply-To", address: replyTo, called: "") }
        try header.add("Subject", words: subject)
        try header.add("Message-ID", messageID: messageID)
        if let inReplyTo {
            try header.add("In-Reply-To", messageID: inReplyTo)
            try header.add("References", messageID: inReplyTo)
        }
        if let listUnsubscribe {
            guard listUnsubscribe.hasPrefix("https://") || listUnsubscribe.hasPrefix("http://"),
                !listUnsubscribe.contains(where: { $0 == ">" || $0 == "<" || $0 == " " || $0 == "," })
            else { throw .unfit("List-Unsubscribe") }
            try header.add("List-Unsubscribe", plain: "<\(listUnsubscribe)>")
            try header.add("List-Unsubscribe-Post", plain: "List-Unsubscribe=One-Click")
        }
        // So that an answering machine does not answer us (RFC 3834).
        try header.add("Auto-Submitted", plain: "auto-generated")
        try header.add("Content-Language", plain: language.description)
        try header.add("MIME-Version", plain: "1.0")
        return Array((header.text + (try bodies())).utf8)
    }

    /// The text alone, or the text and its HTML as alternatives.
    private func bodies() throws(MailError) -> String {
        if text.utf8.contains(0) { throw .unfit("text") }
        if html?.utf8.contains(0) == true { throw .unfit("html") }
        guard let html else { return Self.part("plain", text) }
        // Neither encoding of a body can contain "=_", so this can stand in none.
        let boundary = "=_alternative"
        return """
            Content-Type: multipart/alternative; boundary="\(boundary)"\r\n\r
            --\(boundary)\r
            \(Self.part("plain", text))\r
            --\(boundary)\r
            \(Self.part("html", html))\r
            --\(boundary)--\r\n
            """
    }

    private static func part(_ kind: String, _ content: String) -> String {
        let body = MailBody(content)
        return "Content-Type: text/\(kind); charset=utf-8\r\nContent-Transfer-Encoding: \(body.encoding)\r\n\r\n\(body.content)"
    }
}
