import Foundation

/// The smallest workbook whose one sheet holds these rows, packed without compression.
enum Workbook {
    static func bytes(sheet rows: String) -> [UInt8] {
        let parts = [
            ("xl/workbook.xml", "<workbook xmlns:r=\"r\"><sheets><sheet name=\"A\" r:id=\"r1\"/></sheets></workbook>"),
            ("xl/_rels/workbook.xml.rels", "<Relationships><Relationship Id=\"r1\" Target=\"s.xml\"/></Relationships>"),
            ("xl/s.xml", "<worksheet><sheetData>\(rows)</sheetData></worksheet>"),
        ]
        var (file, directory): ([UInt8], [UInt8]) = ([], [])
        for (name, text) in parts {
            let (title, body) = (Array(name.utf8), Array(text.utf8))
            // Version, flags, method, time, day, checksum (which we do not read), sizes, lengths of the name and of what else there is.
            let common =
                number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4) + number(0, 4) + number(body.count, 4) + number(body.count, 4)
                + number(title.count, 2) + number(0, 2)
            directory += number(0x0201_4B50, 4) + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2) + number(0, 4)
            directory += number(file.count, 4) + title
            file += number(0x0403_4B50, 4) + common + title + body
        }
        return file + directory + number(0x0605_4B50, 4) + number(0, 4) + number(parts.count, 2) + number(parts.count, 2)
            + number(directory.count, 4) + number(file.count, 4) + number(0, 2)
    }

    private static func number(_ value: Int, _ width: Int) -> [UInt8] { (0..<width).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) } }
}
