import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// A tiny site to try the journeys' browser on: it says back what the browser sent. It is no part of the product.
enum PracticeSite {
    /// Serves it on a free port of this machine for as long as the body runs.
    @discardableResult
    static func open<T: Sendable>(_ body: @Sendable @escaping (_ address: String) async throws -> T) async throws -> T {
        let (ports, port) = AsyncStream.makeStream(of: Int.self)
        var logger = Logger(label: "practice")
        logger.logLevel = .critical
        let application = Application(
            router: router(),
            configuration: .init(address: .hostname("127.0.0.1", port: 0)),
            onServerRunning: { channel in
                port.yield(channel.localAddress?.port ?? 0)
                port.finish()
            },
            logger: logger)
        return try await withThrowingTaskGroup(of: T?.self) { group in
            group.addTask {
                try await application.run()
                return nil
            }
            group.addTask {
                for await port in ports { return try await body("http://127.0.0.1:\(port)") }
                return nil
            }
            defer { group.cancelAll() }
            while let result = try await group.next() {
                if let result { return result }
            }
            throw CancellationError()
        }
    }

    private static func router() -> Router<BasicRequestContext> {
        let router = Router()
        router.get("/") { request, _ in page("We are asking", asking(request.headers)) }
        router.get("/earlier") { _, _ in page("Earlier", "<p>You told us. <a href=\"/\">Back to the question</a></p>") }
        router.get("/faulty") { _, _ in
            page("Faulty", "<img src=\"data:,\"><p style=\"color:#999\">pale</p><input><script>pumpIsBroken()</script>")
        }
        router.post("/answers") { request, _ in
            let body = try await request.body.collect(upTo: 1 << 20)
            return page("Thank you", "<pre>\(escaped(String(buffer: body)))</pre>")
        }
        return router
    }

    private static func asking(_ headers: HTTPFields) -> String {
        """
        <p>Asked for: \(escaped(headers[.acceptLanguage] ?? "nothing")). Sparing: \(HTTPField.Name("Save-Data").flatMap { headers[$0] } ?? "no").</p>
        <p id="script">No script ran.</p><p id="kept"></p>
        <p><a href="/earlier">What became of it</a> <a href="/earlier#end" class="hidden">What became of it</a></p>
        <form method="post" action="/answers" enctype="multipart/form-data">
          <p><label>Your answer <textarea name="answer"></textarea></label></p>
          <p><label for="day">By which day</label> <input id="day" name="day" type="date"></p>
          <p><label for="language">Language</label>
          <select id="language" name="language"><option value="en">English</option><option value="fr">Français</option></select></p>
          <fieldset><legend>How often</legend>
            <label class="chip"><input type="radio" name="often" value="daily"> Daily</label>
            <label class="chip"><input type="radio" name="often" value="rarely"> Rarely <small>once a year</small></label>
          </fieldset>
          <p><label>Photo <input type="file" name="photo"></label></p>
          <p><button>Send it</button></p>
        </form>
        <details><summary>Why we ask</summary><p>Because the pump broke.</p></details>
        <script>
        document.getElementById('script').textContent = 'A script ran.';
        localStorage.setItem('draft', 'half a sentence');
        </script>
        """
    }

    private static func page(_ title: String, _ body: String) -> Response {
        let html = """
            <!doctype html><html lang="en"><head><meta charset="utf-8"><title>\(title)</title>
            <meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
            <style>body{color:#111;background:#fff}.hidden{display:none}.chip input{opacity:0;width:1px;height:1px}
            @media(prefers-color-scheme:dark){body{color:#eee;background:#111}a{color:#9cf}}
            @media(min-width:700px){h1{font-size:50px}}</style></head>
            <body><main><h1>\(title)</h1>\(body)</main></body></html>
            """
        return Response(status: .ok, headers: [.contentType: "text/html; charset=utf-8"], body: .init(byteBuffer: ByteBuffer(string: html)))
    }

    private static func escaped(_ text: String) -> String {
        String(text.flatMap { $0 == "<" ? Array("&lt;") : $0 == "&" ? Array("&amp;") : [$0] })
    }
}
