import Language

extension MediaError {
    /// What somebody can do about a photo or recording we could not keep. Their words are kept on the page.
    var advice: Phrase {
        switch self {
        case .notAccepted:
            Phrase(
                "We cannot open this file. Send a photo (JPEG, PNG, WebP) or a recording (M4A, AMR, MP3, OGG); your words are still here.")
        case .tooBig: Phrase("This file is too large. Send a shorter recording or a smaller photo; your words are still here.")
        case .tooManyPixels: Phrase("This photo is too large to open. Send a smaller one; your words are still here.")
        case .tooLong: Phrase("Recordings can be three minutes long. Send it in parts; your words are still here.")
        case .unreadable: Phrase("This file is damaged. Record or photograph it again; your words are still here.")
        case .unavailable: Phrase("Photos and recordings cannot be taken here just now. Send your words alone, or try again later.")
        }
    }
}
