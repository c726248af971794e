@testable import Throughline

/// A PDF of one page with everything behind it that a PDF can hold. Telling words begin with `mk`.
enum PDFMaking {
    static func telling(_ photo: [UInt8], pages: Int = 1) -> [UInt8] {
        let content =
            "BT /F1 18 Tf 20 200 Td (The rain came late) Tj ET q 50 0 0 50 20 20 cm /I Do Q /OC /L BDC BT /F1 18 Tf 20 150 Td (mklayer) Tj ET EMC"
        let meta =
            "<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>mkxmp</x:xmpmeta><?xpacket end='w'?>"
        let kids = (0..<pages).map { _ in "3 0 R" }.joined(separator: " ")
        let objects: [(String, [UInt8]?)] = [
            (
                "<</Type/Catalog/Pages 2 0 R/Metadata 9 0 R/OpenAction<</S/JavaScript/JS(mkscript\\(\\))>>/Names<</EmbeddedFiles<</Names[(mkfile.txt)10 0 R]>>>>/OCProperties<</OCGs[12 0 R]/D<</OFF[12 0 R]/Order[12 0 R]>>>>/AcroForm<</Fields[15 0 R]>>>>",
                nil
            ),
            ("<</Type/Pages/Kids[\(kids)]/Count \(pages)>>", nil),
            (
                "<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</I 6 0 R>>/Properties<</L 12 0 R>>>>/Annots[7 0 R 8 0 R 15 0 R]/PieceInfo<</X<</Private(mkpiece)>>>>/Metadata 9 0 R>>",
                nil
            ),
            ("<<", Array(content.utf8)), ("<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", nil),
            ("<</Type/XObject/Subtype/Image/Width 40/Height 64/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode", photo),
            ("<</Type/Annot/Subtype/Text/Rect[10 10 30 30]/Contents(mkcomment)/T(mkcommenter)>>", nil),
            ("<</Type/Annot/Subtype/Link/Rect[10 10 100 30]/A<</S/URI/URI(https://example.org/mklink)>>>>", nil),
            ("<</Type/Metadata/Subtype/XML", Array(meta.utf8)), ("<</Type/Filespec/F(mkfile.txt)/EF<</F 11 0 R>>>>", nil),
            ("<</Type/EmbeddedFile", Array("mkattached".utf8)), ("<</Type/OCG/Name(mklayername)>>", nil), ("<<>>", nil),
            (
                "<</Author(mkauthor)/Title(mktitle)/Creator(mkprogram)/Company(mkcompany)/Keywords(mkkey)/CreationDate(D:20240101000000Z)>>",
                nil
            ),
            ("<</Type/Annot/Subtype/Widget/F 4/FT/Tx/T(mkfield)/V(Filled in)/Rect[100 100 200 120]/DA(/F1 10 Tf)/AP<</N 16 0 R>>>>", nil),
            (
                "<</Type/XObject/Subtype/Form/BBox[0 0 100 20]/Resources<</Font<</F1 5 0 R>>>>",
                Array("BT /F1 10 Tf 2 2 Td (Filled in) Tj ET".utf8)
            ),
        ]
        var out = Array("%PDF-1.6\n".utf8)
        var places: [Int] = []
        for (number, object) in objects.enumerated() {
            places.append(out.count)
            out += Array("\(number + 1) 0 obj\n".utf8)
            if let stream = object.1 {
                out += Array("\(object.0)/Length \(stream.count)>>\nstream\n".utf8) + stream + Array("\nendstream".utf8)
            } else {
                out += Array(object.0.utf8)
            }
            out += Array("\nendobj\n".utf8)
        }
        let start = out.count
        let rows = places.map { place in
            let digits = String(place)
            return String(repeating: "0", count: 10 - digits.count) + digits + " 00000 n \n"
        }
        out += Array(
            "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n\(rows.joined())trailer\n<</Size \(objects.count + 1)/Root 1 0 R/Info 14 0 R>>\nstartxref\n\(start)\n%%EOF\n"
                .utf8)
        return out
    }
}
