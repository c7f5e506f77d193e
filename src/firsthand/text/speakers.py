"""Words for those who speak: titles, roles, groups, media, pronouns."""

from __future__ import annotations

TITLES = frozenset(
    """mr mrs ms miss dr prof sen senator rep representative congressman congresswoman gov governor
    gen general lt lieutenant col colonel sgt sergeant capt captain maj major adm admiral cmdr
    commander cpl pvt president rev sir lord lady dame judge justice officer detective det
    ambassador king queen prince princess pope ayatollah sheikh imam mullah cardinal archbishop
    bishop father sister brother deputy chief secretary mayor""".split()
)
# A role is a noun that a person's name may follow: "spokesman John Orr".
ROLES = frozenset(
    """spokesman spokeswoman spokesperson minister secretary president premier chancellor governor
    mayor senator congressman congresswoman representative lawmaker official officer commander
    general colonel captain lieutenant sergeant major admiral chief director chairman chairwoman
    chair head leader adviser advisor aide consultant analyst expert professor researcher
    scientist economist strategist pollster ambassador envoy diplomat judge prosecutor attorney
    lawyer sheriff deputy detective inspector superintendent constable commissioner coroner
    investigator doctor nurse paramedic firefighter trooper marshal ranger coach player manager
    editor reporter correspondent journalist author writer host anchor columnist blogger activist
    organizer organiser protester demonstrator fighter militant witness resident neighbor
    neighbour survivor victim suspect driver passenger owner employee worker farmer fisherman
    teacher principal student pastor priest cleric bishop ceo executive founder cofounder nominee
    candidate billionaire businessman businesswoman mogul king queen prince princess
    vice-president undersecretary administrator counsel controller treasurer clerk engineer
    historian scholar veteran contractor veterinarian meteorologist forecaster skipper
    harbormaster harbourmaster operator agent source speaker counselor councilman councilwoman
    councillor member operative advocate critic supporter cousin friend mother father brother
    sister wife husband son daughter uncle aunt grandfather grandmother relative roommate
    colleague classmate bystander eyewitness villager shopkeeper trader taxi photographer pilot
    co-chair warden negotiator translator interpreter trustee guard""".split()
)
GROUPS = frozenset(
    """police authorities officials officers investigators detectives prosecutors deputies troopers
    firefighters paramedics doctors medics rescuers lawmakers senators congressmen
    representatives republicans democrats conservatives liberals leaders aides advisers advisors
    experts analysts economists scientists researchers scholars historians critics supporters
    opponents advocates activists protesters protestors demonstrators militants insurgents rebels
    fighters soldiers troops marines witnesses eyewitnesses residents neighbors neighbours
    relatives survivors victims parents families students teachers workers employees passengers
    villagers locals people men women voters sources diplomats politicians ministers governors
    mayors spokesmen spokeswomen spokespeople lawyers attorneys judges jurors crowd crowds mob
    militia militias militiamen friends colleagues organizers organisers observers pollsters
    strategists commanders generals executives journalists reporters agents clerics fans
    bystanders marchers strikers farmers fishermen forecasters meteorologists engineers
    contractors veterans others many some several both few neither most all one two three four
    five six dozens hundreds thousands family gunmen hostages prisoners migrants refugees
    insiders observers operatives""".split()
)
ORGANIZATIONS = frozenset(
    """government administration ministry department office agency bureau commission committee
    council court army navy force forces command coalition company corporation firm bank union
    association federation league party campaign university college school hospital institute
    foundation center centre group organization organisation movement brigade brigades battalion
    corps guard guards service services district county city state embassy consulate parliament
    senate congress house cabinet board authority assembly taskforce network church mosque
    airline operator manufacturer team club police militia pentagon kremlin regime military
    statehouse watchdog nonprofit charity lab laboratory utility railway airport port chamber
    administration's front alliance opposition tribunal delegation mission secretariat""".split()
)
MEDIA = frozenset(
    """ap reuters afp cnn bbc nbc cbs abc msnbc npr upi bloomberg politico axios aljazeera jazeera
    times post journal herald tribune guardian gazette globe chronicle observer telegraph mirror
    examiner inquirer courier dispatch sentinel register newspaper newspapers magazine outlet
    outlets broadcaster television tv radio wire press beast vox buzzfeed breitbart huffpost
    mail sun star interfax tass xinhua kyodo anadolu irna fars tasnim isna newsweek economist
    atlantic wsj nyt foxnews pbs podcast newswire news4 wire news daily""".split()
)
WITNESSES = frozenset(
    """witness witnesses eyewitness eyewitnesses survivor survivors resident residents neighbor
    neighbors neighbour neighbours bystander bystanders passenger passengers villager villagers
    onlooker onlookers""".split()
)
PRONOUNS = frozenset("he she they it we i who you".split())
PERSONAL = frozenset("he she".split())
DEPARTMENTS = frozenset(
    """state defense defence homeland security national intelligence interior justice treasury
    health human services energy transportation transport education labor labour commerce
    agriculture foreign affairs navy army air force staff operations communications finance trade
    police public safety information environment culture the of and for""".split()
)
