extension DataDictionary {
    /// Questions, what people said, what was learned, decided and told.
    static let turn = """
        questions: What is particular about questions.
          id: The item.
          purpose: understand, decide or find.
          hear_by: The day by which people hear what came of it.
          doors: How they hear.
          decision_by: The day of the decision.
          reader: Who reads the answers.
          decider: Who decides.
          decider_mail: Their mail address.
          flooded: 1 while unnamed answers are refused.
          closed_on: The day it was closed.
          counted_on: The day numbers of who answered were published.
        voices: What is particular about what people said.
          id: The item.
          question_id: The question it answers.
          openness: Who may see it, as its speaker chose: everyone, circle or team.
          people: How many people it speaks for.
          speaks_for: Who speaks for the group.
          disagreed: What somebody in the group saw differently.
          place: Where it was said, in the speaker's words.
          door: How the speaker wants to hear what came of it.
          told_language: In which language.
          told_to!: Where to, encrypted.
          told_on: The day they were told.
          organisation: The speaker's organisation.
          role: The speaker's role there.
          source: Where it came from, if not from our own pages.
          guardian: Who said yes for somebody under 18, in words, such as "my mother"; no name and no day of birth is asked.
          quote_until: The last day its words may be quoted; empty when they may not.
          name_until: The last day its name may stand with its words.
          media_until: The last day its photo or recording may go beyond the team.
          data_until: The last day its words may be passed on in a file.
          again_until: The last day its speaker may be written to again.
        turnouts: How many answered a question, kept so that no page has to count.
          question_id: The question.
          voices: How many answers stand, those that wait included.
          people: How many people they speak for.
          held: How many of them wait to be let through.
          taken_back: How many were taken back.
          taken_back_on: The last day one was.
        asks: What was asked of people, for how long and for whom.
          question_id: The question.
          space_id: The place of those who were asked.
          organisation: For which organisation; empty for the place's own team.
          organisation_key: The same in lower case.
          minutes: How many minutes it takes.
          asked_on: The day it was put to people.
          permission: none, wanted, allowed or refused, where something owed to them was overdue.
        agreements: What was agreed with people before they were asked; its words are texts of the question.
          question_id: The question.
          state: proposed, in_force or refused.
          number: Counted from 1 at every proposal, change and answer.
          side: Who wrote it as it stands: asker or people.
          consent_way: How people say yes: each, together or witnessed.
          changed_on: The day of the last change.
        agreement_returns: What comes back, by the agreement.
          question_id: The question.
          number: Counted from 1.
          what: What comes back.
          due: By which day.
          commitment_id: The promise it became when the question was opened.
        releases: Numbers of who answered, as they were published.
          question_id: The question.
          readers: For whom: anybody, or partners.
          number: Counted from 1.
          grouping_by: What people are counted by.
          body: The table as it was shown, in JSON; null where a number is hidden.
          day: The day it was published.
        receipts!: Five-word codes, as keyed hashes.
          mac: The keyed hash of the code.
          voice_id: The voice it opens.
          day: The day.
        statements: Sentences people vote on.
          id: The item.
          question_id: The question of the survey.
          number: Its place in the survey.
          agree: How many agreed.
          disagree: How many disagreed.
          pass: How many passed.
        votes: Who said what of a statement.
          statement_id: The statement.
          voter: A number that leads to nobody.
          vote: 1 agree, 0 pass, -1 disagree.
          day: The day.
        polls: How big a survey is.
          question_id: The question.
          statements: How many statements.
          votes: How many votes.
          voters: How many people.
        insights: What is particular about what was learned.
          id: The item.
          question_id: The question it answers.
          strength: How strong the evidence is, in one word.
          sources: How many independent sources it has.
          against: How many speak against it.
          withdrawn: How many were taken back.
          withdrawn_on: The day of the last.
          confidence: How sure the team is.
          review_on: The day it is looked at again.
          wording: Counts the wordings, and the rounds of checking after a source was taken back; a check holds for one.
        evidence: What an insight rests on.
          insight_id: The insight.
          source_id: The item it rests on.
          relation: supports, contradicts, complicates or limits.
          kind: The kind of source: lived, practitioner, document, measurement, expert, or unsaid where nobody said.
          organisation: Whose it is.
          event: Where it was said.
          document: Which document.
          context: The setting it comes from.
          added_by: Who added it.
          day: The day.
        insight_authors: Who wrote an insight or changed its words; nobody reviews their own.
          insight_id: The insight.
          person_id: The account.
          day: The day.
        reviews: Who has checked an insight.
          insight_id: The insight.
          person_id: The account.
          wording: The wording they looked at.
          confidence: How sure they are.
          from_context: 1 when they know the setting.
          from_elsewhere: 1 when they are from another space.
          day: The day.
          limitations: How much the way it was asked makes it less sure: none, minor, moderate or serious; empty where nobody said.
          coherence: The same for how well it fits what people said.
          adequacy: The same for how much there is, and how rich it is.
          relevance: The same for whether it speaks of the place and people meant.
        decisions: What is particular about decisions.
          id: The item.
          question_id: The question it answers.
          type: stop, start, more, less, differently or keep.
          decided_by: Who decided.
          level: At which level.
          decided_on: The day.
          starts_on: The day from which it holds.
          check_on: The day its effect is looked at.
          result: What came of it.
          on_behalf: Who wrote it down for the decider.
          confirmed_on: The day the decider confirmed it.
          applied_on: The day it was put to work.
          checked_on: The day its effect was looked at.
          ended_on: The day it was taken back.
          came_from: What set it off: insight, failure, context, measure, feedback, funder or other.
          changes: What it changed: practice or assumption.
        commitments: What is particular about promises.
          id: The item.
          question_id: The question it answers.
          who: Who promised.
          person_id: Their account.
          organisation: Their organisation.
          due: The day it is due.
          needs: What it needs.
          amount: Money, in hundredths.
          currency: Of which currency.
          days: Days of work it needs.
          secured: Whether the needs are met.
          lapse: Why it was not kept.
          still_engaged: Whether they stay engaged: yes, somewhat or no.
          settled_on: The day it was settled.
        asked_deciders: Who was asked to decide by mail.
          id: Its id.
          question_id: The question.
          name: Their name.
          mail: Their mail address.
          language: The language of the mail.
          asked_by: Who asked.
          asked_on: The day.
          reply: What they answered.
          replied_on: The day they did.
          because: Why not yet, or why it is not their decision.
          again_on: The day they want to be asked again.
          confirms: The decision somebody wrote for them, which they are asked to confirm.
          decision_id: The decision it became.
        tellings: What is particular about tellings-back.
          id: The item.
          question_id: The question.
          duty_id: The duty it settles.
          language: Its language.
          door: How it reached people.
          told_on: The day.
          people: How many it was for.
          told: How many it reached.
          unreachable: How many it could not reach.
          quote_gone_on: The day a quote in it was taken back.
          form: In which form: message, voice_note, visit, radio, printed, event, video or other.
          due: The day it was promised by.
          checked_by: Who of the people looked at it first.
          checked_on: The day they did.
          acknowledged: Whether people say that they heard it: yes, no or not_possible.
          acknowledged_on: The day that was written down.
        unheld_files: Files of the store that no record pointed to when the sweep last looked.
          hash: The file.
          seen_on: The day.
        replies: What speakers said of what came of their words.
          voice_id: The voice.
          question_id: Its question.
          reply: What they said.
          day: The day.
        imported: Which row of which source became which item, so that nothing comes in twice.
          source: The file or service.
          key: The row.
          item_id: The item.
        jobs!: Work that waits, such as mails.
          id: Its id.
          kind: What is to be done.
          payload: With what.
          key: Work of the same key waits once.
          due_at: The moment it is due.
          attempts: How often it was tried.
          lease: Who holds it now.
          worker: The worker.
          problem: What went wrong the last time.
          failed_at: The moment it was given up.
        sign_in_links!: Links sent by mail to sign in by; one a person, gone once it was used.
          person_id: Whose it is.
          mac: The keyed hash of what stands in the link.
          until: The moment until which it is good.
        second_factors!: Six-digit codes people sign in with beside their phrase.
          person_id: Whose it is.
          sealed: The secret, sealed with a key outside the database.
          last_step: The half minute of the last code that was used.
          since: The day it was switched on.
        recovery_codes!: What lets somebody in who has lost their second factor; gone once used.
          mac: The keyed hash of the code.
          person_id: Whose it is.
        second_factor_resets!: Stewards' wishes to take somebody's lost second factor off; another steward has to agree.
          person_id: Whose it is.
          id: Names the wish in its address.
          space_id: The space they are both in.
          by_id: The steward who asked.
          until: The moment until which another may agree.
        passkeys!: Keys on people's phones and computers that let them in.
          id: Its id.
          person_id: Whose it is.
          credential: What the authenticator calls it.
          public_key: The public half of the key.
          handle: What the authenticator knows the account by; random.
          counter: How often it signed, as it says itself.
          name: What its owner calls it.
          added_on: The day it was added.
          used_on: The day it was last used.
          is_backed_up: 1 when its maker keeps a copy.
          refused_on: The day its counter went back, as a copy's would; it lets nobody in any more.
        spent_proofs!: What was good for one time and was used, until it would be too old anyway.
          mac: Its keyed hash.
          until: The moment from which it would be too old.
        providers!: Organisations that say who somebody is (OpenID Connect).
          id: Its id.
          slug: Its name in addresses.
          name: What people call it.
          issuer: Its address, as it signs itself.
          client_id: What it knows this installation by.
          sealed: The secret shared with it, sealed with a key outside the database.
          hosts: Where it may be asked.
          added_on: The day it was added.
        outside_accounts!: Whose account here belongs to which account of an organisation.
          provider_id: The organisation.
          subject: What it knows the person by.
          person_id: The account here.
          joined_on: The day they were joined.
        leavings: Who asked that their account be erased, and has still time to change their mind.
          person_id: Whose it is.
          id: Names the wish in the letter that stops it.
          keeps_words: 1 when what they said stays, without their name; 0 when it is taken back with them.
          asked_on: The day they asked.
          due: The day it is done.
        address_changes!: Mail addresses that are being changed; the old one can still bring itself back.
          person_id: Whose they are.
          id: Names the change in the letters about it.
          old: The address that was confirmed before.
          new: The address that was asked for; empty when they wanted none.
          done_on: The day the new one was confirmed; empty until then.
          until: The moment after which nothing of it is kept.
        idle_accounts: Accounts nobody has used for two years, and how often their owners were written to.
          person_id: Whose it is.
          letters: How many letters were sent about it.
          last_on: The day of the last.
        """
}
