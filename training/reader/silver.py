"""Attributions by rule over a parse, to train on where nobody has annotated any.

Tags SOURCE, CUE and CONTENT; `?` where the rules dare not say that there is nothing. The idea of
what an attribution is follows PARC and PolNeAR (Pareti 2015; Newell et al. 2018): assertions,
beliefs, facts learnt and intentions, whoever has them; the outermost of nested ones; the cue with
its auxiliaries, adverbs and particle, without the addressee. No sentence of those corpora was used
to train.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from .saying_words import (
    ABOUT,
    BOTH,
    CORE,
    FEELING,
    LEAD,
    MEDIUM,
    SAID_OF,
    SAY,
    SAYING_NOUNS,
    TELL,
    WANT,
    WITH,
    lemma,
)

SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj")
QUOTES = frozenset(('"', "“", "”", "``", "''"))
OPENING, CLOSING = frozenset(('"', "“", "``")), frozenset(('"', "”", "''"))
NOBODY = frozenset("it this that there".split())
SEEMING = ("seem", "appear")
SAID_BY_THINGS = frozenset("say report warn announce show suggest".split())  # it says here that

Span = tuple[int, int]  # first and last token


@dataclass
class Attribution:
    """One attribution; spans are first and last token."""

    cue: Span
    source: Span | None
    contents: list[Span]

    @property
    def size(self) -> int:
        """Tokens of its contents: the outermost of nested ones has most."""
        return sum(last - first for first, last in self.contents)


class Parse:
    """A parsed sentence and what can be asked of it."""

    def __init__(
        self, tok: list[str], upos: list[str], head: list[int], rel: list[str], inside: list[bool]
    ) -> None:
        self.tok, self.upos, self.head, self.rel = tok, upos, head, rel
        self.inside = inside  # in quotation marks
        self.regions = _regions(tok, inside)
        self.low = [t.lower() for t in tok]
        self.kids: dict[int, list[int]] = defaultdict(list)
        for i, h in enumerate(head):
            if h:
                self.kids[h - 1].append(i)

    def under(self, i: int, without: frozenset[int] = frozenset()) -> set[int]:
        """The subtree of i."""
        out: set[int] = set()
        stack = [i]
        while stack:
            v = stack.pop()
            if v not in out and v not in without:
                out.add(v)
                stack += self.kids[v]
        return out

    def block(self, i: int, without: frozenset[int] = frozenset()) -> Span:
        """The contiguous run of its subtree around i."""
        inside = self.under(i, without)
        low = high = i
        while low - 1 in inside:
            low -= 1
        while high + 1 in inside:
            high += 1
        return low, high

    def child(self, i: int, *relations: str) -> int | None:
        """The first dependant with one of these relations."""
        return next((k for k in self.kids[i] if self.rel[k] in relations), None)

    def case(self, i: int) -> int | None:
        """The preposition of a noun or clause."""
        return self.child(i, "case", "mark")

    def subject(self, v: int) -> int | None:
        """Who does v: its own subject, or that of the verb it shares one with."""
        for _ in range(4):
            own = self.child(v, *SUBJECTS)
            if own is not None:
                return own
            relation = self.rel[v].split(":")[0]
            if relation == "acl" and self.head[v] and self.low[v].endswith("ing"):
                return self.head[v] - 1
            if relation not in ("conj", "advcl", "xcomp") or not self.head[v]:
                return None
            v = self.head[v] - 1
        return None

    def direct(self, region: Span) -> bool:
        """Whether a quotation stands for itself, not as words of the writer's sentence."""
        first, last = region
        if first == 0 or self.tok[first - 1] in (",", ":", ".", "?", "!"):
            return True
        before = lemma(self.tok[first - 1])
        ends = last == len(self.tok) - 1 and self.tok[last - 1 : last] != [","]
        return (
            before in SAY and (self.tok[first + 1 : first + 2] or ["x"])[0][:1].isupper() and ends
        )

    def passive(self, v: int) -> bool:
        """Whether v is in the passive."""
        return self.child(v, "nsubj:pass", "aux:pass") is not None

    def words(self, span: Span) -> int:
        """How many of its tokens are no punctuation."""
        return sum(self.upos[i] != "PUNCT" for i in range(span[0], span[1] + 1))


