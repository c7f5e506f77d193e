"""Words as UD English cuts them (do|n't, Iran|'s, U.S.), with their bounds in the text.

The reader learned from UD English EWT and GUM and wants words by their conventions. Where the two
clash, EWT rules. `text/tokens.py` cuts otherwise: its words survive the loss of case and marks.

Counts below, "whole:split", are of EWT train and of the free genres of GUM train (news, interview,
bio, voyage, academic, court).
"""

from __future__ import annotations

import re

Bounds = tuple[int, int]

# Combining marks and invisible joiners belong to the letter before them.
_LETTERS = r"(?:[^\W_]++[\u0300-\u036f\u00ad\u200b-\u200d\u2060]*+)++"
_APOSTROPHE = "['’`´]"

# Prefixes that stay on their word: non- 52:1, e- 42:3, mid- 22:0, anti- 20:0, re- 20:0, co- 17:0,
# pre- 17:0, pro- 17:0, cross- 13:0, post- 9:1, over- 6:0, ex-, multi-, semi- 5:0, sub- 5:1,
# counter- 4:0, mini- 3:0, psycho- 2:0, inter- 2:1, neo- 2:2, intra-, socio-, un- 1:0, micro- 1:1;
# the others are of their kind. Any other hyphen between letters splits (1,038 do).
_PREFIXES = "|".join(
    """anti bi co counter cross e ex extra hyper infra inter intra macro mega meta micro mid mini
    mis multi neo non over post pre pro proto pseudo psycho re semi socio sub super trans ultra un
    under""".split()
)
# Suffixes that stay on their word: -esque 1:0, -wise 1:1; the others are of their kind.
_SUFFIXES = "esque|ish|ness|wise"

# Abbreviations that keep their dot wherever they stand: Mr. 59:0, Dr. 55:0, St. 41:1, vs. 21:0,
# Sept. 17:0, Inc. 11:2, Ms. 10:0, Ft. 8:0, Co. 6:0; the others seldom occur or are of their kind.
_ABBREVIATIONS = frozenset(
    """adm approx apr assn assoc attn aug ave blvd bros capt cf cmdr co col corp cpl dec dept dr
    drs esp est eng feb fri ft gen gov hon hr hrs inc jan jr jul jun lb lbs lt ltd maj messrs mlle
    mme mr mrs ms mt nov oct oz ph phd pres prof pvt rep reps rev sen sens sept sgt spc sr st sts
    supt thu thur thurs tue tues univ viz vol vols vs wed yr yrs""".split()
)
# Abbreviations that give their dot to the sentence where it ends: etc. 20:29, al. 10:1.
_CLOSING = frozenset("al etc".split())
# Abbreviations that are words too: a dot is theirs before a number or a comma only (No. 9:8).
_BEFORE_NUMBER = frozenset("art ca eq ext fig mar mon no nos para pp sat sec sect sun".split())
# States: they keep their dot where a place stands before them (Ponchatoula, La.).
_STATES = frozenset(
    """ala ariz ark calif colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb
    nev okla ont ore pa penn que tenn tex va vt wash wis wyo""".split()
)

# Units and the like that part from their number: m 1:51, pm 0:38, am 0:20, k 0:20, b 1:11, mm 0:5,
# ft, x 0:4, bn, hh, f, cm 0:3, kg, hz, km, º 0:2; the others are of their kind. All else stays on
# it: 4th, 1990s, 3g.
_UNITS = frozenset(
    """º am b bn cm day days f ft gb ghz hh hour hours hr hrs hz k kb kg khz km kph kw kwh lb lbs m
    mb mhz mi miles min mins minutes ml mm mph mw mwh oz percent pm sec secs sf sq tb tn x yards yd
    yr yrs""".split()
)

# Where a word is cut that has an apostrophe and no clitic at its end.
_CUT_AT = {"y'all": (2,), "i'ma": (1, 3), "c'mon": (3,)}
_BEFORE_NOT = """ai are ar ca could did do does had has have is must need should was were wo
    would""".split()
