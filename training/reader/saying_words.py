"""Words that attributions are made with: the lexicon of silver.py."""

from __future__ import annotations

IRREGULAR = dict(
    pair.split("=")
    for pair in """
    began=begin begun=begin bet=bet chose=choose cried=cry felt=feel foresaw=foresee
    forgot=forget forgotten=forget found=find heard=hear held=hold knew=know known=know
    laid=lay lied=lie made=make meant=mean put=put said=say sang=sing saw=see seen=see
    shown=show sought=seek spoke=speak spoken=speak stood=stand swore=swear sworn=swear
    taught=teach thought=think told=tell tried=try understood=understand withdrew=withdraw
    written=write wrote=write
    """.split()
)
# Verbs of saying, thinking, learning: what they say is a clause, or in quotation marks.
SAY = frozenset(
    """
    accept acknowledge add admit advertise advise agree allege allow announce answer anticipate
    appreciate argue ask assert assume assure believe bet blog boast brag broadcast calculate
    caution certify chant charge cite claim clarify comment complain concede conclude confirm
    consider contend continue convince counter cry decide declare decree deduce demand
    demonstrate deny describe detail determine disclose discover dispute doubt dream elaborate
    emphasise emphasize enquire envision estimate exclaim expect explain fear feel figure find
    forecast foresee forget guarantee guess gush hear highlight hint hope hypothesize
    illustrate imagine imply indicate infer inform inquire insist interject interpret joke
    judge know lament learn maintain mention muse mutter note notify observe offer opine order
    persuade pledge point ponder posit post postulate pray predict proclaim profess project
    promise propose prove question quip quote rant rave read realise realize recall reckon
    recognise recognize recommend recount reference regret reiterate relate remark remember
    remind repeat reply report request require respond retort reveal rule say scream see shout
    show signal specify speculate state stipulate stress suggest summarise summarize surmise
    suspect swear teach teaches tell testify theorize think threaten tout tweet underscore
    understand urge vent venture verify volunteer vow want warn whisper wish wonder worry write
    yell
    """.split()
)
# Whose sentences always report: where no rule finds what, nothing is known of the clause.
CORE = frozenset(
    """
    add announce argue claim declare insist note report say state tell warn
    """.split()
)
# Passives that say what others think: is expected to, is believed to.
SAID_OF = frozenset(
    """
    accuse allege believe estimate expect know report say suspect think
    """.split()
)
# With an infinitive: plans to leave.
WANT = frozenset(
    """
    advocate agree aim ask choose claim consider decide decline demand desire expect fear
    hesitate hope intend long love mean mull offer oppose opt plan pledge prefer pretend
    promise propose refuse request resolve seek support swear threaten volunteer vow want wish
    yearn
    """.split()
)
# With somebody and an infinitive: urged them to leave.
TELL = frozenset(
    """
    advise allow ask beg believe call challenge command consider counsel dare direct encourage
    expect find forbid implore instruct invite like order permit persuade press push recommend
    remind request require tell urge want warn
    """.split()
)
# With a thing that is no clause: rejected the plan.
ABOUT = frozenset(
    """
    accept accuse acknowledge address admire admit advocate analyse analyze announce anticipate
    applaud appreciate approve assail attack back bash believe berate blame blast brand call
    castigate celebrate censure challenge champion chastise chide chronicle cite claim commend
    compare concede condemn confirm congratulate consider contemplate contest contrast
    criticise criticize debate declare decry deem defend demand denounce deny depict deplore
    deride describe despise detail disapprove disavow discuss dismiss disparage dispute
    distrust document doubt dub echo embrace emphasise emphasize endorse envision estimate
    examine explain explore express favor favour fear forecast guarantee hail hate hear
    highlight honor honour ignore illustrate imagine insult investigate invoke know label
    lambaste lament lampoon love mention mock mourn note offer oppose outline pan plan pledge
    portray post praise predict prefer proclaim project promise promote propose protest publish
    question rebuke rebut recall recognise recognize recommend recount reference refute regret
    reiterate reject renounce repeat report repudiate request respect reveal ridicule rip scold
    scorn second see shun signal slam stress study suggest support suspect taunt thank threaten
    tout trust tweet underscore understand urge value voice warn welcome write
    """.split()
)
# Adjectives of belief and intent: is confident that.
FEELING = frozenset(
    """
    adamant afraid angry anxious aware certain clear concerned confident convinced determined
    disappointed doubtful eager glad happy hopeful keen optimistic pessimistic pleased proud
    ready reluctant sceptical skeptical sorry sure surprised unwilling willing worried
    """.split()
)
# Verbs before the cue that belong to it: declined to say, went on to argue.
LEAD = frozenset(
    """
    appear attempt be begin come continue dare decline fail get go have help hesitate keep like
    manage need proceed refuse seek seem start stop try use want
    """.split()
)
# What one says something in: said in a statement.
MEDIUM = frozenset(
    """
    address announcement article blog book briefing column conference e-mail editorial email
    essay facebook filing interview letter memo message note post press release remarks report
    speech statement television testimony text tweet twitter video
    """.split()
)
# Nouns of saying and intent, with whose it is: his decision to, her comments about.
SAYING_NOUNS = frozenset(
    """
    accusation accusations acknowledgment admission advice agreement allegation allegations
    announcement argument assertion assessment belief call calls claim claims comment comments
    commitment concern concerns conclusion contention conviction criticism decision declaration
    demand demands denial description desire determination doubts endorsement estimate
    explanation fear fears forecast hope hopes insistence intention opinion opposition order
    plan plans plea pledge prediction promise promises proposal proposals questions refusal
    remark remarks request statement suggestion support testimony threat threats view views vow
    warning warnings willingness
    """.split()
)