def attributions(p: Parse) -> tuple[list[Attribution], set[int]]:
    """The attributions found, nested ones too; and the verbs of saying for which none was found."""
    found, doubtful = [], set()
    for v in range(len(p.tok)):
        if p.low[v] == "according" and p.low[v + 1 : v + 2] == ["to"]:
            one = _according(p, v)
        else:
            if p.upos[v] in ("VERB", "AUX"):
                one = _verb(p, v) or _aside(p, v)
            else:
                one = _feeling(p, v) or _noun(p, v)
            if one is None and p.upos[v] == "VERB" and lemma(p.tok[v]) in CORE:
                doubtful.add(v)
        if one is not None:
            found.append(one)
    return found, doubtful


def _according(p: Parse, v: int) -> Attribution | None:
    noun = p.head[v] - 1 if p.rel[v] in ("case", "mark") else None
    if noun is None:
        after = [k for k in p.kids[v] if k > v + 1]
        noun = after[0] if after else p.head[v] - 1
    if noun is None or noun <= v + 1:
        return None
    source = v + 2, max(p.block(noun, frozenset((v, v + 1)))[1], noun)
    start = min(v, *p.under(noun))
    before, after = (0, start - 1), (source[1] + 1, len(p.tok) - 1)
    body = before if start > 3 and p.words(before) > 3 and p.head[noun] - 1 < start else after
    if body[0] > body[1] or p.words(body) < 2:
        return None
    return Attribution((v, v + 1), source, [body])


def _feeling(p: Parse, v: int) -> Attribution | None:
    """An adjective of belief or intent with its clause: she is confident that ..."""
    if p.upos[v] != "ADJ" or p.low[v] not in FEELING:
        return None
    clause = p.child(v, "ccomp", "xcomp")
    subject = p.child(v, *SUBJECTS)
    if clause is None or clause < v or subject is None or p.low[subject] in NOBODY:
        return None
    copula = p.child(v, "cop")
    first = v if copula is None else copula
    content = p.block(clause)
    if content[0] != v + 1:
        return None
    return Attribution((_before(p, min(first, v), v), v), _source(p, subject, v), [content])


def _noun(p: Parse, v: int) -> Attribution | None:
    """A noun of saying with whose it is and what it says: his decision to ..."""
    owner = p.child(v, "nmod:poss")
    if p.upos[v] != "NOUN" or p.low[v] not in SAYING_NOUNS or owner is None or owner > v:
        return None
    source = p.block(owner)
    clitic = p.child(owner, "case")
    first = source[1] + 1
    if clitic is not None and clitic == source[1]:
        source, first = (source[0], clitic - 1), clitic
    said = next(
        (k for k in p.kids[v] if k > v and p.rel[k] in ("acl", "ccomp", "nmod", "acl:to")), None
    )
    if said is None or source[0] > source[1] or v - first > 4:
        return None
    low, high = p.block(said)
    last = v
    if p.rel[said] == "nmod":
        if p.case(said) != low or p.low[low] not in (
            "of",
            "for",
            "about",
            "to",
            "against",
            "on",
            "in",
        ):
            return None
        last, low = low, low + 1
    elif low != v + 1 or p.low[low] not in ("to", "that"):
        return None
    return Attribution((first, last), source, [(low, high)]) if low <= high else None


def _aside(p: Parse, v: int) -> Attribution | None:
    """A verb of saying beside commas, whatever the parser made of it: ..., he said, ..."""
    subject = p.child(v, "nsubj")
    if lemma(p.tok[v]) not in CORE | {"write", "think", "believe"} or subject is None:
        return None
    low, high = p.block(subject, frozenset((v,)))
    first, last = min(low, v), max(high, v)
    if (
        not first
        or p.tok[first - 1] not in (",", "—", "–")
        or last - first > 12
        or abs(v - subject) > 8
    ):
        return None
    after = p.tok[last + 1 : last + 2]
    contents = [(0, first - 2)]
    if after == [","] and last + 3 < len(p.tok):
        contents.append((last + 2, len(p.tok) - 1))
    elif after not in ([], ["."]):
        return None
    contents = [_trim(p, c) for c in contents if c[0] <= c[1]]
    if not contents or p.words(contents[0]) < 1:
        return None
    return Attribution((v, v), (low, high), contents)


def _before(p: Parse, first: int, v: int) -> int:
    """Auxiliaries, negations and adverbs of v directly before `first`."""
    taken = {
        k
        for k in p.kids[v]
        if p.rel[k] in ("aux", "aux:pass", "cop")
        or (p.rel[k] == "advmod" and p.upos[k] in ("ADV", "PART") and not p.kids[k])
        or (p.rel[k] == "mark" and p.low[k] == "to")
    }
    while first - 1 in taken:
        first -= 1
    return first


