import HTML
import Language

/// A document on paper: for printing, and as a PDF with headings, language and letters inside it.
extension Sheet {
    /// Stands alone: no address is asked for anything, and nothing says where it was made.
    func paper(_ title: Phrase, titleWords: String? = nil, in tongue: Tongue) -> [UInt8] {
        let name: Markup = titleWords.map { "\($0)" } ?? "\(say: title)"
        let page: Markup = """
            <!doctype html><html lang="\(tongue.tag)" dir="\(text: tongue.direction)"><head><meta charset="utf-8"><title>\(name)</title>\
            \(Self.style)</head><body><main>\(markup)</main></body></html>
            """
        return page.render(in: tongue)
    }

    /// The letters are those of `fonts-noto-core`; a phone that has others uses its own.
    private static let style: Markup = """
        <style>@page{size:A4;margin:16mm 18mm 18mm;@bottom-center{content:counter(page) " / " counter(pages);font:8pt "Noto Sans";color:#555}}\
        html{font:10pt/1.45 "Noto Sans","Noto Sans Arabic",sans-serif;color:#111}:lang(ar){line-height:1.7}\
        h1{font-size:17pt;line-height:1.25;margin:0 0 3mm}h2{font-size:12pt;margin:5mm 0 1.5mm}h3{font-size:10.5pt;margin:3.5mm 0 1mm}\
        h1,h2,h3{break-after:avoid}p{margin:1.2mm 0}.soft{color:#444;font-size:9pt}\
        ul{list-style:none;margin:0;padding:0}li{padding:1.6mm 0;border-top:.4pt solid #999;break-inside:avoid}\
        blockquote{margin:1.5mm 5mm;break-inside:avoid;white-space:pre-line}</style>
        """
}

extension Media {
    /// A page of ours as a PDF (tagged, PDF/UA) by WeasyPrint, which gets the page, nothing of the net and no other file.
    func pdf(_ page: [UInt8]) async throws(MediaError) -> [UInt8] {
        try await passing(page, named: "in.html") { folder, _ async throws(MediaError) in
            _ = try await self.run("/usr/bin/python3", ["-I", "-c", Self.printing], in: folder)
            return try self.result(folder + "/out.pdf")
        }
    }

    /// What a page names is never fetched. The release in Debian 12 says of letters that run from right to left that they stand for their
    /// neighbours, so that nobody can copy them or hear them read: the one line is put right where it is found.
    private static let printing = """
        import inspect, logging, sys
        logging.disable(logging.CRITICAL)
        try:
            from weasyprint import HTML, draw
        except ImportError:
            sys.exit(127)
        old = "utf8_slice = slice(previous_utf8_position, utf8_position)"
        new = ("later = [clusters[n] for n in range(num_glyphs) if clusters[n] > clusters[i]]; at = glyph_item.item.offset; "
               "utf8_slice = slice(at + clusters[i], at + (min(later) if later else glyph_item.item.length))")
        if hasattr(draw, "draw_first_line"):
            source = inspect.getsource(draw.draw_first_line)
            if old in source:
                exec(compile(source.replace(old, new), draw.__file__, "exec"), vars(draw))
        def refuse(url, *more, **named):
            raise ValueError("nothing is fetched")
        with open("in.html", encoding="utf-8") as page:
            HTML(string=page.read(), url_fetcher=refuse).write_pdf("out.pdf", variant="pdf/ua-1")
        """
}
