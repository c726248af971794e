/// The commonest small words of a language, and the letters it writes that most others do not.
///
/// Written down by hand, with the most frequent words of the Universal Declaration of Human Rights beside. Words count without accents.
struct CommonWords: Sendable {
    let language: String
    let words: Set<String>
    let letters: Set<Character>

    /// Languages written with the same small words, by the one they are listed under.
    static let alike: [String: String] = ["prs": "fa", "ms": "id", "bs": "hr", "sr-Latn": "hr"]

    /// Every letter that tells languages apart.
    static let telling = all.reduce(into: Set<Character>()) { $0.formUnion($1.letters) }

    /// Near relatives share so many words that one nobody here speaks would only stand in the way.
    static let near: [String: Set<String>] = all.reduce(into: [:]) { near, one in
        near[one.language] = Set(
            all.filter { $0.words.intersection(one.words).count * 10 > $0.words.union(one.words).count * 3 }.map(\.language))
    }

    static let all: [CommonWords] = listed.split(separator: "\n").compactMap { line in
        let parts = line.split(separator: "|", omittingEmptySubsequences: false)
        guard parts.count == 3 else { return nil }
        return CommonWords(
            language: String(parts[0]), words: Set(parts[2].split(separator: " ").map { LanguageGuess.folded(String($0)) }),
            letters: Set(parts[1]))
    }

