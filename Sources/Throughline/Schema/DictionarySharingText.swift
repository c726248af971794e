extension DataDictionary {
    /// The tables of what is opened to one person, another place or a guest.
    static let sharingText = """
        emergencies: Records for the safety lead that two people open to one of them for a day, because somebody is in danger.
          id: Its id.
          space_id: The space.
          item_id: The record.
          reason!: Why it has to be opened.
          by_id: Who asked and may read it.
          second_id: Who agreed; empty while nobody has.
          asked_on: The day it was asked.
          until: The moment the wish, or the opening, ends.
          ended_by: Who ended it early.
          ended_on: The day of that.
        partners: Places to which a place may show what is for its team.
          space_id: The space.
          partner_id: The partner.
          since: The day it was named.
        guest_links!: Links by which one record is read without an account.
          id: Its id.
          item_id: The record.
          space_id: The space of the record.
          mac: The keyed hash of the link.
          by_id: Who made it.
          made_on: The day it was made.
          until: The moment it ends.
        """
}