# Words without their apostrophe, with the length of their first part: can|not 0:57, do|nt 0:34,
# i|m 0:16, wo|nt 0:12, ca|nt 0:9, gon|na 0:8, i|ve 1:7, did|nt 0:6, wan|na, that|s 0:5, he|s,
# there|s 0:4, you|re 1:3, a|lot 2:3; not `kinda`, 4:1, nor what may be another word (well, shell).
_FUSED = {verb + "nt": len(verb) for verb in _BEFORE_NOT} | {
    pair.replace("|", ""): pair.index("|")
    for pair in """can|not gon|na wan|na got|ta lot|ta out|ta gim|me lem|me a|lot i|m i|ve you|re
    they|re you|ve they|ve we|ve you|ll they|ll that|s what|s there|s he|s she|s where|s
    how|s""".split()
}
# What follows "its" where that stands for "it's" (58 of 321 times).
_AFTER_ITS = frozenset(
    """a all also an been called definitely for from getting going gonna in just like my not nothing
    really simply still the to too your""".split()
)

_SITES = r"com|org|net|edu|gov|mil|info|biz|co\.uk|ac\.uk|gov\.uk|co\.in|com\.au"
_FILES = "|".join(
    """aspx? avi bat bmp csv docx? exe gif html? jpe?g js json mov mp3 mp4 pdf php png ppt
    pptx ps rar rtf tar tiff? txt vsd wav wpd xlsx? xml zip""".split()
)

