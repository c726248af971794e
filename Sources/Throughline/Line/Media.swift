import Database
import Foundation

/// A photo or recording as we keep it: written anew from what could be seen or heard, nothing else of the upload.
struct CleanMedia: Sendable, Equatable {
    enum Content: Sendable, Equatable {
        /// Pixels.
        case photo(width: Int, height: Int)
        case sound(seconds: Int)
    }

    let content: Content
    let bytes: [UInt8]

    /// The media type to serve it with.
    var type: String {
        switch content {
        case .photo: "image/jpeg"
        case .sound: "audio/ogg"
        }
    }
}

/// Why an upload is not kept.
enum MediaError: Error, Equatable {
    /// It is none of the kinds we can clean; say that `accepted` are.
    case notAccepted
    /// Bytes.
    case tooBig(limit: Int)
    /// Pixels of the photo.
    case tooManyPixels(limit: Int)
    /// Seconds of the recording. It is not cut, since half an answer is not what was said.
    case tooLong(limit: Int)
    /// It begins like something we take, and cannot be read.
    case unreadable
    /// The programs that clean are not installed, or the disk is full.
    case unavailable

    /// The kinds we take, by the names people know them by.
    static let accepted = (
        photos: ["JPEG", "PNG", "WebP", "HEIC", "GIF"], sounds: ["M4A", "MP3", "OGG", "WebM", "AMR", "3GP", "AAC", "WAV"]
    )
}

/// Cleans uploads: a photo becomes a JPEG without metadata (place, camera, owner, thumbnails), a recording Opus without tags.
///
/// The decoders run as processes of their own under limits (`LimitedProcess`). What passes through the disk lies in a folder
/// of its own that only the server may enter, and is removed whatever happens.
struct Media: Sendable {
    /// Bytes taken in, whatever comes out.
    static let largestUpload = 25_000_000
    static let longestSide = 1_600
    static let largestPhoto = 300_000
    static let longestSound = 180
    static let mostPixels = 120_000_000

    private let folder: String
    private let process: LimitedProcess
    private let turns: Turns

    /// - Parameters:
    ///   - folder: where folders for passing files may be made; made when it is not there.
    ///   - atOnce: how many uploads are cleaned at the same time; the others wait.
    init(folder: String, process: LimitedProcess = .init(), atOnce: Int = 2) {
        // The decoders run in a folder of their own, where a path from here would lead nowhere.
        self.folder = URL(filePath: folder).path(percentEncoded: false)
        self.process = process
        turns = Turns(atOnce)
    }

    /// The upload cleaned, whichever it is.
    func clean(_ upload: [UInt8]) async throws(MediaError) -> CleanMedia {
        guard let kind = MediaKind(sniffing: upload) else { throw .notAccepted }
        return kind.isPhoto ? try await photo(upload) : try await sound(upload)
    }

    /// Gives the work a private folder with the upload as `in.KIND`, and removes it after.
    func inPrivate(
        _ upload: [UInt8], _ kind: MediaKind,
        _ work: @escaping @Sendable (_ folder: String, _ file: String) async throws(MediaError) -> CleanMedia
    ) async throws(MediaError) -> CleanMedia {
        guard upload.count <= Self.largestUpload else { throw .tooBig(limit: Self.largestUpload) }
        return try await turns.take { () async throws(MediaError) in try await passing(upload, kind, work) }
    }

    private func passing(
        _ upload: [UInt8], _ kind: MediaKind, _ work: @Sendable (_ folder: String, _ file: String) async throws(MediaError) -> CleanMedia
    ) async throws(MediaError) -> CleanMedia {
        guard let own = try? PassingFolder(in: folder, named: "upload") else { throw .unavailable }
        defer {
            own.remove()
            DiskFiles.forgetTime(of: folder)
        }
        let file = own.path + "/in." + kind.rawValue
        guard FileManager.default.createFile(atPath: file, contents: Data(upload), attributes: [.posixPermissions: 0o600]) else {
            throw .unavailable
        }
        return try await work(own.path, file)
    }

    /// Runs a decoder; what it cannot read is the upload's fault, a missing program ours.
    func run(_ program: String, _ arguments: [String], in folder: String) async throws(MediaError) -> String {
        do {
            return try await process.run(program, arguments, in: folder)
        } catch {
            throw error == .missing ? .unavailable : .unreadable
        }
    }

    /// What a decoder wrote, never empty.
    func result(_ file: String) throws(MediaError) -> [UInt8] {
        guard let data = FileManager.default.contents(atPath: file), !data.isEmpty else { throw .unreadable }
        return Array(data)
    }
}
