"""What a page says about itself: wordings of its furniture, for whole lines and for sentences.

Only wordings that a newsroom's page uses of itself (sign up, click here, all rights reserved) or
that ask the reader for a call; never the words of an account. Precision comes first: narration
marked as furniture loses its claims.
"""

from __future__ import annotations

import re

from firsthand.records import FurnitureKind


def any_of(*patterns: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    """Compile alternatives, one wording each."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


_PHONE = r"(?:\+?1[-. ])?(?:\(?\d{3}\)?[-. ]{1,2})?\d{3}[-. ](?:\d{4}|[A-Z]{4}|TIPS)\b"
_SHARE = (
    r"(?:share|tweet|post|email|e-mail|print|facebook|twitter|google\+?|pinterest|linkedin|reddit|"
    r"whatsapp|instagram|youtube|comments?(?: ?\(\d+\))?|copy link|save|sms|more|close|view|like|"
    r"follow us|"
    r"sign in|log in|subscribe|photos?|video|gallery|menu|search|play|loading|hide|reply)"
)
_MEDIUM = r"(?:facebook|twitter|instagram|youtube|whatsapp|telegram|snapchat|x)"

# Lines that are wholly of the page. fullmatch.
CHROME_LINE = any_of(
    rf"{_SHARE}(?:[\s|:·•,/+&-]+(?:and |on |this (?:story|article|page)|via |it |{_SHARE}))*[\s|"
    rf":.…]*",
    r"advertise?ments?(?:\W+advertise?ments?)*[:.]?(?:\s+continue reading.*)?",
    r"(?:story|article|post|content) continue[sd]? below(?: (?:this |the )?(?:ad\w*|video|"
    r"gallery))?\W*",
    r"continue reading(?: (?:below|the main story))?\W*",
    r"(?:read|see|show|view|load|watch) (?:the )?(?:more|all|less|full (?:story|article)|"
    r"comments?)\W*",
    r"(?:most (?:popular|read|viewed|shared|watched)|trending(?: (?:now|stories))?|top stories|"
    r"latest (?:news|headlines|stories)|editors?['’]? (?:picks?|choice)|recommended(?: for you)?|"
    r"related (?:stories|articles|content|coverage|topics|links|news)|more (?:stories|news|from "
    r".{2,30})|"
    r"you (?:may|might) (?:also )?like|popular (?:now|stories))\W*",
    r"comments (?:are|have been) (?:now )?(?:closed|disabled|turned off|off)(?: (?:for|on) "
    r".{3,40})?\W*",
    r"(?:leave|post|add|write) a (?:comment|reply)\W*",
    r"(?:\d+|no) (?:comments?|shares?|views|likes)\W*",
    r"(?:click|tap) (?:here|below|on|to)\b.{0,100}",
    r"(?:please )?(?:enable|turn on) java ?script\b.{0,80}",
    r"your browser does not support .{3,60}",
    r".{0,90}\|\s*(?:unsubscribe|subscribe|listen live|watch live|sign up|contact us|advertise|"
    r"privacy(?: policy)?|terms(?: of (?:use|service))?|about us|newsletters?|email|rss)\W*",
    r"(?:unsubscribe|manage (?:newsletters?|preferences|subscription)|terms of (?:use|service)|"
    r"privacy (?:policy|notice)|cookie (?:policy|settings)|about us|contact us|skip to .{3,30}|"
    r"back to top|home|subscribe now|log ?in|sign ?in|register(?: now)?|my account)\W*",
    r"slideshow \(\d+ images?\)|(?:prev|next) image \d+ of \d+|\d+ of \d+|image \d+ of \d+",
    r"(?:toggle caption|hide caption|hide transcript|show transcript|hide transcript show "
    r"transcript)",
    r"\d+ (?:minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?) ago",
    r"(?:listen to (?:this )?article|scroll down for (?:the )?(?:video|more))\b.{0,60}",
    r"\d+ min(?:ute)?s? read|reading time:? .{1,20}",
    r"follow (?:us )?(?:on )?@\w+.{0,40}",
    r"\[?(?:pullquote|advert|video|gallery|embed|quiz|poll|newsletter|iframe)\]?",
    r"(?:[-_*=~#•·—–.]\s*){3,}",
)
# Sentences of the page, anywhere. match (from the first word).
CHROME_SENTENCE = any_of(
    r"(?:please )?(?:sign|signing) up (?:for|to|here|now|today|below)\b.{0,160}",
    r"subscribe (?:to|now|today|here|for)\b.{0,160}",
    r"(?:click|tap) (?:here|below|on the (?:link|button|image|photo|video)|through)\b.{0,120}",
    r"(?:get|receive|have) (?:the |our |all the |all of the )?(?:latest |breaking |daily |top |"
    r"more )*"
    r"(?:news|stories|headlines|updates|alerts|newsletters?|.{0,30}newsletter)\b.{0,40}"
    r"\b(?:inbox|delivered|email|e-mail|phone|app|alerts|anytime|free)\b.{0,120}",
    r"get .{2,40} in your inbox\b.{0,60}",
    r"(?:want|like) (?:more|to (?:read|see|hear) more) .{3,80}\?(?: sign up.{0,60})?",
    r"(?:stay|keep) (?:with|tuned (?:to|for|with)|up to date with|connected with)\b.{2,120}",
    r"(?:check|refresh|come) back\b.{0,60}\b(?:updates?|details|information|more|later|this page|"
    r"story)\b.{0,60}",
    r"(?:this is|it is) a (?:developing|breaking)(?: news)? (?:story|situation)\b.{0,120}",
    r"this (?:developing |breaking )?(?:story|article|post|page|report|file) (?:will be|is being) "
    r"(?:continually |constantly )?(?:updated|developed)\b.{0,100}",
    r"[A-Z][\w .'’-]{1,30} will (?:update (?:it|this|the story)|(?:have|bring you) (?:more|the "
    r"latest|updates))\b.{0,80}",
    r"we(?: wi|['’])ll (?:update|have more|bring you)\b.{0,100}",
    r"follow (?:us|him|her|them|@\w+|the [A-Z]\w+|[A-Z][\w ]{1,40}) (?:on|at|here|@)\b.{0,100}",
    rf"(?:like|find|join|friend) us on {_MEDIUM}\b.{{0,80}}",
    r"(?:join|share|continue) (?:the |your |this )?(?:conversation|discussion|thoughts|story|"
    r"article)\b.{0,100}",
    r"download (?:the|our) .{0,40}\bapp\b.{0,100}",
    r"(?:read|see|watch|view|find) (?:more|the full (?:story|article|report)|the rest)\b.{0,20}"
    r"(?:here|at|on|from|by clicking|:)\b.{0,100}",
    r"read or share this (?:story|article)\b.{0,80}",
    r"for more (?:news|stories|information on this|local|neighborhood|coverage|on this)\b.{0,40}"
    r"\b(?:visit|go to|click|listen|follow|download|see)\b.{0,100}",
    r"(?:by|when) (?:signing up|registering|submitting|subscribing|clicking|creating an "
    r"account)\b.{0,160}",
    r"(?:we have sent|we['’]ve sent) .{0,30}\be-?mail\b.{0,120}",
    r"(?:close )?get e-?mail notifications\b.{0,100}",
    r"media playback is (?:unsupported|not supported)\b.{0,160}",
    r"already (?:a subscriber|have an account|registered)\b.{0,60}",
    r"(?:thank you|thanks) for (?:registering|subscribing|signing up|reading)\b.{0,60}",
    r"(?:there was a problem saving )?your (?:notification|comment|email address|preferences?) "
    r".{3,60}",
    r"email notifications are only sent .{3,120}",
    r"(?:please )?support (?:our|independent|local|quality) journalism\b.{0,120}",
    r"this (?:website|site|page) uses cookies\b.{0,160}",
    r"(?:all )?comments (?:are|have been) (?:now )?(?:closed|disabled|turned off|"
    r"moderated)\b.{0,60}",
    r"(?:send|email|e-mail) (?:your |us )?(?:story ideas|news tips|tips|comments|questions|"
    r"feedback|letters) (?:to|at)\b.{0,100}",
    r"(?:got|have) a (?:news |story )?(?:tip|story|question)\b.{0,100}",
    r"the (?:views|opinions) expressed (?:in|by|here|are)\b.{0,200}",
    r"[^.!?]{2,60} is an? [^.!?]{0,60}\b(?:staff writer|reporter|correspondent|columnist|editor|"
    r"contributor)\b"
    r"[^.!?]{0,60}\b(?:for|at|with|of)\b [^.!?]{2,60}",
    r"[^.!?]{2,40} can be (?:reached|contacted|followed) (?:at|on|by)\b.{3,120}",
    r"(?:reach|contact|email|e-mail|follow) (?:the (?:reporter|author|writer)|[A-Z]\w+(?: "
    r"[A-Z]\w+)?) (?:at|on)\b.{3,100}",
    r"[^.!?]{2,120} contributed to this (?:report|story|article)\b.{0,40}",
    r"\(?(?:additional |with )?(?:reporting|writing|editing) by [A-Z].{3,160}",
)
# A byline that explains itself is no chrome; kept apart so that the kind is right.
CREDIT_SENTENCE = any_of(
    r"[^.!?]{2,60} is an? [^.!?]{0,60}\b(?:staff writer|reporter|correspondent|columnist|editor|"
    r"contributor)\b.*",
    r"[^.!?]{2,40} can be (?:reached|contacted|followed) .*",
    r"[^.!?]{2,120} contributed to this .*",
    r"\(?(?:additional |with )?(?:reporting|writing|editing) by .*",
)
COPYRIGHT_SENTENCE = any_of(
    r"\(?(?:copyright|©|\(c\))\s*(?:©|\(c\)|&copy;)?\s*(?:by\s+)?(?:\d{4}|[A-Z]).{0,120}",
    r"\(?©.{0,120}",
    r"all rights reserved\b.{0,100}",
    r"(?:this|the) (?:material|article|story|content) (?:may|must|can)(?:not| not) be "
    r"(?:published|reproduced|redistributed|broadcast|copied)\b.{0,160}",
    r"(?:reprinted|republished|used) (?:here )?(?:with|by) permission\b.{0,100}",
)
SEE_ALSO_LINE = any_of(
    r"(?:see also|read also|also read|read more|read next|read this|related(?: (?:story|stories|"
    r"article|"
    r"articles|coverage|link|links|video|content))?|more(?: on this| coverage| from .{2,30})?|"
    r"watch(?: now| live| more)?|listen|don['’]t miss|you may also like|recommended|photos?|"
    r"gallery|"
    r"in (?:pictures|photos)|full (?:story|coverage)|previous(?:ly)?|earlier|video)"
    r"\s*[:>»|]+\s*\S.{3,220}(?<!\.)(?<!\.[\"”])",
    r"(?:see also|read also|also read|read more|related)\s*[:>»|]\s*\S.{3,220}",
    r"see also\s+\S.{3,200}",
    # the label in a machine's translation: "It sees also: ..."
    r"(?:\w+ ){0,2}(?:sees?|seen|looks?|reads?|watch(?:es)?) (?:\w+ )?(?:also|too|"
    r"more)\s*:\s*\S.{3,200}",
)
_PICTURE = r"(?:photos?|images?|pictures?|pics?|video|graphic|illustration|map|courtesy)"
PHOTO_CREDIT_LINE = any_of(
    rf"\(?\[?{_PICTURE}\s+(?:credits?|courtesy|copyright|source)(?:\s+of)?\s*[:/]?\s*.{{2,90}}",
    rf"\(?\[?{_PICTURE}\s*(?:[:/]|by:?)\s+(?:\S+\s*){{1,8}}(?<![.!?\"”])",
    r"\(?\[?courtesy(?:\s+of)?:?\s+(?:\S+\s*){1,8}(?<![.!?\"”])",
    rf"\(?\[?(?:credit|source|courtesy)(?: (?:of|"
    rf"{_PICTURE}))?\s*[:/]\s*(?:\S+\s*){{1,7}}(?<![.!?])",
    rf"\({_PICTURE}\s*[:/]\s*[^()]{{2,100}}\)",
    r"(?:getty images|reuters|ap photo|ap|afp|epa|associated press)(?:/[\w .-]{2,40})?",
    r"\(?(?:[A-Z][\w.'’-]+ ){1,3}/ ?(?:AP|AFP|EPA|Reuters|Getty Images|Associated Press|"
    r"Bloomberg)\b.{0,40}\)?",
    r"\((?:[^()]{2,60}/)?(?:AP|AFP|EPA|Reuters|Getty Images|AP Photo|Associated Press|Pixabay|"
    r"Shutterstock)(?:/[^()]{2,60})?\)",
    r"image copyright .{2,60}",
)
CAPTION_LINE = any_of(
    rf"(?:buy photo|enlarge (?:this )?image|toggle caption|image caption|photo caption|{_PICTURE} "
    rf"caption|caption|"
    r"file photo|in this (?:[A-Z]\w+\.? \d{1,2},? (?:\d{4} )?)?(?:file )?(?:photo|image|picture)|"
    r"pictured(?: here)?)\b.{2,400}",
    r"\d{1,2}:\d{2}\s+[A-Z].{5,140}",
)
CAPTION_TAIL = re.compile(
    r"(?<=[.!?\"”] )(?:photo(?:graph)?|picture|image|credit)s?\s*[:/]\s*(?:\S+\s?){1,9}(?<![.!?])$|"
    rf"\((?:[\w.]+ ){{1,3}}photos?\s*:[^()]{{2,60}}\)$|\(\s*(?:{_PICTURE}|source|credit|"
    rf"©)\b[^()]{{0,100}}\)\s*(?:buy photo)?$|"
    r"(?:\bAP Photo(?:/[^./]{2,40})?|\bGetty Images|/ ?(?:AP|EPA|AFP|Reuters)|\bfile photo)\)?\W*$",
    re.IGNORECASE,
)
PUBLISHED_MARK = re.compile(r"\(\s*(?:published|posted|updated)\b[^()]{3,60}\)", re.IGNORECASE)
LEFT_RIGHT = re.compile(
    r"\b(?:left|right|center|centre|top|bottom|above|below|from left|l-r|clockwise from)\b",
    re.IGNORECASE,
)
TEASER_CREDIT = re.compile(
    r"\b(?:reports|has (?:the (?:story|latest|details)|more))\s*\.?\s*$|['’]s [A-Z]\w+ [A-Z]\w+ "
    r"reports\b"
)
UPDATE_MARK = any_of(
    r"\(?(?:last )?updated?\b(?:\s+(?:at|on))?[\s:]*(?:[\d:]+ ?(?:a|p)\.?m\.?|[A-Z][a-z]{2,8}\.? "
    r"\d{1,2}|\d{4}-).{0,60}",
    r"(?:this (?:story|article|post|report) (?:has been|was) (?:updated|corrected|last "
    r"updated)).{0,120}",
    r"(?:update|breaking|breaking news|developing|urgent|just in|original(?: story)?|"
    r"correction)(?: \d)?\s*:?",
    r"\d{1,2}:\d{2} [ap]\.?m\.?(?: update)?\s*:?",
)
# What asks the reader for a call. A sentence also needs a way to call, or a tip service by name.
TIP_SUBJECT = any_of(
    r"\b(?:any ?one|any one|those|persons?|people|witnesses|residents|citizens|the public|"
    r"whoever)\b"
    r".{0,60}\b(?:with|who (?:has|have|had|knows?|saw|may|might|recognizes?)|having)\b.{0,60}"
    r"\b(?:information|details|tips?|knowledge|anything|video|footage|saw|witnessed|knows?)\b",
    r"\b(?:if you|if anyone)\b.{0,60}\b(?:information|know|saw|seen|recogni[sz]e|tips?|"
    r"witness\w*)\b",
    r"\b(?:callers|tipsters|tips|you|they|information)\b.{0,50}\banonymous(?:ly)?\b",
    r"\b(?:call|contact|phone|text|e-?mail|notify|reach|dial|visit)\b.{0,60}\b(?:with|if)\b.{0,30}"
    r"\b(?:information|tips?|details)\b",
    r"^(?:please )?(?:call|contact|submit|text|dial)\b",
    r"^(?:the )?[\w .]{0,30}tips? ?(?:line|hot ?line)\b",
)
TIP_CHANNEL = any_of(
    _PHONE,
    r"\b\d{3}-?[A-Z]{4}\b",
    r"\bcrime ?(?:stoppers|solvers|line|watch)\b",
    r"\b(?:tip|hot) ?line\b",
    r"\b\d-8\d\d-",
    r"\bwww\.|\b[\w-]+\.(?:com|org|gov|net)\b|\S+@\S+\.\w+",
    r"\bsubmit (?:a|your|an anonymous) tips?\b|\btips? (?:online|anonymously)\b",
)
# "Witnesses who saw it did not call police" asks nobody for anything.
TIP_REQUEST = any_of(
    r"\b(?:ask(?:s|ed|ing)?|urg(?:es?|ed|ing)|encourag(?:es?|ed|ing)|should|please|request(?:s|ed|"
    r"ing)?|"
    r"appeal(?:s|ed|ing)?|invited?|(?:is|are) to|(?:can|may) (?:also )?(?:call|contact))\b.{0,80}"
    r"\b(?:call|contact|notify|phone|reach|come forward)\b",
    r"^(?:if you|please|anyone)\b.{0,120}\b(?:call|contact|notify|phone|come forward)\b",
)
# A sentence of a tip paragraph that tells something of the case keeps its claim.
TELLS = any_of(r"\breward\b.{0,60}\d", r"\d[\d,]*\s+reward\b", r"\$\s?\d")
TIP_FRAGMENT = any_of(
    r"submit (?:a|your|an anonymous) tips?(?: online| anonymously| by .{3,30})?\W*",
    r"(?:the )?[\w .'’]{0,30}(?:tips?|hot) ?-?line\s*:?\s*" + _PHONE + r".{0,12}",
    r"callers (?:can|may|will|do not|don['’]t|wishing)\b.{3,200}",
)
OPENING_LABEL = re.compile(
    r"(?P<label>What (?:to|We|You Need to) Know|What We Know(?: So Far)?|Key (?:Points|Facts|"
    r"Takeaways)|"
    r"Story [Hh]ighlights|Highlights|At a Glance|The Short Version|Need to "
    r"Know)\b\s*[:\-–—]?(?=\s+[A-Z0-9“\"]|$)"
)
DATELINE = re.compile(
    r"(?P<dateline>(?:(?P<place>[A-Z][A-Z.'’ -]{2,30}(?:,\s+(?:[A-Z][\w.'’-]*\.?\s?){1,3})?)"
    r"(?:,?\s+(?:[A-Z][a-z]{2,8}\.? \d{1,2}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day))?\s*"
    r"(?:\((?P<credit>[A-Z][\w .&’'/-]{1,30})\)\s*)?|\((?P<station>[A-Z][\w .&’'/-]{1,24})\)\s*)"
    r"(?:—|–|--?|―)+)(?=\s*\S)"
)
RESIDUE_MARK = re.compile(
    r"&(?:#x?[0-9a-f]{2,5}|quot|amp|nbsp|apos|lt|gt|[lr][sd]quo|[mn]dash|hellip);"
    r"|(?<![\w&#])(?:quot|amp|nbsp|apos|[lr][sd]quo|[mn]dash|hellip|#\d{2,4}|#x[0-9a-f]{2,4});",
    re.IGNORECASE,
)
# "&#39;" that lost "&#" leaves a number with a semicolon where no number fits: after an end mark,
# a blank or a letter, with a letter or a capital behind it.
BARE_CODE = re.compile(
    r"(?:(?<=[.!?,] )|(?<=^)|(?<=[a-z]))(?:39|34|8216|8217|8220|8221|8211|8212|"
    r"160);(?=\s*[A-Za-z])",
    re.MULTILINE,
)
CUT_MARK = re.compile(
    r"(?:\[\+?\d+ chars?\]|\[(?:…|\.\.\.)\]|(?<=\s)Read more(?:…|\.\.\.)?)\s*$", re.I
)

# At the foot of a page: names and links between bars, an address to write to, a number to call.
FOOT_LINE = any_of(
    r"[^|·•]{2,60}(?:\s[|·•]\s[^|·•]{2,60}){1,6}(?<![.!?])",
    r".{0,160}\S+@\S+\.\w{2,}.{0,40}",
    r"(?:\S+ ){1,6}" + _PHONE,
)

LINE_RULES: tuple[tuple[re.Pattern[str], FurnitureKind], ...] = (
    (CHROME_LINE, "site_chrome"),
    (PHOTO_CREDIT_LINE, "photo_credit"),
    (SEE_ALSO_LINE, "see_also"),
    (UPDATE_MARK, "update_marker"),
    (TIP_FRAGMENT, "tip_line"),
)
SENTENCE_RULES: tuple[tuple[re.Pattern[str], FurnitureKind], ...] = (
    (COPYRIGHT_SENTENCE, "copyright"),
    (CREDIT_SENTENCE, "byline"),
    (CHROME_SENTENCE, "site_chrome"),
    (TIP_FRAGMENT, "tip_line"),
)


def is_of_the_page(line: str) -> bool:
    """Say whether a line is wholly the page's: no headline, no paragraph."""
    if any(pattern.fullmatch(line) for pattern, _ in LINE_RULES):
        return True
    if CAPTION_LINE.fullmatch(line) or CAPTION_TAIL.search(line):
        return True
    dateline = DATELINE.match(line + " x")
    return bool(CHROME_SENTENCE.match(line)) or (
        dateline is not None and dateline.end() >= len(line) - 1
    )