def _table(text: str) -> dict[str, frozenset[str]]:
    rows = (line.split(":") for line in text.strip().splitlines())
    return {word.strip(): frozenset(rest.split()) for word, rest in rows}


# Verb and preposition are the cue together; what follows is the content: called for talks.
WITH = _table(
    """
    admit: to
    advocate: for
    agree: with on to
    allude: to
    apologise: for
    apologize: for
    approve: of
    argue: for against about
    ask: for about
    attest: to
    beg: for
    believe: in
    bet: on
    boast: of about
    brag: about
    call: for on
    campaign: for against
    care: about
    comment: on
    commit: to
    complain: about of
    conceive: of
    confess: to
    consent: to
    count: on
    decide: on against
    disagree: with on
    disapprove: of
    dream: of about
    elaborate: on
    express: about
    focus: on
    hear: about of
    hint: at
    hope: for
    inquire: about
    insist: on
    joke: about
    know: about of
    lash: at
    learn: about of
    lobby: for against
    long: for
    object: to
    opt: for
    plan: on
    plead: for
    point: to
    press: for
    protest: against
    push: for
    rail: against
    react: to
    refer: to
    reflect: on
    reply: to
    report: on
    respond: to
    rule: on against
    side: with
    speak: of about against
    swear: to
    talk: about of
    testify: about
    think: of about
    tweet: about
    vote: for against
    vouch: for
    warn: of about against
    wish: for
    worry: about
    write: about of
    """
)
# Object and preposition are the content together: accused him of lying.
BOTH = _table(
    """
    accuse: of
    attack: for
    blame: for on
    cast: as
    characterise: as
    characterize: as
    charge: with
    cite: as
    compare: to with
    condemn: for as
    convict: of
    credit: with for
    criticise: for
    criticize: for
    denounce: as
    depict: as
    describe: as
    dismiss: as
    fault: for
    hail: as
    identify: as
    liken: to
    mock: for
    portray: as
    praise: for
    regard: as
    see: as
    suspect: of
    thank: for
    treat: as
    urge: to
    view: as
    warn: of about against
    """
)
KNOWN = SAY | WANT | TELL | ABOUT | LEAD | WITH.keys() | BOTH.keys()
ENDINGS = (
    ("", ""), ("s", ""), ("es", ""), ("ed", ""), ("ed", "e"), ("d", ""), ("ing", ""), ("ing", "e"),
    ("ies", "y"), ("ied", "y"),
)  # fmt: skip


def lemma(word: str) -> str | None:
    """The verb that a word is a form of, if it is one of these."""
    word = word.lower()
    if word in IRREGULAR:
        return IRREGULAR[word]
    for ending, instead in ENDINGS:
        if not word.endswith(ending):
            continue
        stem = word[: len(word) - len(ending)] + instead
        if stem in KNOWN:
            return stem
        doubled = ending in ("ed", "ing") and len(stem) > 3 and stem[-1] == stem[-2]
        if doubled and stem[:-1] in KNOWN:
            return stem[:-1]
    return None
