"""Say the same in other words, by rule: a list of words of our own, and turns of syntax.

The rules are those of the measuring program and know nothing of the word lists of the program that
is measured. What they make is stilted, and it keeps the order of the sentences: a reader that does
well here does well on rewrites by rule, and nothing more follows.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from sources import cut_sentences

# A word and what may stand in its place; the form is kept by listing the forms.
_WORDS = """
accused:blamed,charged|across:throughout|adding:noting|additional:extra,further|after:following
ago:earlier|agreed:consented|aid:assistance,help|allegedly:reportedly|allowed:permitted
almost:nearly,close to|also:likewise,as well|although:though,even though
announced:made known,declared|annual:yearly|anger:fury|appeared:seemed|approximately:about,some
area:district,zone|areas:districts,zones|argued:contended,maintained|around:roughly,about
arrested:detained,took into custody|asked:requested|assist:help|attack:assault|attacks:assaults
attempt:bid,try|attempted:tried|authorities:officials|banned:outlawed,forbade|because:since,as
began:started|before:ahead of|begin:start|believe:think|believed:thought|believes:thinks
between:among|big:large|biggest:largest|blaze:fire|boosted:raised|build:construct
building:structure|built:constructed|buy:purchase|called:termed,dubbed|came:arrived
caused:brought about,triggered|center:hub,centre|changed:altered|changes:alterations
charged:indicted|chief:head|children:youngsters|choose:pick|chose:picked|claimed:asserted
claims:assertions|clear:plain,evident|close:shut|closed:shut|colleagues:co-workers
company:firm,business|companies:firms,businesses|completed:finished|concern:worry
concerns:worries|condemned:denounced|confirmed:verified|continue:carry on,go on
continued:went on|country:nation|countries:nations|crash:collision|created:set up,formed
currently:at present,now|cut:reduced|damage:harm|damaged:harmed|deadly:lethal,fatal
deal:agreement,accord|death:demise|decided:resolved|decision:ruling,choice|declined:refused
demanded:called for|despite:in spite of|destroyed:wrecked|difficult:hard,tough|discovered:found
discuss:talk about|discussed:talked about|due:owing|during:in the course of,throughout
earlier:previously,before|earned:made|effort:bid,endeavour|efforts:attempts,endeavours
election:vote,poll|employees:staff,workers|end:close|ended:closed,finished|enough:sufficient
ensure:make sure,guarantee|entire:whole|especially:particularly|estimated:reckoned
eventually:in the end|expected:due,likely|explained:made clear|families:households|fast:quick
federal:national|fell:dropped|few:handful of|fight:battle|filed:lodged|final:last|find:locate
firm:company|first:initial|following:after|forced:compelled|former:ex-,one-time|found:discovered
friends:pals|gave:handed,granted|get:obtain|give:hand,grant|government:administration|group:body
growing:rising,increasing|happened:took place,occurred|held:kept,staged|help:assist,aid
helped:assisted,aided|high:elevated|hit:struck|hope:wish|hospital:clinic|huge:vast,enormous
hundreds:several hundred|hurt:injured|idea:notion|immediately:at once,straight away
important:key,significant|improve:better|in addition:besides|include:count,comprise
included:counted,comprised|including:among them|increase:rise|increased:rose,went up
injured:hurt,wounded|issue:matter,question|issues:matters,questions|issued:put out,released
job:post,position|jobs:posts|joined:entered|judge:justice|just:only|keep:retain|kept:retained
killed:left dead,slew|large:big,sizeable|largest:biggest|last:past|later:afterwards
launched:started,opened|law:statute|lawmakers:legislators|lawyer:attorney|lawyers:attorneys
lead:head|leader:head,chief|leaders:heads,chiefs|leading:top|left:departed|less:fewer
likely:probable|little:small|located:situated|long:lengthy|made:produced|main:chief,principal
major:big,significant|make:produce|many:numerous,a lot of|massive:huge|matter:affair
maybe:perhaps|meanwhile:in the meantime|meeting:gathering,session|military:armed forces,army
minister:secretary|money:cash,funds|more than:over,upwards of|most:the majority of|mostly:mainly
moved:shifted|must:has to,have to|nearby:close by|nearly:almost|need:require|needed:required
needs:requires|new:fresh|news:word|no one:nobody|noted:pointed out|now:currently
officers:policemen|official:functionary|officials:authorities|often:frequently|only:just
opened:began|opposed:fought|ordered:commanded,directed|organization:body|outside:beyond
owner:proprietor|people:persons,individuals|percent:per cent,%|perhaps:maybe|plan:scheme,project
planned:intended|plans:schemes,intends|police:officers,law enforcement|policy:approach
power:might|president:head of state|pressure:strain|previous:earlier,prior|previously:earlier
prevent:avert,stop|problem:difficulty,trouble|problems:difficulties,troubles
promised:pledged,vowed|proposal:plan|proposed:put forward|protect:safeguard,shield
protest:demonstration|protesters:demonstrators|protests:demonstrations|provide:supply,offer
provided:supplied,offered|public:general public|published:released|quickly:rapidly,swiftly
raised:lifted|ran:operated|reached:arrived at|ready:prepared|really:truly|reason:cause
received:got,was given|recent:latest|recently:lately,of late|reduce:cut,lower
reduced:cut,lowered|refused:declined|released:put out,freed|remain:stay|remained:stayed
remains:stays|report:account|reported:recounted,related|reporters:journalists|rescue:save
rescued:saved|resigned:stepped down,quit|responded:reacted|result:outcome|results:outcomes
return:come back,go back|returned:came back,went back|rise:climb|risk:danger
rose:climbed,went up|rules:regulations|said:stated,remarked|same:identical|saw:witnessed
say:state|says:states,remarks|seen:witnessed|sent:dispatched|serious:grave,severe
several:a number of,various|shot:gunned down|show:demonstrate,reveal
showed:demonstrated,revealed|shows:demonstrates,reveals|shut:closed|side:flank
signed:put his name to|significant:considerable|similar:comparable|since:as of
small:little,minor|soon:before long,shortly|sought:looked for|speak:talk|spoke:talked
spokesman:spokesperson|spokeswoman:spokesperson|staff:personnel|started:began
statement:declaration|stay:remain|stayed:remained|still:yet|stop:halt,end|stopped:halted
street:road|strong:powerful|students:pupils|sued:took to court|support:backing|supported:backed
supporters:backers|talks:negotiations|team:side,squad|tell:inform|terrible:awful,dreadful
think:believe|thousands:several thousand|threat:menace|threatened:menaced|today:this day
told:informed|tomorrow:the day after|top:leading|town:community,place|tried:attempted
trip:journey|trouble:difficulty|trying:attempting|under:beneath|understand:grasp|until:till
urged:called on|used:utilised,employed|various:several|very:highly,extremely|victims:casualties
vote:ballot|voted:cast ballots|voters:electors|want:wish,would like|wanted:wished|wants:wishes
warned:cautioned,alerted|way:manner|weapon:arm|weapons:arms|went:travelled|while:whereas,as
within:inside|without:lacking|won:gained|worked:laboured|workers:employees,staff|world:globe
worried:concerned|worst:most severe|would:was going to|wounded:injured|wrote:penned
young:youthful
"""
_CHOICES = {
    word.strip(): others.split(",")
    for entry in _WORDS.replace("\n", "|").split("|")
    if entry.strip()
    for word, others in [entry.split(":")]
}
_WORD = re.compile(r"\b(?:in addition|more than|no one|[a-z]+)\b")
_QUOTED = re.compile(r"(“[^”]{2,600}”|\"[^\"]{2,600}\")")
_DAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"

Turn = Callable[[re.Match[str]], str]


def _lower(words: str) -> str:
    """Take the capital from the first word where only the place in the sentence gave it."""
    head = words.split(" ", 1)[0]
    plain = head.lower() in _OPENERS
    return words[:1].lower() + words[1:] if plain else words


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]


_OPENERS = set(
    "the a an it he she they we this that these those there his her their its our in on at after "
    "before when while if as because although some many most several all officials police "
    "residents witnesses people more at by for from with two three four five one".split()
)
# Each turn looks at one sentence without its final mark.
_TURNS: list[tuple[re.Pattern[str], Turn]] = [
    # "X, the ministry said" -> "According to the ministry, x"
    (
        re.compile(rf"^(?P<what>[A-Z].{{20,}}), (?P<who>(?:the |a |an )?[\w .'’-]{{3,40}}) said(?P<day> on {_DAY})?$"),
        lambda m: f"According to {m['who']}{m['day'] or ''}, {_lower(m['what'])}",
    ),
    # "The ministry said that x" -> "X, said the ministry"
    (
        re.compile(rf"^(?P<who>[A-Z][\w .'’-]{{2,40}}) said(?P<day> on {_DAY})? (?:that )?(?P<what>(?:the|a|an|it|he|she|they|there|its|his|her|their) .{{15,}})$"),
        lambda m: f"{_upper(m['what'])}, in the words of {_lower(m['who'])}{m['day'] or ''}",
    ),
    # "... on Friday" -> "On Friday, ..."
    (
        re.compile(rf"^(?P<what>[A-Z][^,]{{20,}}?) (?P<when>on {_DAY}|last (?:week|month|year|night)|this (?:week|month|year))$"),
        lambda m: f"{_upper(m['when'])}, {_lower(m['what'])}",
    ),
    # "After x, y" -> "Y after x"
    (
        re.compile(r"^(?P<how>After|When|While|If|Although|Because|Before|As) (?P<one>[^,]{10,80}), (?P<other>.{15,})$"),
        lambda m: f"{_upper(m['other'])}, {m['how'].lower()} {m['one']}",
    ),
    # "Y because x" -> "Because x, y"
    (
        re.compile(r"^(?P<other>[A-Z][^,]{15,}?),? (?P<how>after|when|while|if|although|because|before) (?P<one>[^,]{12,})$"),
        lambda m: f"{_upper(m['how'])} {m['one']}, {_lower(m['other'])}",
    ),
    # "X, and y" -> "X. Y"
    (
        re.compile(r"^(?P<one>.{25,}?),? (?:and|but) (?P<other>(?:he|she|it|they|we|the) .{15,})$"),
        lambda m: f"{m['one']}. {_upper(m['other'])}",
    ),
    # "X, who y, z" -> "X z; he y" needs the sex of X: the clause goes into brackets
    (
        re.compile(r"^(?P<one>[A-Z].{5,60}?), (?P<aside>(?:who|which|where) [^,]{5,60}), (?P<other>.{10,})$"),
        lambda m: f"{m['one']} ({m['aside']}) {m['other']}",
    ),
    # "Minister Dana Kolbe" -> "Dana Kolbe, the minister,"
    (
        re.compile(r"^(?P<role>(?:[A-Z][a-z]+ )?(?:Minister|President|Governor|Mayor|Senator|Secretary|Chancellor)) (?P<name>[A-Z][a-z]+ [A-Z][a-z]+) (?P<rest>.{10,})$"),
        lambda m: f"{m['name']}, the {m['role'].lower()}, {m['rest']}",
    ),
]  # fmt: skip
# Turns inside a sentence, each with its chance of its own.
_INNER: list[tuple[re.Pattern[str], str]] = [
    (re.compile(pattern), other)
    for pattern, other in [
        (r"\bthe ([a-z]+)[’']s ([a-z]+)\b", r"the \2 of the \1"),
        (r"\b(do|does|did|is|was|were|has|have|had|would|could|should)n[’']t\b", r"\1 not"),
        (r"\b(\w+) and (\w+)\b(?= (?:were|are|have|had))", r"both \1 and \2"),
        (r"\bwho (?:is|was|are|were) (\w+ing)\b", r"\1"),
        (r"\bthat (?:is|was|are|were) (\w+ed)\b", r"\1"),
        (r"\bhave been\b", "were"),
        (r"\bhas been\b", "was"),
        (r"\bis expected to\b", "should"),
        (r"\bthere (?:is|are|was|were)\b", "one finds"),
        (r"\ba (?:lot|number) of\b", "many"),
        (r"\bin ((?:19|20)\d\d)\b", r"in the year \1"),
    ]
]
_NUMERALS = dict(
    zip(
        "2 3 4 5 6 7 8 9 10 11 12 20 30 100".split(),
        "two three four five six seven eight nine ten eleven twelve twenty thirty hundred".split(),
        strict=True,
    )
)


def _reword_words(words: str, rng: random.Random, share: float) -> str:
    def turn(match: re.Match[str]) -> str:
        word = match[0]
        others = _CHOICES.get(word)
        if not others or rng.random() > share:
            return word
        return rng.choice(others)

    return _WORD.sub(turn, words)


def _turn_sentence(sentence: str, rng: random.Random, share: float) -> str:
    end = re.search(r"[.!?]+$", sentence)
    body, mark = (sentence[: end.start()], end[0]) if end else (sentence, "")
    if rng.random() < share:
        fitting = [(pattern, turn) for pattern, turn in _TURNS if pattern.match(body)]
        if fitting:
            pattern, turn = rng.choice(fitting)
            body = pattern.sub(turn, body)
    for pattern, other in _INNER:
        if rng.random() < share:
            body = pattern.sub(other, body)
    return body + mark


def _swap_numerals(sentence: str) -> str:
    return re.sub(r"\b\d{1,3}\b(?![.,:/%-]\d)", lambda m: _NUMERALS.get(m[0], m[0]), sentence)


def reword(paragraph: str, rng: random.Random, *, share: float) -> str:
    """Reword a paragraph; what stands in quotation marks keeps its words, as a desk would leave it.

    Args:
        share: 0..1, the chance that a word of the list, or a turn that fits, is taken.
    """
    sentences = []
    for sentence in cut_sentences(paragraph):
        turned = sentence if _QUOTED.search(sentence) else _turn_sentence(sentence, rng, share)
        pieces = _QUOTED.split(turned)
        for index in range(0, len(pieces), 2):
            pieces[index] = _reword_words(pieces[index], rng, share)
            if rng.random() < share:
                pieces[index] = _swap_numerals(pieces[index])
        sentences.append("".join(pieces))
    return " ".join(sentences)


def reword_report(paragraphs: list[str], rng: random.Random) -> list[str]:
    """Reword a whole report, and join some short paragraphs as a rewriter does."""
    share = rng.uniform(0.7, 1.0)
    found: list[str] = []
    for paragraph in paragraphs:
        reworded = reword(paragraph, rng, share=share)
        if found and len(found[-1].split()) < 40 and rng.random() < 0.3:
            found[-1] = f"{found[-1]} {reworded}"
        else:
            found.append(reworded)
    return found
