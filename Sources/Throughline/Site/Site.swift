import Hummingbird

/// The whole site: every feature puts its roads here, and nothing else is mounted.
struct Site {
    let house: House
    let roads: Roads

    init(house: House) {
        self.house = house
        roads = Roads(house: house)
        HealthRoutes(house: house).add(to: roads)
        SetupRoutes(house: house).add(to: roads)
        SignInRoutes(house: house).add(to: roads)
        ConfirmRoutes(house: house).add(to: roads)
        DiscreetRoutes(house: house).add(to: roads)
        JoiningRoutes(house: house).add(to: roads)
        AccountRoutes(house: house).add(to: roads)
        OwnDataRoutes(house: house).add(to: roads)
        LeavingRoutes(house: house).add(to: roads)
        PlaceRoutes(house: house, known: roads.known).add(to: roads)
        ActLogRoutes(house: house).add(to: roads)
        PlaceNoticeRoutes(house: house).add(to: roads)
        ClosingRoutes(house: house).add(to: roads)
        LockRoutes(house: house).add(to: roads)
        LostPhraseRoutes(house: house).add(to: roads)
        LockedSearchRoutes(house: house).add(to: roads)
        DiscretionRoutes(house: house).add(to: roads)
        InvitationRoutes(house: house).add(to: roads)
        MemberRoutes(house: house).add(to: roads)
        HomeRoutes(house: house).add(to: roads)
        QuestionRoutes(house: house).add(to: roads)
        AgreementRoutes(house: house).add(to: roads)
        VoiceRoutes(house: house).add(to: roads)
        ScribeRoutes(house: house).add(to: roads)
        QuotesRoutes(house: house).add(to: roads)
        PhotoRoutes(house: house).add(to: roads)
        WhoAnsweredRoutes(house: house).add(to: roads)
        InsightRoutes(house: house).add(to: roads)
        DecisionRoutes(house: house).add(to: roads)
        CommitmentRoutes(house: house).add(to: roads)
        DeciderRoutes(house: house).add(to: roads)
        DecidingRoutes(house: house).add(to: roads)
        WorkRoutes(house: house).add(to: roads)
        TellingRoutes(house: house).add(to: roads)
        MyWordsRoutes(house: house).add(to: roads)
        WeekRoutes(house: house).add(to: roads)
        StatementRoutes(house: house).add(to: roads)
        ModerationRoutes(house: house).add(to: roads)
        SealedTalkRoutes(house: house).add(to: roads)
        EmergencyRoutes(house: house).add(to: roads)
        SharingRoutes(house: house).add(to: roads)
        GuestLinkRoutes(house: house).add(to: roads)
        StubRoutes(house: house).add(to: roads)
        TranslatingRoutes(house: house).add(to: roads)
        TranslationTaskRoutes(house: house).add(to: roads)
        GlossaryRoutes(house: house).add(to: roads)
        EmbargoRoutes(house: house).add(to: roads)
        EndingRoutes(house: house).add(to: roads)
        CodebookRoutes(house: house).add(to: roads)
        CodingRoutes(house: house).add(to: roads)
        PatternRoutes(house: house).add(to: roads)
        RefiRoutes(house: house).add(to: roads)
    }

    var router: Router<Visit> { roads.router }
}