def _after(p: Parse, v: int) -> int:
    """Particles directly after v, and the medium: said in a statement."""
    last = v
    while (
        last + 1 < len(p.tok)
        and p.head[last + 1] == v + 1
        and (p.rel[last + 1] in ("compound:prt", "aux") or p.low[last + 1] in ("n't", "not", "n’t"))
    ):
        last += 1
    for k in p.kids[v]:
        if p.rel[k].startswith("obl") and p.low[k] in MEDIUM and p.upos[k] == "NOUN":
            low, high = p.block(k)
            if low == last + 1 and high - low <= 4:
                last = high
    return last


def _cue(p: Parse, v: int) -> Span:
    first, top = _before(p, v, v), v
    for _ in range(3):  # declined to say, has tried to explain
        above = p.head[top] - 1
        if p.rel[top] != "xcomp" or above < 0 or above >= first:
            break
        if lemma(p.tok[above]) not in LEAD | WANT or p.upos[above] not in ("VERB", "AUX"):
            break
        if first - above > 1:
            break
        first, top = _before(p, above, above), above
    return first, _after(p, v)


def _source(p: Parse, subject: int | None, v: int) -> Span | None:
    if subject is None:
        return None
    if p.low[subject] in ("who", "which", "that"):
        return subject, subject
    first, last = p.block(subject, p.under(v) and frozenset((v,)))
    while last > first and p.upos[last] == "PUNCT" and p.tok[last] not in (")", "]"):
        last -= 1
    return first, last


Told = tuple[list[Span], int | None]  # contents, and the preposition that belongs to the cue


def _contents(p: Parse, v: int, name: str, subject: int | None) -> Told:
    """What is said: a clause, what stands beside, an infinitive, after a preposition, a thing."""
    for rule in (_clause, _infinitive, _after_preposition):
        found = rule(p, v, name, subject)
        if found is not None:
            return found
    thing = p.child(v, "obj", "iobj")
    if name in ABOUT and thing is not None and thing > v and not p.passive(v):
        return [p.block(thing)], None
    return [], None


def _clause(p: Parse, v: int, name: str, subject: int | None) -> Told | None:
    only = frozenset((v,))
    clause = p.child(v, "ccomp")
    quoted = [r for r in p.regions if p.direct(r)]
    written = clause is not None and not p.inside[clause]
    aside = p.rel[v] == "parataxis"
    if name not in SAY:
        return None
    if quoted and not written and (subject is not None or aside):
        return quoted, None
    if clause is not None:
        first, last = p.block(clause, only)
        if v < first:  # what hangs on the verb behind its clause is mostly said too
            for k in p.kids[v]:
                if k > last and p.rel[k] in ("advcl", "obl"):
                    low, high = p.block(k)
                    last = high if low == last + 1 else last
        return [(first, last)], None
    if aside and p.head[v]:
        mine, rest = p.under(v), sorted(p.under(p.head[v] - 1, only))
        sides = [i for i in rest if i < min(mine)], [i for i in rest if i > max(mine)]
        spans = [(side[0], side[-1]) for side in sides if side]
        return [s for s in spans if p.words(s) > 1], None
    return None


def _infinitive(p: Parse, v: int, name: str, subject: int | None) -> Told | None:
    infinitive = p.child(v, "xcomp")
    tags = ("VERB", "AUX", "ADJ", "NOUN", "PROPN")
    if infinitive is None or infinitive < v or p.upos[infinitive] not in tags:
        return None
    thing, passive = p.child(v, "obj", "iobj"), p.passive(v)
    if name in WANT and thing is None and not passive:
        inner = lemma(p.tok[infinitive])
        if inner in SAY and name in LEAD and _contents(p, infinitive, inner, subject)[0]:
            return [], None  # the inner verb is the cue: declined to say that
        return [p.block(infinitive)], None
    if name in TELL and thing is not None and thing > v and not passive:
        return [(p.block(thing)[0], max(p.block(infinitive)[1], p.block(thing)[1]))], None
    if passive and name in SAID_OF:
        told = p.child(v, "nsubj:pass")
        return [*([p.block(told)] if told is not None else []), p.block(infinitive)], None
    if name in SEEMING and subject is not None and p.low[subject] not in NOBODY:
        own = p.child(v, "nsubj")
        return ([p.block(own), p.block(infinitive)] if own is not None else []), None
    return None


