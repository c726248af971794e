import HTML
import HTTPTypes
import Language

extension House {
    /// A page of ours as a PDF to save; where this house has nothing to make one with, the page that says so.
    func printed(_ page: [UInt8], named name: String, in place: Place) async throws -> Reply {
        do {
            return .file(bytes: try await media.pdf(page), type: "application/pdf", name: name, cached: false)
        } catch {
            return .problem(
                Page(
                    "\(say: "No PDF")", in: place,
                    """
                    <h1>\(say: "No PDF")</h1><p>\(say: "This house could not make a PDF just now. Go back and print the page: every browser can save what it prints as a PDF.")</p>
                    """), .serviceUnavailable)
        }
    }
}
