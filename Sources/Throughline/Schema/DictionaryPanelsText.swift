extension DataDictionary {
    /// The tables of stories of change and of the panels that choose among them.
    static let panelsText = """
        change_calls: Questions that collect stories of change.
          question_id: The question.
          domains: In how many areas; their words are texts of the question.
          begun_on: The day it began.
        panels: Panels that read stories of change and choose among them.
          id: The item.
          question_id: The question whose stories it reads.
          domain: The number of the area.
          level: community, organisation or funder.
          most: How many it chooses at most.
          until_on: The day by which its people choose.
          on_paper: 1 where it meets without screens.
          below_id: The panel whose choice it reads.
          left_out: How many stories were not let go so far by those who told them.
          gone: How many of its stories were taken back since.
          gone_on: The last day one was.
          chosen_on: The day its choice was written down.
          lost_choice: 1 where something it had chosen was taken back.
        panel_members: Who sits on a panel.
          panel_id: The panel.
          person_id: The account.
          done_on: The day they last said what they choose.
        panel_stories: The stories a panel reads.
          panel_id: The panel.
          voice_id: The story.
          chosen: 1 where the panel chose it.
        panel_picks!: What each who sits on a panel chooses, for those who sit on it alone.
          panel_id: The panel.
          person_id: Who chooses.
          voice_id: The story.
          why: Why, sealed.
        """
}