def _after_preposition(p: Parse, v: int, name: str, subject: int | None) -> Told | None:
    del subject  # rules share their form
    if p.passive(v):
        return None
    thing = p.child(v, "obj", "iobj")
    for k in p.kids[v]:
        case = p.case(k)
        if case is None or k < v or not (p.rel[k].startswith("obl") or p.rel[k] == "advcl"):
            continue
        low, high = p.block(k)
        if thing is not None and p.low[case] in BOTH.get(name, ()):
            return [(p.block(thing)[0], high)], None
        if thing is None and p.low[case] in WITH.get(name, ()) and low == case:
            more = p.child(v, "xcomp")
            high = max(high, p.block(more)[1]) if more is not None and more > high else high
            if high > case:
                return [(case + 1, high)], case
    return None


def _verb(p: Parse, v: int) -> Attribution | None:
    name = lemma(p.tok[v])
    if name is None:
        return None
    subject = p.subject(v)
    contents, preposition = _contents(p, v, name, subject)
    passive = p.passive(v)
    if passive:
        subject = p.child(v, "obl:agent")
        if subject is None and name not in SAID_OF:
            return None
    cue = _cue(p, v)
    if preposition is not None and preposition == cue[1] + 1:
        cue = cue[0], preposition
    contents = [_trim(p, c) for c in contents]
    contents = [c for c in contents if c[0] <= c[1] and not (c[0] <= v <= c[1])]
    if not contents or any(c[0] <= i <= c[1] for c in contents for i in cue):
        return None
    alone = p.rel[v] in ("parataxis", "root", "advcl", "acl", "conj")
    if subject is None and not passive and not alone:
        return None
    source = None if name in SEEMING else _source(p, subject, v)
    if passive and source is not None:
        first = source[0] + (p.low[source[0]] == "by")
        source = (first, source[1]) if first <= source[1] else None
    if source is not None and any(c[0] <= source[1] and source[0] <= c[1] for c in contents):
        source = None
    nobody = subject is not None and p.upos[subject] == "PRON" and p.low[subject] in NOBODY
    if nobody and not passive and name not in SAID_BY_THINGS:
        return None
    return Attribution(cue, source, contents)


def _trim(p: Parse, span: Span) -> Span:
    first, last = span
    while first < last and p.upos[first] == "PUNCT" and p.tok[first] not in QUOTES | {"'", "‘"}:
        first += 1
    while (
        last > first
        and p.upos[last] == "PUNCT"
        and p.tok[last] not in QUOTES | {")", "?", "!", "..."}
    ):
        last -= 1
    inside = sum(t in QUOTES for t in p.tok[first : last + 1])
    if inside % 2:  # half of a quotation: take its other mark with it
        if last + 1 < len(p.tok) and p.tok[last + 1] in CLOSING:
            last += 1
        elif last + 2 < len(p.tok) and p.tok[last + 2] in CLOSING and p.tok[last + 1] in ".,?!":
            last += 2
        elif first and p.tok[first - 1] in OPENING:
            first -= 1
    elif (
        first
        and p.tok[first - 1] in OPENING
        and p.tok[last + 1 : last + 2]
        and p.tok[last + 1] in CLOSING
    ):
        first, last = first - 1, last + 1
    return first, last


@dataclass
class Tags:
    """The tags of a sentence as they are put."""

    out: list[str]
    taken: list[bool]

    def put(self, span: Span, name: str) -> None:
        """Tag a span, whatever was there."""
        for i in range(span[0], span[1] + 1):
            self.out[i] = ("B-" if i == span[0] else "I-") + name
            self.taken[i] = True

    def free(self, *spans: Span) -> bool:
        """Whether nothing has been put there yet."""
        return not any(self.taken[i] for first, last in spans for i in range(first, last + 1))


def tags(
    tok: list[str], upos: list[str], head: list[int], rel: list[str], inside: list[bool]
) -> list[str]:
    """BIO tags of a sentence's outermost attributions. `inside`: the words in quotation marks."""
    p = Parse(tok, upos, head, rel, inside)
    put = Tags(["O"] * len(tok), [False] * len(tok))
    found, doubtful = attributions(p)
    _put_outermost(p, found, put)
    if not any(put.taken):
        _put_after_colon(p, put)
    for region in p.regions:
        if p.direct(region) and put.free(region):
            put.put(region, "CONTENT")
    for v in doubtful:
        if not put.taken[v]:
            for i in p.under(v):
                if not put.taken[i]:
                    put.out[i] = "?"
    return put.out