# A kind a group; the first that fits. Case of the text does not matter, but that names of
# newsgroups (alt.animals.cat) are in lower case where "end.The" is a lost space.
_TOKEN = re.compile(
    rf"""\s*+(?:
    # a word that nothing can alter
    (?P<plain> [a-zA-Z]++(?=[ ,;)]) )
    # a mark that begins nothing longer
  | (?P<single> [^\w\s.:;=(<^'’‘`´@\#\[\-–—*~+>|{{}}!?…,$] | (?P<same>[(\[,:;@])(?=(?P=same)|\s) )
    # pages, mail, handles, tags, sites, files, newsgroups
  | (?P<address> (?i:(?:https?|ftp|file)://|mailto:|www\.(?=\w))[^\s<>"“”]++
      | (?<![\w.+-])[\w.+-]{{1,64}}+@[^\W_][\w-]*+(?:\.[\w-]++)*+
      | (?<!\w)[@\#](?=[^\W\d_])[\w-]++(?:\.\w++)*+
      | (?<!\w)(?:\w[\w-]{{0,40}}+\.){{1,6}}(?i:{_SITES})(?![\w-])(?:/[^\s<>"“”]*+)?
      | (?<!\w)(?:(?:\w[\w-]{{0,40}}+\.){{1,6}}|(?<!\.)\.)(?i:{_FILES})(?![\w-])
      | (?<!\w)[a-z]{{2,20}}+(?:\.[a-z]{{2,20}}+){{2,6}}(?![\w.]) )
    # emoticons
  | (?P<face> (?<!\w)[:;=][-o^'’]?(?:[()\]\[]++|[DdPpOo3|/\\*](?!\w))
      | [:;=]-?[()]++(?![^\W_]) | (?<!\S)\(-?[:;=](?!\S) | <3+(?!\w) | [\^][_.-]{{0,9}}+[\^] )
    # dates, fractions, phones, US$, Rs|500, '90s, b/c, AT&T, 'em, 's
  | (?P<whole>
      (?<![\w/])(?:\d{{1,4}}/\d{{1,2}}/\d{{1,4}}|(?:0?\d|1[0-2])/(?:[0-2]?\d|3[01]))(?![\w/])
      | (?<![\w.-])(?:\+?\d{{1,3}}[-.])?\d{{3}}[-./]\d{{3}}[-.]\d{{4}}(?![\w-])
      | (?<![\w-])(?:\d{{3}}|\d{{5}}|[xX]?[2-9])-\d{{4}}(?![\w-]) | (?<!\w)US?\$
      | (?<!\w)(?i:rs|usd|eur|gbp|inr|pkr|aed|ngn|kes|chf)(?=\d)
      | (?<![\w-])\d{{1,4}}(?:-\d{{1,4}}){{2,4}}(?![\w-]) | (?<!\S)\+\d++(?!\w|[.,]\d)
      | (?<!\w)['’‘]\d\ds?(?!\w) | (?<!\w)(?:\d\d){{1,2}}(?<=0)['’]s(?!\w)
      | (?<!\w)(?i:[bil]/c|w/o(?:ut)?|b/t|i/s|n/a|s/he|m/s)(?![\w/])
      | (?<!\w)[^\W\d_]{{1,4}}&[^\W\d_]{{1,3}}(?!\w)
      | (?<!\w)(?i:['’‘](?:em|til|cause|cuz|bout|n['’]?))(?!\w)
      | {_APOSTROPHE}(?i:s|re|ve|ll|d|m)(?![\w'’-]) )
    # 5,000, 7:30|pm, 4th; citations [13|,|14]
  | (?P<number> (?<=[\[,])\d{{1,3}}(?=[\],])
      | (?:(?<![\w.])\.)?\d++(?:[.,:]\d++)*+(?:(?!(?i:[ap]\.m))[^\W_]++)?+ )
    # U.S., p.m., Ph.D.
  | (?P<letters> (?<!\w)(?:(?:(?<!-)(?i:{_PREFIXES})-)?(?:[^\W\d_]\.){{2,}}+(?:[^\W\d_](?!\w))?
      | (?i:ph\.d|[mb]\.sc|m\.phil)\b\.? | [^\W\d_]\.[^\W\d_](?![\w.])) )
    # with prefix, suffix and what its apostrophes join
  | (?P<word>
      (?:(?<![\w-])(?i:{_PREFIXES})-(?=[^\W_])(?!the\b))?+
      {_LETTERS}(?:_++{_LETTERS})*+(?:-(?i:{_SUFFIXES})(?!\w))?+(?:{_APOSTROPHE}{_LETTERS})*+ )
    # runs: ... ?! '' -- <<
  | (?P<marks> \.{{3,}}+ | [.…!?]{{2,}}+ | [,:]\? | ['’‘`´]{{2,}}+
      | (?!<>)[-–—=*~_+<>|{{}}\#]{{2,}}+ | \${{2,}}+ )
  | (?P<mark> \S ))
    """,
    re.VERBOSE,
)
_MARKS_AT_END = """.,;:!?'"’‘)]}*"""
_NUMERAL = re.compile(r"[.,:\d]*\d")
_CLITIC = re.compile(rf"(?i)(?:n['’]t|{_APOSTROPHE}(?:s|re|ve|ll|d|m))\Z")
_LONGEST_CLITIC = 3
_NEXT_VISIBLE = re.compile(r"\s*(\S?)")
_NEXT_WORD = re.compile(r"\s*([^\W\d_]{0,12})(?!\w)")
# 5 p.m. Tuesday ends no sentence, 5 p.m. They does (before a capital p.m. has its dot 3:5).
_AFTER_HOUR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may
    june july august september october november december mon tue tues wed thu thur thurs fri sat
    sun jan feb mar apr jun jul aug sep sept oct nov dec est edt cst cdt mst mdt pst pdt et ct mt
    pt gmt utc bst cet eastern central pacific""".split()
)


def tokenize(text: str) -> list[Bounds]:
    """Cut a text into words and marks; every visible character stands in exactly one.

    Give it a whole report: in a text without any capital, a small letter may begin a sentence, so
    "etc. they" is cut as "etc. They" is. Time is linear in the length of the text: a repetition in
    the pattern is possessive or bounded.
    """
    words: list[Bounds] = []
    at = 0
    caseless = text == text.lower()
    while match := _TOKEN.match(text, at):
        kind = match.lastgroup or "mark"
        at = match.start(kind)
        for end in _ends(text, (at, match.end()), kind, caseless=caseless):
            words.append((at, end))
            at = end
    return words


def _ends(text: str, bounds: Bounds, kind: str, *, caseless: bool) -> list[int]:
    """Say where the words end that a match of a kind is made of."""
    start, end = bounds
    match kind:
        case "address":
            return [_address_end(text, start, end)]
        case "number":
            numeral = _NUMERAL.match(text, start, end)
            middle = numeral.end() if numeral else end
            return [middle, end] if text[middle:end].lower() in _UNITS else [end]
        case "letters":
            closes = text[start:end].lower() in ("a.m.", "p.m.") and not _goes_on(
                text, end, caseless=caseless
            )
            return [end - 1 if closes else end]
        case "word" | "plain":
            return _word_ends(text, start, end, caseless=caseless)
    return [end]


def _address_end(text: str, start: int, end: int) -> int:
    """Take the marks of the sentence from the end of an address."""
    address = text[start:end].rstrip(_MARKS_AT_END)
    if "(" in address and text.startswith(")", start + len(address)):
        return start + len(address) + 1
    return start + len(address)


def _word_ends(text: str, start: int, end: int, *, caseless: bool) -> list[int]:
    """Part a word from its clitics, with an apostrophe or without; add the dot that it keeps."""
    ends = [end]
    while len(ends) < 4 and (
        clitic := _CLITIC.search(text, max(start + 1, ends[0] - _LONGEST_CLITIC), ends[0])
    ):
        ends.insert(0, clitic.start())
    form = text[start : ends[0]].lower()
    if form in _FUSED:
        ends.insert(0, start + _FUSED[form])
    elif (form == "its" and _next_word(text, end) in _AFTER_ITS) or (
        form == "lets" and _opens_sentence(text, start)
    ):
        ends.insert(0, ends[0] - 1)
    elif form.replace("’", "'") in _CUT_AT:
        ends[:0] = [start + at for at in _CUT_AT[form.replace("’", "'")]]
    elif (
        len(ends) == 1
        and text.startswith(".", end)
        and (
            _keeps_dot(text, form, end + 1, caseless=caseless)
            or (form in _STATES and text[max(0, start - 2) : start] == ", ")
        )
    ):
        ends[0] += 1
    return ends


def _keeps_dot(text: str, form: str, end: int, *, caseless: bool) -> bool:
    """Say whether the dot before `end` is of the abbreviation and not of the sentence."""
    follows = _following(text, end)
    if not follows or text.startswith("..", end):
        return False
    if form in _ABBREVIATIONS:
        return True
    if form in _CLOSING:
        return not _is_capital(follows, caseless=caseless)
    if form in _BEFORE_NUMBER:
        return follows.isdecimal() or follows == ","
    return (
        len(form) == 1 and form != "i" and form.isalpha() and (follows.isalnum() or follows == ",")
    )


def _goes_on(text: str, end: int, *, caseless: bool) -> bool:
    """Say whether a sentence goes on after the hour that ends here."""
    follows = _following(text, end)
    return bool(follows) and (
        not _is_capital(follows, caseless=caseless) or _next_word(text, end) in _AFTER_HOUR
    )


def _is_capital(character: str, *, caseless: bool) -> bool:
    """Say whether a sentence may begin with a character."""
    return character.isalpha() if caseless else character.isupper()


def _following(text: str, end: int) -> str:
    """Return the next visible character, or nothing at the end of the text."""
    match = _NEXT_VISIBLE.match(text, end)
    return match.group(1) if match else ""


def _next_word(text: str, end: int) -> str:
    """Return the word that follows after nothing but space, in lower case."""
    match = _NEXT_WORD.match(text, end)
    return match.group(1).lower() if match else ""


def _opens_sentence(text: str, start: int) -> bool:
    """Say whether nothing or the end of a sentence stands before a word."""
    before = text[max(0, start - 2) : start]
    return not before.strip() or "\n" in before or before.strip()[-1] in '.!?"“'
