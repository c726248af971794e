import HTML
import Language

/// What was done here, for everybody who takes part.
enum ActLogPages {
    static func show(_ entries: [ActEntry], in place: Place, next: Href?, head: AuditMark? = nil) -> Page {
        Page(
            "\(say: "What was done here")", in: place,
            """
            <h1>\(say: "What was done here")</h1>\
            <p class="soft">\(say: "Who changed what, on which day, for 24 months. It is sealed every night, so that nobody can change it unseen. When people spoke is not in it.")</p>\
            \(head.map { "<p class=\"soft\">\(say: "Seal \("n", $0.number) of \("day", $0.day), as it was mailed to those who answer for safety: \("words", $0.words)")</p>" as Markup })\
            \(Records.list(entries, ordered: Phrase("The newest day first."), next: next, empty: Phrase("Nothing was done yet.")) { entry in
                """
                \(say: words(entry.act))\(entry.item.map { "<br><a href=\"\(Href.to($0))\" lang=\"\(entry.text?.language ?? "und")\" dir=\"auto\">\(entry.text?.body ?? "…")</a>" as Markup })\
                <br><span class="soft">\(say: Parts(Phrase("\("day", entry.day)"), entry.name.map { Phrase("\("name", $0)") }))</span>
                """
            })
            """
        ).secretly
    }