    /// A language, its letters, its words.
    private static let listed = """
        en||the and of to in is are was were be been it that this these those for with on at by from as an or not no we you they he \
        she i our your their his her its my us them there here have has had do does did will would can could should must may who what \
        when where which how why if because but so than then too very more most also all any some many much about into out up only \
        just people don't doesn't can't isn't it's need after before every never
        fr|çœèêùëïûôâîéà|le la les un une des du de et est sont était ont avons avez être avoir dans en pour par sur avec sans sous \
        entre que qui quoi dont où ne pas plus moins nous vous ils elles il elle on je tu mon ma mes notre nos votre vos leur leurs \
        son sa ses ce cet cette ces au aux à ou mais donc car parce si quand comme comment aussi très tout tous toute toutes même \
        bien fait faire faut peut c'est n'est y a n'a qu'il d'une d'un chez beaucoup l' d' n' s' c' j' qu' m' t' ça depuis après \
        avant trop assez encore
        es|ñ¿¡íóúáé|el la los las un una unos unas de del y e o que en es son está están era ser hay haber para por con sin sobre \
        entre no sí más menos muy nos nosotros ustedes ellos ellas él ella yo tú mi mis tu su sus nuestro nuestra nuestros lo le les \
        se al como cuando donde dónde qué quién porque pero si también todo todos toda todas esto esta este estos estas eso ese esa \
        puede pueden hacer tiene tienen tenemos ya hasta desde mucho mucha muchos cada otro otra hace falta después antes siempre \
        nunca nada
        pt|ãõçáéíóúâêô|o a os as um uma uns umas de do da dos das e ou que em no na nos nas é são está estão era ser ter há para por \
        pelo pela com sem sobre entre não sim mais menos muito muita muitos nós vocês eles elas ele ela eu meu minha nosso nossa seu \
        sua seus suas lhe se ao aos à às como quando onde porque mas também todo todos toda todas isto esta este estes estas isso \
        esse essa pode podem fazer tem têm temos já até desde cada outro outra foi num numa gente precisamos antes depois sempre \
        nunca nada pra
        ru|ыэёъ|и в во на с со к ко по за из от до у о об не ни да но а или что чтобы как так же бы ли если это этот эта эти этого \
        тот та те мы вы они он она оно я ты нас вас их его её ему нам вам им наш наша наши который которые где когда почему потому \
        очень много больше все всех всё для при без между есть был была были быть будет можно нужно надо нет только уже ещё еще здесь \
        там после перед никогда всегда
        ar|ةىإأ|في من على إلى الى عن مع هذا هذه ذلك تلك التي الذي الذين أن ان إن لا لم لن ما كان كانت يكون هو هي هم نحن انا أنا أنت و \
        أو او ثم لكن ولكن لأن لان إذا اذا كل بعض جميع بين بعد قبل عند حتى غير أي كيف لماذا متى أين هناك هنا جدا أكثر اكثر كثير الناس \
        لنا لهم علينا ليس يجب قد عندنا لدينا بدون نريد نحتاج
        af||die en van is in het nie dat vir met om te op as aan was daar ons hulle hy sy ek jy u 'n maar of want omdat moet kan sal \
        al baie meer ook hier dit hierdie so by na
        az|əğışçöü|və bir bu o da də ki ilə üçün kimi qədər çox daha ən var yox deyil nə niyə necə harada kim biz siz onlar mən sən \
        bizim hər bütün amma çünki əgər ya olaraq olan sonra əvvəl görə
        be|ўіыэё|і й у ў на з са да ад па за пра не ні але ці што каб як так гэта гэты гэтая мы вы яны ён яна яно я ты нас вас іх яго \
        яе нам наш які якія дзе калі чаму вельмі шмат больш усе для без ёсць быў была былі можна трэба няма толькі ужо яшчэ тут там
        bg|ъ|и в във на с със по за от до не да но а или че как така ако това този тази тези ние вие те той тя то аз ти ни ви ги му \
        им наш нашия който които къде кога защо много повече всички при без има няма беше са съм е сме ще може трябва само вече още \
        тук там
        bm|ɛɔɲŋ|ye la ka ni kɛ ma tɛ bɛ ko min nin an olu ale ne i aw na walima nka bawo mɔgɔ mɔgɔw bɛɛ caman kosɛbɛ yan fɛ kama
        ceb||ang sa mga nga og ug kay ni si ko mi kami kita sila siya nato namo atong among ilang iyang dili wala walay naa adunay \
        kini kana aron kung pero lang pud usab sab unta para gikan tanan tawo mao unsa kinsa asa ngano karon
        ckb|ێۆڵڕە|و لە بۆ بە کە ئەم ئەو ئێمە ئێوە ئەوان من تۆ نییە هەیە نیە دەبێت زۆر هەموو بەڵام یان ئەگەر چونکە لەگەڵ سەر ناو وەک \
        چی چۆن کەی
        cs|ěřůčďňšťžáéíóúý|a v na je se že není to které který která jak také ale si o s z do pro by jsou byl byla bylo jsem jsme \
        jste jich mi já my vy oni co když protože nebo při po za od už jen tak více velmi má máme třeba lidé
        de|äöüß|der die das den dem des ein eine einen einem einer und oder aber ist sind war waren sein haben hat wird werden wurde \
        nicht kein keine mit von zu zum zur im in am an auf aus bei für über unter nach vor durch gegen ohne um wir ihr sie er es ich \
        uns euch man mein unser ihre seine dass wenn weil als wie was wer wo warum auch nur noch schon sehr mehr viel viele alle \
        jeder kann können soll sollte muss müssen gibt so dann
        fa|پچژگکی|و که در از به را با این آن است هست نیست بود برای ما شما آنها من تو او یا اما ولی اگر چون هم هر همه تا بر شود می نمی \
        باید خود یک دارد دارند داریم نداریم شده کرد کند کنند های خیلی بسیار مردم چه چرا کجا کی بعد قبل دیگر
        ha|ɓɗƙƴ|da a na ta ya ba su mu ku ni shi ita ne ce ko don domin amma kuma cikin daga zuwa ga wannan wani wata wasu duk kowa \
        kowane yana tana suna muna ina kana za zai zata zamu ake an aka sai idan saboda kamar yadda abin abubuwa mutane mutum babu \
        akwai ba'a haka nan can mai masu namu nasu naka yanzu sosai bukatar bukata ruwa hanya muke suke kafin bayan
        hr|čćđšž|i u na od do za po iz je se nije su da ali ili ako što kako ovo ovaj ova to mi vi oni on ona ja nas vas njih naš \
        koji koje gdje kada zašto jako puno više svi sve bez ima nema bio bila bilo može treba samo već još ovdje
        hu|őűáéíóöúü|a az és hogy nem is de meg van volt egy ez ezt azt mert ha vagy csak már még mint ki mi ti ők én te nagyon sok \
        több minden kell lehet legyen
        id||yang dan di ke dari untuk dengan tidak ada ini itu pada adalah akan bisa dapat harus sudah belum juga karena kami kita \
        mereka saya dia kamu anda atau tapi tetapi kalau jika agar supaya oleh dalam atas bagi lebih sangat semua setiap banyak orang \
        seperti hanya masih lagi tersebut
        ig|ịọụṅ|na nke ndị ka ọ bụ n'ime ya anyị ha unu gị m maka mana ma ọzọ niile mmadụ onye ihe si n' nwere enwere adịghị dị ga \
        kwesịrị ebe mgbe otu n'ihi
        it|èùòàì|il lo la i gli le un uno una di del della dei delle dello e o ma che chi in nel nella è sono era essere avere ha \
        hanno per con senza su tra fra non più meno molto molti noi voi loro lui lei io mio mia nostro nostra suo sua si al alla ai \
        alle come quando dove perché anche tutto tutti tutta tutte questo questa questi queste quello può possono fare c'è ci già \
        ogni altro altra da dal dalla l' d' c' un' dell' nell' all'
        kk|әғқңөұүһіыэё|және мен бұл үшін да емес бар жоқ керек біз олар сіз сен ол осы деп еді болып болған болады кейін дейін көп \
        өте қандай не қашан қайда бірақ немесе өйткені егер барлық бәрі бір тағы ғана біздің олардың
        ku|êîûşç|û li di de bi ji bo ku ev ew em hûn wan me we ez tu ne nîn heye hene jî lê an çi kî çawa çima gelek hemû her wek ser \
        bin nav dema ger yên ya yê
        ky|ңөүыэё|жана менен бул үчүн да эмес бар жок керек биз алар сиз мен сен ал ушул деп эле болуп болгон болот кийин чейин көп \
        өтө кандай эмне качан кайда бирок же анткени эгер бардык баары бир дагы гана ушундай биздин алардын
        lg||mu ku na ne ni era naye oba kubanga nti abantu omuntu ffe bo bonna byonna tulina balina tetulina waffe yaffe bwe kye nga \
        ate nnyo buli wano awo kino ekyo
        ln||na ya te oyo po ete ezali bazali nazali tozali mpe to soki moto bato biso bango ye ngai yo mingi nyonso kasi lokola kati \
        awa kuna yango wana mpo ndenge eza baza esengeli ekoki penza kaka naino sikoyo likolo nini nani
        mg||ny sy dia fa ka tsy tsia izy isika izahay aho ianao izao ireo ity io amin'ny ho an'ny no ary na kosa satria raha misy \
        tsisy olona rehetra betsaka loatra mila tokony izay avy any eto fotsiny
        mk|ѓќѕј|и во на со од до за по се е не да но или ако што како ова овој оваа овие тоа ние вие тие тој таа јас ти нѐ нас ве нив \
        наш кој кои каде кога зошто многу повеќе сите без има нема беше може треба само веќе уште тука таму
        mn|өүыэё|ба бол нь энэ тэр бид та тэд би чи байна байсан байгаа болон гэж юм үгүй бас их маш хүн хүмүүс бүх яагаад хэрэгтэй \
        гэхдээ эсвэл учир дээр
        nl||de het een en of maar is zijn was waren worden wordt hebben heeft niet geen met van naar in op aan bij voor over onder \
        door tegen zonder om wij we jullie zij ze hij ik ons onze hun mijn dat die dit deze als omdat wat wie waar hoe waarom ook nog \
        al heel meer veel alle kan kunnen moet moeten er dan zo
        ny||ndi ku mu pa kuti koma chifukwa anthu munthu ife iwo iye ine inu athu awo ake onse zonse kwambiri ngati kapena komanso \
        ichi izi uyu awa pano palibe pali tili ali ndili monga kwa za ya wa cha
        om||fi kan akka keessa irra irraa itti hin ni jira jiru dha miti garuu yookaan sababni sababa nuti isaan inni isheen ani \
        namni nama namoonni hunda hundi baay'ee kana kun sun malee waliin irratti keenya isaanii ture barbaachisa yoo
        pl|ąęłśćżźńó|i w na z do że się nie jest są był była to co jak dla o od po przez przy za ale albo lub bo gdy kiedy gdzie kto \
        my wy oni one on ona ja nasz nasze ich jego jej ten ta te tego tym tych już też tylko bardzo więcej wszyscy każdy może mogą \
        trzeba tak
        ps|ټډړښځڅېۍګ|او په د له ته چې دا دی ده دي نه هم مونږ موږ تاسو هغه هغوی زه سره لپاره باید شي کوي یا خو که ډېر ډیر ټول هر يو یو \
        نشته شته ولې څه څنګه چیرته کې کښې
        rn||mu ku na no ni kandi canke ariko kuko ko ivyo iyi iki abantu umuntu twebwe bose vyose hose nta ntawe yacu yabo cane \
        kugira ngo imbere inyuma hano aho muri kuri uyu ubu dufise bafise twese buri
        ro|ășțâî|și în la de cu pe pentru din nu este sunt era a al ale un o unei care ce că să se ne vă noi voi ei ele el ea eu lui \
        lor mai dar sau dacă când unde cum foarte mult toate toți fiecare poate trebuie prin după fără
        rw||mu ku na no ni kandi cyangwa ariko kuko ko ibyo iyi iki ibi abantu umuntu twe bo bose byose hose nta ntabwo yacu yabo \
        ndetse cyane kugira ngo kugirango mbere nyuma hano aho muri kuri iyo uyu ubu dufite bafite twese buri uko agomba bagomba ubwo \
        n' w' y' z' b' cya ya byo ari afite se nk' byawe wese
        sk|ľĺŕôäčďňšťžáéíóúý|a v na je sa že nie to ktoré ktorý ktorá ako aj ale si o s z do pre by sú bol bola bolo som sme ste ich \
        mi ja my vy oni čo keď lebo pretože alebo pri po za od už len tak viac veľmi má máme treba ľudia
        sn||ne ku mu pa kuti asi nekuti vanhu munhu isu ivo iye ini imi edu avo ake vose zvose zvikuru kana uye izvi ichi uyu ava \
        pano hapana pane tine ane ndine se kwe ya wa cha dze zve
        so||oo iyo waa in ay uu ka ku la u si soo aan ma wax waxa waxaa waxay wuxuu inuu inay laakiin ama haddii marka sida halkan \
        dadka dad badan kale kasta dhan waxaan noo nala naga lagu laga loo leh yahay tahay ahay jiraan jirto annaga iyaga isaga iyada \
        aad weli maya haa aanan
        sq|ëç|dhe në për me nga të së një që është janë nuk ka kanë do duhet si kur ku por ose se ne ju ata ajo ai unë tonë jonë kjo \
        ky këto shumë më edhe vetëm gjithë çdo mund pa
        sr|ђјљњћџ|и у на са од до за по из се је су није нису да али или ако што како ово овај ова ови то ми ви они он она оно ја ти \
        нас вас њих наш који које где када зашто веома много више сви све без има нема био била били може треба само већ још овде \
        тамо
        sw||ya na wa kwa ni za la cha vya katika kuwa si sio hii hizi huu huyu hao hiyo hayo ile wale lakini au kama kwamba sana pia \
        tu bado zaidi kila wote yote watu mtu sisi wao yeye mimi wewe yake yao yetu wetu zetu langu yangu wangu hakuna kuna ndio \
        ndiyo hapana hivyo ili kabla baada wakati juu chini hata bila tunahitaji tuna wana nina pamoja sababu hatuna tunataka maji \
        kwenda ina
        tg|ҳҷӣӯғқэёъ|ва дар аз ба барои бо ки ин он мо шумо онҳо ман ту ӯ ҳам не нест ҳаст аст буд мешавад бояд аммо вале ё агар чун \
        чунки бисёр хеле як ҳар ҳама то пас пеш чӣ кай куҷо мардум моро худ
        tl||ang ng sa mga na ay at ito iyan si ni kay may mayroon wala walang hindi namin natin amin atin kami tayo sila siya ako \
        ikaw kayo nila kanila kanilang kanyang po opo dahil kung para pero lang din rin ba pa nang lahat bawat tao dapat kailangan \
        ano sino saan kasi
        tr|ğışçöü|ve bir bu şu o da de ki ile için gibi kadar çok daha en var yok değil mi mı ne neden nasıl nerede kim biz siz onlar \
        ben sen bizim sizin onun her bütün tüm ama fakat çünkü eğer ya veya olarak olan olduğu sonra önce göre karşı artık bile
        uk|їєґі|і й в у на з із зі до від по за про не ні та але або що щоб як так же би чи якщо це цей ця ці цього той ті ми ви вони \
        він вона воно я ти нас вас їх його її йому нам вам їм наш наша наші який які де коли чому тому дуже багато більше всі всіх \
        усе для при без між є був була були бути буде можна треба потрібно немає тільки вже ще тут там
        ur|ٹڈڑےںہھ|اور کے کی کا کو ہے ہیں میں سے پر نے یہ وہ نہیں کہ جو بھی تو ہم آپ ان اس تھا تھے تھی کر کرنے ہو ہوں لیے یا لیکن اگر \
        کیا کیوں کہاں کب بہت سب لوگ لوگوں ہمارے ہماری ایک اپنے چاہیے لے دے جس جن تک اسے انہیں رہا رہے گا گی گے
        uz||va bir bu u ham emas bor yo'q yo‘q yoʻq uchun bilan kabi juda eng nima qanday qayerda kim biz siz ular men sen bizning \
        har barcha lekin ammo chunki agar yoki deb edi ekan bo'lib bo‘lib bo'lsa keyin oldin ko'p ko‘p kerak kerakki esa hamma
        vi|đơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ|và là của có không được cho các những một này đó với trong người thì ở ra \
        đã sẽ phải cần chúng tôi ta họ rất nhiều khi nếu vì nên để như cũng
        wo|ñëŋ|ci la le na ak bi yi mi gi bu ngir waaye ndax nit nitñi nun ñoom moom man yaw sunu seen lépp ñépp lool mën war am amul \
        dafa du daf ba fi nii
        yo|ẹọṣ|ní tí àti àwọn wọn ó kò mo wa ń fún láti sí pé jẹ kí bá ṣe náà gbogbo nínú ti ni bí tàbí ṣùgbọ́n nítorí wà lọ yìí yẹn \
        ọ̀ tó máa pẹ̀lú ohun ènìyàn ará wọ̀nyí awa ẹni gbọdọ̀ fi kan a i
        zu||ukuthi futhi kodwa ngoba uma noma abantu umuntu thina bona yena mina wena wethu yethu bonke konke kakhulu lapha khona \
        akukho kukhona sine bane njengoba lokhu lo le laba ukuze na nge
        """
}
