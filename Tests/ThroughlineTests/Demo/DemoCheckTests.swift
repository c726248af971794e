import Database
import DatabaseTesting
import Logging
import Testing

@testable import Throughline

/// Whoever looks around in a demonstration and runs `throughline check` finds a sound house.
struct DemoCheckTests {
    @Test(arguments: TestEngine.available)
    func aFreshDemonstrationIsSound(_ engine: TestEngine) async throws {
        try await withEmptyOptions(engine) { options in
            let instance = try await Instance.open(
                options, alone: false, making: true, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
            _ = try await instance.fillWithDemo(texts: 200) { _ in }
            await instance.close()
            let report = try await Check.run(options)
            #expect(report.isSound, "\(report.text)")
        }
    }
}