    /// An act in words; one that has none yet is named by what was done.
    private static func words(_ act: String) -> Phrase {
        switch act {
        case "question.add": Phrase("A question was written")
        case "question.open": Phrase("A question was opened")
        case "question.close": Phrase("A question was closed")
        case "question.reopen": Phrase("A question was asked again")
        case "question.change": Phrase("A question was changed")
        case "question.translate": Phrase("A question was said in another language")
        case "question.tell", "telling.tell": Phrase("People were told what became of their answers")
        case "question.count": Phrase("Numbers of who answered were shown to people")
        case "agreement.propose": Phrase("An agreement was proposed")
        case "agreement.change": Phrase("An agreement was changed")
        case "agreement.agree": Phrase("An agreement was made")
        case "agreement.refuse": Phrase("An agreement was refused")
        case "ask.want": Phrase("People’s leave to be asked was sought")
        case "ask.allow": Phrase("People’s leave to be asked was given")
        case "ask.refuse": Phrase("People’s leave to be asked was refused")
        case "insight.add": Phrase("Something learned was written down")
        case "insight.change": Phrase("What was learned was said in other words")
        case "insight.share": Phrase("Something learned was shared")
        case "insight.check": Phrase("Something learned was checked")
        case "insight.uncheck": Phrase("Something learned has to be checked again")
        case "insight.evidence": Phrase("Evidence was added or changed")
        case "insight.mark": Phrase("Who may see something learned was changed")
        case "second_factor.ask_reset": Phrase("A steward asked to take somebody’s second step off")
        case "second_factor.reset": Phrase("Two stewards took somebody’s second step off")
        case "insight.withdraw": Phrase("Something learned was taken back")
        case "decision.add": Phrase("A decision was written down")
        case "decision.decide": Phrase("Something was decided")
        case "decision.apply": Phrase("A decision is in use")
        case "decision.check": Phrase("A decision was looked at again")
        case "decision.keep": Phrase("A decision was kept")
        case "decision.reverse": Phrase("A decision was taken back")
        case "commitment.add": Phrase("Something was promised")
        case "commitment.accept": Phrase("A promise was accepted")
        case "commitment.start": Phrase("A promise is under way")
        case "commitment.fulfil": Phrase("A promise was kept")
        case "commitment.fulfil_partly": Phrase("A promise was kept in part")
        case "commitment.lapse": Phrase("A promise was not kept")
        case "commitment.release": Phrase("Somebody was released from a promise")
        case "commitment.decline": Phrase("A promise was declined")
        case "commitment.take_over": Phrase("Somebody else took on a promise")
        case "commitment.change": Phrase("A promise was changed")
        case "space.practices": Phrase("What this place uses was changed")
        case "follow_up.ask": Phrase("Somebody was asked how their promise goes")
        case "follow_up.answer": Phrase("Somebody said how their promise goes")
        case "outcome.add": Phrase("A change was written down")
        case "outcome.change": Phrase("A change was said in other words")
        case "outcome.share": Phrase("A change was shared")
        case "outcome.withdraw": Phrase("A change was taken back")
        case "outcome.witness": Phrase("Somebody from outside was asked about a change")
        case "outcome.answer": Phrase("Somebody from outside answered about a change")
        case "telling.checked": Phrase("Somebody of the people looked at a text before it was told")
        case "telling.receipt": Phrase("Whether people heard what they were told was written down")
        case "telling.add": Phrase("A text to tell people was prepared")
        case "decider.ask": Phrase("Somebody who decides was asked")
        case "membership.begin": Phrase("Somebody came in")
        case "membership.end": Phrase("Somebody left or was taken out")
        case "membership.change": Phrase("Somebody’s role was changed")
        case "membership.offices": Phrase("What somebody does besides was changed")
        case "invitation.add": Phrase("An invitation was made")
        case "invitation.end": Phrase("An invitation was ended")
        case "space.change": Phrase("The settings of this place were changed")
        case "space.forms": Phrase("Which forms this place uses was changed")
        case "space.discreet": Phrase("Pages here are discreet for everybody now")
        case "space.indiscreet": Phrase("Pages here are not discreet for everybody any more")
        case "space.close": Phrase("This place was closed")
        case "space.reopen": Phrase("This place was opened again")
        case "space.notice": Phrase("What is said of who answers for this place was changed")
        case _ where act.hasSuffix(".note"): Phrase("Moderators put a note beside something")
        case _ where act.hasSuffix(".unnote"): Phrase("Moderators took a note off")
        case _ where act.hasSuffix(".put_back"): Phrase("Something moderators had taken out of sight is back")
        case "emergency.ask": Phrase("Somebody asked to read one record for the safety lead alone")
        case "emergency.open": Phrase("Two people opened one record for the safety lead alone, to one of them, for a day")
        case "emergency.end": Phrase("A record for the safety lead alone is closed again")
        case "share.begin": Phrase("Something was shown to another place")
        case "share.stop": Phrase("Something is not shown to another place any more")
        case "share.declined": Phrase("Another place said no to what was shown to it")
        case "share.come": Phrase("Another place showed us something")
        case "share.stopped": Phrase("Another place does not show us something any more")
        case "share.decline": Phrase("We said no to what another place showed us")
        case "partner.begin": Phrase("Another place was named a partner")
        case "partner.end": Phrase("Another place is no partner any more")
        case "guest.begin": Phrase("A link for a guest was made")
        case "guest.end": Phrase("A link for a guest was ended")
        case "translation.ask": Phrase("Somebody was asked for a translation")
        case "translation.send": Phrase("A translation came")
        case "translation.refuse": Phrase("A text to translate was handed back")
        case "translation.check": Phrase("A translation was looked at by somebody else")
        case "translation.end": Phrase("A translation is not asked for any more")
        case "glossary.change": Phrase("The words this place keeps the same were changed")
        case "lock.begin": Phrase("The words of this place were locked")
        case "lock.spare": Phrase("The spare key was given to two people")
        case "lock.give": Phrase("Somebody was given a key")
        case "lock.lost": Phrase("Somebody lost their key phrase and asked for help")
        case "lock.help": Phrase("Half of the spare key was given to help somebody")
        case "question.pass_on": Phrase("Words their speakers allow to be passed on were saved as a file")
        case "question.reread": Phrase("What a quote was taken out of was read again")
        case "photo.covered": Phrase("Somebody was covered in a photo")
        case "photo.open", "photo.yes", "photo.looked": Phrase("Who can be recognised in a photo was written down")
        case "place.letters": Phrase("How soon the stewards answer in confidence was changed")
        case _ where act.hasSuffix(".embargo"): Phrase("Something is for the team until a day")
        case _ where act.hasSuffix(".unembargo"): Phrase("Something opened that was for the team until a day")
        case _ where act.hasSuffix(".extend"): Phrase("Something for the safety lead or some people alone is kept longer")
        case _ where act.hasSuffix(".expire"): Phrase("Something ended on its day")
        case _ where act.hasSuffix(".mark"): Phrase("Who may see something was changed")
        default: act.hasSuffix(".add") ? Phrase("Something was added") : Phrase("Something was changed")
        }
    }
}
