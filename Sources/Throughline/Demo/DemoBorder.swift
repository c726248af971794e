import Language

/// Institute for Border Studies: what happens on the bridge, and which of its own questions tire people.
enum DemoBorder {
    static let stories = [bridge, tiring]

    private static let bridge = DemoStory(
        key: "bridge", place: "border-studies", asked: 115, by: "diego", language: "es",
        text: "¿Qué les pasa a quienes cruzan el puente con mercancía, y a quién se lo cuentan?",
        translations: [
            "en": "What happens to people who cross the bridge with goods, and whom do they tell?",
            "fr": "Qu’arrive-t-il à ceux qui passent le pont avec des marchandises, et à qui le racontent-ils ?",
            "pt": "O que acontece a quem atravessa a ponte com mercadoria, e a quem o conta?",
        ],
        purpose: .decide, decision: "si el instituto abre una ventanilla en el puente", decider: "La dirección del instituto", hearIn: -9,
        reach: ["es": .chat, "pt": .meeting], state: "closed", closed: 60,
        voices: [
            .said(113, "es", "Pago dos veces: una con recibo y otra sin. La de sin recibo es la que deja pasar.").key("twice").at(
                "Puente viejo"
            )
            .spoken(),
            .said(112, "es", "A las seis cambia el turno. Los que saben cruzan a las seis y cuarto, con los guardias buscando su café.")
                .key(
                    "shift"
                ).at("Puente viejo").open(.everyone),
            .said(111, "es", "Me abrieron los sacos de frijol con cuchillo. Buscaban algo que yo no sé deletrear.").key("knife").at(
                "Puente viejo"
            ),
            .said(110, "pt", "Conto à minha irmã. A ela, porque não pode fazer nada e por isso escuta.").key("sister").at("Margem de cá")
                .open(
                    .everyone),
            .said(109, "es", "Somos once vendedoras. Cruzamos juntas los martes y nos cobran como a una.").group(
                11, "Las de los martes", but: "Dos prefieren cruzar solas, dicen que en grupo llaman la atención."
            ).key("tuesdays").at("Puente viejo").open(.everyone).spoken(),
            .said(108, "es", "Hay un guardia que anota todo y no pide nada. Le dicen el Notario. No le hagan daño con su informe.").key(
                "notary"
            ).at("Puente viejo"),
            .said(107, "es", "Lo denuncié. Me llamaron para preguntarme cómo supe el nombre.").key("reported").at("Centro"),
            .said(106, "pt", "Levo peixe. O peixe não espera por inspecções.").key("fish").at("Margem de cá").open(.everyone),
            .said(105, "es", "En mi libreta: 64 cruces, 41 pagos sin recibo, cuatro sacos perdidos.", by: .named("Libreta azul")).key(
                "bluebook"
            ).at("Puente viejo").knows(as: .measurement),
            .said(104, "es", "A la defensoría no va nadie porque está al lado de la aduana.").key("nextdoor").at("Centro").open(.everyone),
            .said(102, "es", "Con los jóvenes se ensañan. A mí, con mis canas, me dicen doña.").key("grey").at("Puente viejo"),
            .said(
                100, "es", "Llevo veinte años estudiando este puente y nunca lo crucé con un saco. La semana pasada sí.",
                by: .person("diego")
            )
            .key("sack").at("Puente viejo").knows(as: .expert, for: "Institute for Border Studies"),
        ],
        insights: [
            DemoInsight(
                key: "receipts", day: 55, by: "diego", claim: "El pago sin recibo es la regla, y denunciarlo cuesta más que pagarlo.",
                limits: "Puente viejo, comercio pequeño, temporada seca.", state: "checked", confidence: .moderate,
                because: "Relatos independientes, una libreta con 64 cruces y un experto que al fin cruzó.", reviewer: "amina",
                openness: .circle,
                translations: ["en": "Paying without a receipt is the rule, and reporting it costs more than paying."],
                evidence: [
                    .supports("twice", "knife", "reported", why: "Cuentan el pago y lo que pasa después de denunciar."),
                    .supports("bluebook", why: "41 de 64 cruces sin recibo."), .supports("sack", why: "Lo vio con su propio saco."),
                    .complicates("notary", why: "No todos cobran."), .limits("tuesdays", why: "En grupo se paga menos."),
                ]),
            DemoInsight(
                key: "sisters", day: 52, by: "diego", claim: "La gente lo cuenta a quien no puede hacer nada.",
                limits: "Dos voces de una orilla.",
                openness: .everyone,
                evidence: [.supports("sister", "nextdoor", why: "La oficina queda al lado de la aduana; la hermana, no.")]),
        ],
        decisions: [
            DemoDecision(
                key: "window", day: 40, by: "diego", what: "El instituto no abre ventanilla: acompaña a las de los martes tres meses.",
                decidedBy: "La dirección del instituto", level: .management, type: .stop, from: "receipts",
                why: "Una ventanilla en el puente pondría en la fila a quien denuncia.", expected: "Menos sacos perdidos.", checkIn: 50,
                translations: ["en": "The institute opens no window; it walks with the Tuesday sellers for three months."])
        ],
        promises: [
            DemoPromise(
                day: 39, who: "Diego", what: "Cruzar cada martes con el grupo", organisation: "Institute for Border Studies",
                from: "window",
                dueIn: 52, person: "diego", state: "under_way", happened: "Cinco martes. Me cobraron como a una más."),
            DemoPromise(
                day: 39, who: "La dirección", what: "Pagar el pasaje de quien acompaña", organisation: "Institute for Border Studies",
                from: "window",
                dueIn: -10, needs: [.money], amount: 90, currency: "USD", state: "fulfilled",
                happened: "Pagado por adelantado, para asombro general."),
            DemoPromise(
                day: 38, who: "La defensoría", what: "Abrir un día en el mercado, lejos de la aduana", organisation: "Defensoría",
                from: "sisters",
                dueIn: -3, needs: [.permission], secured: .no, state: "not_fulfilled", lapse: .time,
                because: "El permiso sigue en una bandeja."),
            DemoPromise(
                day: 38, who: "El archivo", what: "Guardar la libreta azul sin el nombre", organisation: "Institute for Border Studies",
                from: "receipts", dueIn: -20, state: "released", because: "Su dueña la quiso de vuelta."),
        ])

