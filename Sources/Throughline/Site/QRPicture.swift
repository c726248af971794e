import HTML
import Language

/// An address as a picture for a phone's camera, on pages that are carried elsewhere.
enum QRPicture {
    /// Nothing for an address that is longer than a picture can hold.
    static func draw(_ address: String) -> Markup {
        guard let code = QRCode(address) else { return "" }
        return """
            <svg viewBox="0 0 \(code.side) \(code.side)" width="240" height="240" role="img" aria-label="\(say: "The link as a code for a camera")" \
            shape-rendering="crispEdges"><rect width="\(code.side)" height="\(code.side)" fill="#fff"/><path fill="#000" d="\(code.path)"/></svg>
            """
    }
}
