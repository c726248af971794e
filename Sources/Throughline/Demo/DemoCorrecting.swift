import Database
import Language

/// Rosa shows what she noted about the tools to those who said it, before she shows it to anybody else.
struct DemoCorrecting {
    let tx: any Connection
    let days: DemoDays
    let writing: DemoWriting

    func write() throws {
        let (claim, rosa) = (try writing.item("tools"), try writing.cast.person("rosa"))
        guard let question = try tx.run("SELECT question_id FROM insights WHERE id = \(claim.id)").first?.id("question_id") as ID<Item>?,
            let asked = try LineStore(tx).unseen(question)
        else { return }
        let people = try RoundStore(tx).speakers(behind: [claim.id], on: days.day(2))
        let round = try RoundStore(tx).begin([claim.id], on: asked, asking: people, by: days.act(2, by: rosa))
        let reviewing = Reviewing(tx: tx, language: "en")
        let (mould, screwdriver) = (try writing.record("mould"), try writing.record("screwdriver"))
        try reviewing.say(
            [.init(insight: claim.id, answer: .meant, words: "")], by: mould, in: round.id, held: false, written: "en",
            by: days.act(1, by: nil))
        try reviewing.say(
            [
                .init(
                    insight: claim.id, answer: .notQuite, words: "Nobody shouts at ours. They hand it past her, quietly, and she lets them."
                )
            ],
            by: screwdriver, in: round.id, held: true, written: "en", by: days.act(1, by: nil))
    }
}