    private static let tiring = DemoStory(
        key: "tiring", place: "border-studies", asked: 20, by: "diego", language: "es",
        text: "¿Qué preguntas de nuestros estudios cansan a la gente?",
        translations: [
            "en": "Which questions of our studies tire people?", "fr": "Quelles questions de nos études fatiguent les gens ?",
            "pt": "Que perguntas dos nossos estudos cansam as pessoas?",
        ],
        reader: "Diego", hearIn: 6, reach: ["es": .chat, "pt": .meeting],
        voices: [
            .said(19, "es", "«Del uno al cinco, ¿qué tan segura se siente?» ¿Segura de qué, y a qué hora?").key("scale").at("Centro").open(
                .everyone),
            .said(18, "es", "La de mis ingresos. La hacen tres instituciones distintas y nunca hablan entre ustedes.").key("income").at(
                "Puente viejo"
            ).open(.everyone).spoken(),
            .said(17, "pt", "Perguntam pela violência antes de perguntarem o nome.").key("name").at("Margem de cá").open(.everyone),
            .said(16, "es", "Me encuestaron embarazada, con el niño, y ahora con el niño en la escuela. Nunca supe qué salió.").key("never")
                .at(
                    "Puente viejo"
                ),
            .said(14, "es", "«¿Confía usted en las autoridades?», con la autoridad sosteniendo el paraguas.").key("umbrella").at("Centro"),
            .said(12, "es", "Yo encuesto. A la pregunta 38 ya contesto yo por ellos.", by: .member).key("question38").at("Centro").knows(
                as: .practitioner, for: "Institute for Border Studies"),
            .said(9, "fr", "Les questions, ça va. C’est le silence après.").key("silence").at("Centro").open(.everyone).spoken(),
            .said(6, "es", "Ninguna me cansa. Me gusta que me pregunten. Vivo sola.").key("alone").at("Puente viejo").open(.everyone),
            .said(2, "pt", "Cansa-me responder de pé.").at("Margem de cá"),
        ],
        insights: [
            DemoInsight(
                key: "silent", day: 5, by: "diego", claim: "Cansa menos la pregunta que no saber qué salió de ella.",
                limits: "Nueve voces en tres semanas.", openness: .everyone,
                evidence: [
                    .supports("never", "silence", "income", why: "Nadie volvió con una respuesta."),
                    .contradicts("alone", why: "A ella le gusta que le pregunten."),
                    .complicates("scale", "umbrella", why: "Hay preguntas malas de por sí."),
                ])
        ],
        promises: [
            DemoPromise(
                day: 4, who: "Diego", what: "Llevar una página de resultados a cada puerta del último estudio",
                organisation: "Institute for Border Studies",
                from: "silent", dueIn: 45, person: "diego", needs: [.time], days: 4, secured: .partly, state: "accepted")
        ])
}
