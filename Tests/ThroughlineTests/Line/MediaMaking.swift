import Foundation
import Testing

@testable import Throughline

/// Photos and recordings made on the spot by the system's own tools.
struct MediaMaking {
    let folder: PrivateFolder

    init() throws { folder = try PrivateFolder() }

    /// Cleans uploads in a folder within this one, which is kept until it is done.
    func clean(_ upload: [UInt8]) async throws(MediaError) -> CleanMedia { try await media.clean(upload) }
    func photo(_ upload: [UInt8]) async throws(MediaError) -> CleanMedia { try await media.photo(upload) }
    func sound(_ upload: [UInt8]) async throws(MediaError) -> CleanMedia { try await media.sound(upload) }

    /// What was left on the disk by those.
    func leftOver() throws -> [String] { try FileManager.default.contentsOfDirectory(atPath: passing) }

    private var passing: String { folder.path + "/passing" }
    private var media: Media { Media(folder: passing) }

    /// What ffmpeg makes of these arguments, in a file with this ending.
    func ffmpeg(_ ending: String, arguments: [String]) throws -> [UInt8] {
        let file = folder.path + "/made." + ending
        try Self.run(["/usr/bin/ffmpeg", "-nostdin", "-loglevel", "error", "-y"] + arguments + [file])
        return try Array(#require(FileManager.default.contents(atPath: file)))
    }

    /// A picture with noise in it, in the form its ending says.
    func picture(_ ending: String, width: Int, height: Int) throws -> [UInt8] {
        let plain = folder.path + "/plain.png"
        let file = folder.path + "/made." + ending
        try Self.run([
            "/usr/bin/ffmpeg", "-nostdin", "-loglevel", "error", "-y", "-f", "lavfi", "-i",
            "color=gray:size=\(width)x\(height),noise=alls=100:all_seed=1,format=rgb24", "-frames:v", "1", plain,
        ])
        try Self.run(["/usr/bin/vips", "copy", plain, file])
        return try Array(#require(FileManager.default.contents(atPath: file)))
    }

    /// What the tool prints about a file of these bytes.
    func vips(_ tool: String, _ bytes: [UInt8], before: [String] = [], after: [String] = []) throws -> String {
        let file = folder.path + "/asked"
        try Data(bytes).write(to: URL(filePath: file))
        return try Self.run(["/usr/bin/" + tool] + before + [file] + after)
    }

    /// AMR as old phones record it: frames of 20 ms at 12.2 kbit/s, all of them silence.
    static func amr(seconds: Int) -> [UInt8] {
        let frame: [UInt8] = [0x3C] + [UInt8](repeating: 0, count: 31)
        return Array("#!AMR\n".utf8) + Array(repeatElement(frame, count: seconds * 50).joined())
    }

    /// A JPEG with everything in it that tells on its maker: a place, an owner, a comment, and a quarter turn to the right.
    static func telling(_ jpeg: [UInt8]) -> [UInt8] {
        func short(_ value: Int) -> [UInt8] { [UInt8(value & 255), UInt8(value >> 8)] }
        func long(_ value: Int) -> [UInt8] { short(value & 0xFFFF) + short(value >> 16) }
        func entry(_ tag: Int, _ type: Int, _ count: Int, _ value: [UInt8]) -> [UInt8] { short(tag) + short(type) + long(count) + value }
        func segment(_ marker: UInt8, _ content: [UInt8]) -> [UInt8] {
            let length = content.count + 2
            return [0xFF, marker, UInt8(length >> 8), UInt8(length & 255)] + content
        }
        let owner = Array("Ana of Riverbend".utf8)
        let placeAt = 8 + 2 + 3 * 12 + 4 + owner.count
        var tiff: [UInt8] = Array("II".utf8) + short(42) + long(8) + short(3)
        tiff += entry(0x0112, 3, 1, long(6))
        tiff += entry(0x013B, 2, owner.count, long(8 + 2 + 3 * 12 + 4))
        tiff += entry(0x8825, 4, 1, long(placeAt)) + long(0) + owner
        tiff += short(2) + entry(1, 2, 2, Array("S\0\0\0".utf8)) + entry(2, 5, 3, long(placeAt + 2 + 2 * 12 + 4)) + long(0)
        tiff += long(1) + long(1) + long(17) + long(1) + long(31) + long(1)
        let exif = segment(0xE1, Array("Exif\0\0".utf8) + tiff)
        let xmp = segment(0xE1, Array("http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x=\"adobe:ns:meta/\"/>Riverbend".utf8))
        let comment = segment(0xFE, Array("taken at Riverbend".utf8))
        return Array(jpeg[..<2]) + exif + xmp + comment + Array(jpeg[2...])
    }

    @discardableResult
    static func run(_ command: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(filePath: command[0])
        process.arguments = Array(command.dropFirst())
        let output = Pipe()
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        try process.run()
        let printed = try output.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        #expect(process.terminationStatus == 0, "\(command.joined(separator: " "))")
        return String(decoding: printed, as: UTF8.self)
    }
}