def _put_outermost(p: Parse, found: list[Attribution], put: Tags) -> None:
    for one in found:
        one.contents = [_whole(p, c, one.cue) for c in one.contents]
    quoted = {i for first, last in p.regions for i in range(first, last + 1)}
    for one in sorted(found, key=lambda a: (a.cue[0] in quoted, -a.size)):
        crossed = any(a <= i <= b for a, b in one.contents for i in one.cue)
        if one.cue[0] in quoted or crossed or not put.free(one.cue, *one.contents):
            continue
        put.put(one.cue, "CUE")
        for content in one.contents:
            put.put(content, "CONTENT")
        if one.source and put.free(one.source):
            put.put(one.source, "SOURCE")


def _put_after_colon(p: Parse, put: Tags) -> None:
    """A transcript's or a headline's form: NAME: "..."."""
    colon = next((i for i, t in enumerate(p.tok[:12]) if t == ":"), None)
    if not colon or colon + 2 >= len(p.tok) or p.upos[0] != "PROPN":
        return
    named = all(u in ("PROPN", "PUNCT") for u in p.upos[:colon])
    if named and (p.tok[colon + 1] in OPENING or p.tok[0].isupper()):
        put.put((0, colon - 1), "SOURCE")
        put.put((colon, colon), "CUE")
        put.put((colon + 1, len(p.tok) - 1), "CONTENT")


LEAST_SPOKEN = 3  # words of a quotation that is more than a name or a scare quote


def _regions(tok: list[str], inside: list[bool]) -> list[Span]:
    """The quotations of a sentence, marks included."""
    found: list[Span] = []
    start: int | None = None
    for i, here in enumerate([*inside, False]):
        ends = start is not None and (
            not here or (tok[i] in OPENING and i > start + 1 and tok[i - 1] in CLOSING)
        )
        if start is not None and ends:
            spoken = sum(t[0].isalnum() for t in tok[start:i])
            ended = any(t in (",", ".", "?", "!") for t in tok[max(start, i - 2) : i])
            if spoken >= LEAST_SPOKEN or (spoken and ended):
                found.append((start, i - 1))
            start = None
        if here and start is None:
            start = i
    return found


def _whole(p: Parse, content: Span, cue: Span) -> Span:
    """A content that cuts a quotation takes all of it."""
    first, last = content
    for low, high in p.regions:
        if low <= last and first <= high and not low <= cue[0] <= high:
            first, last = min(first, low), max(last, high)
    return first, last


MOST_RUNNING = 8  # sentences that a quotation runs on over, in case its end is lost


Tree = tuple[list[str], list[int], list[str]]  # tags, heads (1-based, 0 root), relations


def tag_document(sentences: list[list[str]], trees: list[Tree | None]) -> list[list[str] | None]:
    """Tags of the sentences of a document; None where there is no tree.

    A sentence inside a quotation that runs on is content, whatever is in it.
    """
    within, running = False, 0
    out: list[list[str] | None] = []
    for words, tree in zip(sentences, trees, strict=True):
        inside, within = _inside(words, within)
        running = running + 1 if within else 0
        if running > MOST_RUNNING:
            within, running = False, 0
        spoken = [i for i, w in enumerate(words) if w[0].isalnum()]
        if len(spoken) > 1 and all(inside[i] for i in spoken):
            out.append(["B-CONTENT", *["I-CONTENT"] * (len(words) - 1)])
        else:
            out.append(None if tree is None else tags(words, *tree, inside))
    return out


def _inside(words: list[str], within: bool) -> tuple[list[bool], bool]:
    """Which words stand in quotation marks, and whether the last mark is still open."""
    out = []
    for i, word in enumerate(words):
        double = word == "'" and (words[i + 1 : i + 2] == ["'"] or words[i - 1 : i] == ["'"])
        if double and words[i - 1 : i] == ["'"]:
            out.append(out[-1])  # the second half of two single marks
            continue
        mark = word in QUOTES or double
        if mark:
            again = within and i == 0  # a paragraph of a quotation opens it again
            opens = word in ("“", "``") or again or (word not in ("”", "''") and not within)
            out.append(True)
            within = opens
        else:
            out.append(within)
    return out, within
