import Glibc
import HTML
import Language

/// What surrounds a page that is to tell nothing to whoever looks at the list of tabs, the history, a preview or the screen from afar.
enum DiscreetFrame {
    /// The title of every page, the name on every page and of every file.
    static let name = Phrase("Notes", context: "a title that says nothing")
    static let fileName = "notes"

    /// In the head, in place of what names a place: nothing to quote, nothing to index, no trace for the next site.
    static let head: Markup = """
        <meta name="robots" content="noindex,nofollow,noarchive,nosnippet"><meta name="referrer" content="no-referrer">
        """

    /// The quick way out: first of all that can be reached by keys, and under the thumb.
    static func wayOut(_ visit: Visit) -> Markup {
        let to = visit.discretion.wayOut.address(visit.house?.settings ?? Settings())
        return """
            <aside class="out" aria-label="\(say: "The way out")"><form id="out" method="post" action="\(QuickExit.road)" autocomplete="off" data-to="\(text: to)">\
            <button>\(say: "Leave now")</button></form></aside>
            """
    }

    static let sheet: Markup = "<style>\(css)</style>"

    private static let css: Markup = """
        .out{position:fixed;z-index:9;inset-block-end:.75rem;inset-inline-end:.75rem}.out button{box-shadow:0 0 0 3px var(--paper)}\
        body{padding-block-end:6rem}@media print{.out{display:none}}
        """

    /// `'sha256-…'` of the sheet.
    static let styleSource = Script(css).source

    /// Leaves without a way back to this page, on the button or on two quick presses of Escape; what was typed is emptied first. While
    /// the page is not in front, such as in the list of open apps, it shows nothing.
    static let script = Script(
        """
        (()=>{let f=document.getElementById("out"),d=document.documentElement,t=0,go=e=>{e&&e.preventDefault();d.hidden=true;\
        for(let x of document.forms)x.reset();let to=()=>location.replace(f.dataset.to);setTimeout(to,600);\
        fetch(f.action,{method:"POST",keepalive:true,redirect:"manual",body:new URLSearchParams}).then(to,to)};\
        f.addEventListener("submit",go);addEventListener("keydown",e=>{if(e.key=="Escape"){let n=Date.now();if(n-t<900)go();t=n}});\
        document.addEventListener("visibilitychange",()=>{d.hidden=document.hidden})})()
        """)

    /// Nothing typed is offered again by the browser: every form says so, and every field that asked for a name or an address.
    static func forgetful(_ body: [UInt8]) -> [UInt8] { changes.reduce(body) { replacing($1.0, in: $0, with: $1.1) } }

    /// As quick as looking for it: a page is searched for this while somebody waits.
    private static func replacing(_ found: [UInt8], in body: [UInt8], with instead: [UInt8]) -> [UInt8] {
        var out: [UInt8] = []
        out.reserveCapacity(body.count + 256)
        body.withUnsafeBytes { bytes in
            guard let base = bytes.baseAddress else { return }
            var (start, from) = (0, 0)
            while bytes.count - from >= found.count,
                let at = memchr(base + from, Int32(found[0]), bytes.count - from - found.count + 1)
            {
                let place = base.distance(to: UnsafeRawPointer(at))
                from = place + 1
                guard memcmp(at, found, found.count) == 0 else { continue }
                out.append(contentsOf: bytes[start..<place])
                out.append(contentsOf: instead)
                (start, from) = (place + found.count, place + found.count)
            }
            out.append(contentsOf: bytes[start...])
        }
        return out
    }

    /// What people write holds no quotation mark as it stands in a tag, so that none of these is found in it.
    private static let changes: [([UInt8], [UInt8])] = [
        (#"" novalidate>"#, #"" novalidate autocomplete="off">"#), (#" autocomplete="name""#, #" autocomplete="off""#),
        (#" autocomplete="email""#, #" autocomplete="off""#),
    ].map { (Array($0.utf8), Array($1.utf8)) }
}

extension Page {
    /// By the device, the account, or the place it is of.
    func isDiscreet(for visit: Visit) -> Bool { visit.discretion.isOn || isQuiet || place?.isDiscreet ?? false }
}
