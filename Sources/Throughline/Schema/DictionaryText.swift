extension DataDictionary {
    /// Days count from 1970-01-01, moments are milliseconds since then (UTC), languages are BCP 47 tags, yes and no are 1 and 0.
    static let text =
        spine + turn + "\n" + moderationText + "\n" + sharingText + "\n" + consentText + "\n" + handsText + "\n"
        + sealingText + "\n" + purposesText + "\n" + formsText + "\n" + uptakeText + "\n" + papersText
        + "\n" + codingText + "\n" + correctingText + "\n" + agendaText + "\n" + followingText + "\n" + weighingText + "\n" + panelsText
        + "\n" + assistingText + "\n" + journeysText + "\n" + reportsText

    /// The path itself, people and spaces.
    private static let spine = """
        items: Everything a person can open, link to or take back: the envelope all kinds share.
          id: 26 letters and digits; holds the UTC day it was made and otherwise chance.
          kind: question, voice, insight, dissent, decision, commitment, telling, correction, statement, outcome or need.
          space_id: The space it belongs to.
          author_id: The account that made it, if any.
          pseudonym: The name its author chose instead of an account, if any.
          language: The language of its original texts; und when unknown.
          sensitivity: Harm if it gets out, from 0 (none) to 3 (severe).
          tlp: Who may pass it on: CLEAR, GREEN, AMBER, AMBER+STRICT or RED (Traffic Light Protocol 2.0).
          state: Where it stands in its life, such as open, held, ready, withdrawn.
          version: Counts every change.
          audience: Who sees it, worked out from state and marks: 0 everyone, 1 the space's people, 2 the team, 3 named people, 9 nobody.
          day: The day it was made.
          made_at: The moment it was made; empty for everything without an account behind it.
          shown_from: The moment from which it is shown; 0 for always.
          shown_until: The moment until which it is shown.
          label: What moderators noted beside it, if anything, such as contested.
          opens_on: The day before which only the team reads it, if there is one.
          opens_at: The moment that day begins by its place's clock; 0 for none, or once it was opened.
          opens_to: Who sees it from then on, as in audience.
          ends_on: The day it ends, for what could cost somebody dearly.
        texts: Every sentence somebody wrote, each version and translation.
          item_id: The item the text belongs to.
          field: Which text of the item, such as text, claim or about.
          language: The language of this text.
          version: Counts the versions in one language; earlier ones stay.
          body: The words.
          origin: author for the original, else how it was translated.
          engine: The machine that translated it, if one did.
          made_on: The day it was written.
          checked_by: Who checked a translation.
          source_hash: SHA-256 of the text a translation was made from.
          is_current: 1 for the version that is shown.
          credit: The name a translator wants beside it; empty for none.
        links: How one item stands to another; the path is a walk over these.
          from_id: The item that speaks of the other.
          relation: answers, heard_at, supports, contradicts, complicates, limits, led_to, adapts, returned_to, part_of or cites.
          to_id: The item spoken of.
          why: One sentence why.
          by_id: The account that said so.
          day: The day it was said.
        shares: Items another space sees too.
          item_id: The item.
          space_id: The space that sees it.
          by_id: Who shared it.
          shared_on: The day it was shared.
          until: The moment it ends, if it does.
          stopped_on: The day it was stopped.
          declined: 1 where that space said no.
        grants: Items opened to one person by name.
          item_id: The item.
          person_id: The account.
          by_id: Who opened it.
          granted_on: The day.
          until: The moment it ends, if it does.
        tallies: How many items there are, kept so that no page has to count.
          space_id: The space.
          audience: As in items.
          kind: As in items.
          state: As in items.
          n: How many.
        duties: What is owed by a date: a telling-back, a follow-up, a review, a welcome.
          id: Its id.
          space_id: The space that owes it.
          kind: tell_back, look_at_answers, follow_up, review, welcome, ask_decider or take_over.
          item_id: The item it is about.
          language: The language it is owed in.
          door: How it reaches people: here, code, mail, chat, meeting, radio, paper, person or none.
          due: The day it is owed by.
          minutes: How long it takes.
          people: How many people wait for it.
          owner_id: Who took it on.
          state: owed, done or not_done.
          because: Why it was not done.
          postponed_on: The day it was put off; once only.
          done_on: The day it was closed.
          reminded: How often it was brought to mind.
        audit: Who did what to which item, when.
          id: Its id.
          item_id: The item, if one.
          space_id: The space, if one.
          actor_id: The account; empty for an unnamed act.
          act: The act, such as question.open.
          day: The day.
          made_at: The moment; empty for an unnamed act.
          seal: The seal that closes it in; empty until it is sealed.
        audit_reasons: Why an act was done; can be erased without breaking the chain.
          audit_id: The act.
          reason: The words.
        seals: The chain that shows whether the audit was changed.
          number: Counts from 1.
          day: The day it was made.
          entries: How many acts it closes in.
          digest: SHA-256 of the digest before and of the acts.
        audit_marks: Ends of that chain that were signed, because they were mailed or what lay before was cut.
          number: The seal.
          day: The day of the seal.
          digest: Its digest.
          is_cut: 1 when everything up to it was cut.
          made_on: The day it was signed.
          key: The public half of the key it was signed with.
          signature: The Ed25519 signature.
        nonces!: Forms that were sent, so that a nervous thumb sends once.
          digest: Names a form's number, address, sender and content, under a key of ours.
          answer: The address it led to, or who came in by it; empty where its answer is made anew.
          day: The day.
        slips!: Pages that are shown once, such as the one with a code.
          name: Names the page; nothing leads from it to what stands there.
          shown: How often it was shown.
          day: The day.
        ledger: Ids of what was taken back; applied whenever a backup or an export comes to life again.
          item_id: The item.
          act: What was done, such as withdraw.
          day: The day.
        settings: What the installation keeps of itself.
          name: The setting.
          value: Its value.
        files: Recordings and photos that belong to items.
          item_id: The item.
          hash: SHA-256 of the file, under which it is kept.
          kind: sound or photo.
          type: Its media type.
          size: Bytes.
          seconds: How long a recording is.
          looked_on: The day somebody said that everybody who can be recognised in a photo is on the list.
        spaces: Organisations, communities and partnerships.
          id: Its id.
          slug: The short name in addresses.
          name: The name people see.
          team: Who asks, as people know them.
          language: Its first language.
          languages: All languages it serves.
          zone: Its time zone.
          accent: The colour it chose.
          holds_unnamed: 1 when unnamed answers wait for the team.
          flooded: 1 while unnamed answers are refused.
          open_home: 1 when strangers see its first screen.
          made_on: The day it was made.
          version: Counts every change.
          closed_on: The day it was closed for good.
          guardian: 1 where people under 18 answer with somebody responsible for them.
          writing_help: What it says beside the boxes people write into, by language (JSON).
          community: The people who are asked here, by the name other places call them by too.
          community_key: That name as it is compared.
          discreet: 1 where its pages show no name in tabs, history and previews.
        people: Accounts.
          id: Its id.
          name: The name they gave.
          name_key: The name as it is looked up: capitals and invisible signs do not count.
          language: The language they read in.
          zone: Their time zone, if not the space's.
          email: Their mail address, if they gave one.
          email_proved: 1 once a link sent there was opened.
          password!: The Argon2id hash of the password.
          phrase_mac!: The keyed hash of the phrase.
          shared_phone: 1 when others use the phone.
          made_on: The day it was made.
          notice_channel: How they hear of news.
          notice_language: In which language.
          notice_every: How often.
          quiet_from: The hour from which nothing is sent.
          quiet_to: The hour until which nothing is sent.
          told_on: The day of the last digest.
          version: Counts every change.
          seen_month: The first day of the month in which they last came in; no finer.
          discreet: 0, or where the quick way out of their discreet pages leads.
        memberships: Who belongs to which space.
          person_id: The account.
          space_id: The space.
          role: reader, member, analyst, weaver or steward.
          invited_by: Who invited them.
          joined_on: The day they came in.
        place_notices: Who answers for a space, as everybody reads it.
          space_id: The space.
          field: controller, contact, complaint, safeguarding, privacy, avoid or instead.
          language: In which language.
          body: The words.
          changed_on: The day they were last changed.
        offices: What somebody does in a space besides their role.
          person_id: The account.
          space_id: The space.
          office: moderator or safety.
          by_id: Who gave it to them.
          held_since: The day they got it.
        sessions!: Open visits.
          mac: The keyed hash of the visit's token.
          person_id: The account.
          started_on: The day it was opened.
          until: The moment it ends.
          shared_phone: 1 when others use the phone.
          moments: Sealed: until when dangerous acts are not asked about again, and when it was last used.
          name: What its owner calls the device.
          used_on: The day it was last used.
          came_by: How its owner showed who they are.
        invitations!: Links that let people in.
          id: Its id.
          space_id: The space.
          role: The role it gives.
          by_id: Who invited.
          note: For whom it is.
          until: The moment it ends.
          uses: How many people it was made for.
          uses_left: How many people may still use it.
          made_on: The day it was made.
          ended_on: The day somebody ended it.
          provider_id: The organisation that has to know who comes in.
        shut_out!: Who was taken out of a space, and does not come back by a link that was made before.
          invitation_id: The invitation.
          person_id: The person.

        """
}
