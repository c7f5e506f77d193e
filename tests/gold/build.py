#!/usr/bin/env python3
"""Build a gold file from its labels: build.py NAME [--check].

Reads NAME.labels.py and ../../examples/NAME or ../piles/NAME, writes NAME.json. Fails when
quoted words are not found in their report or stand there more than once. --check writes nothing
and fails when NAME.json is not what would be written. Standard library only. Offsets are code
points, end exclusive.
"""

import difflib
import hashlib
import json
import pathlib
import re
import runpy
import sys

HERE = pathlib.Path(__file__).resolve().parent
CORE = {"supports", "mutated", "paraphrased_quote", "presupposes", "weaker", "broader"}
HOW = {"stripped": "stripped", "exact": "excerpt", "near": "near_copy"}
ABBREVIATIONS = ("Mr.", "Ms.", "Dr.", "Sept.", "a.m.", "p.m.", "No.", "St.", "Rev.")
BREAK = re.compile(r"[.!?][”\"’)]*\s+(?=[“\"A-Z\[])")
QUOTED = re.compile('[“"]([^“”"\n]{12,})[”"]')


class LabelError(Exception):
    """Quoted words that do not stand in their report exactly once."""


def strip(text):
    """Lower the case, make runs of other characters than letters and digits one space."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def whole(words):
    return re.compile(rf"(?<![a-z0-9]){re.escape(words)}(?![a-z0-9])")


def split_sentences(text):
    """Cut paragraphs after . ! ? and closing quote marks before a capital or a quote mark."""
    spans = []
    for para in re.finditer(r"[^\n]+", text):
        cut = para.start()
        for m in BREAK.finditer(text, para.start(), para.end()):
            head = text[cut : m.end()].rstrip()
            if not head.endswith(ABBREVIATIONS):
                spans.append((cut, cut + len(head)))
                cut = m.end()
        spans.append((cut, para.end()))
    trimmed = []
    for a, b in spans:
        part = text[a:b]
        if part.strip():
            left = a + len(part) - len(part.lstrip())
            trimmed.append((left, left + len(part.strip())))
    return trimmed


class Pile:
    """The reports, their sentences, and where words of a report stand in its copies."""

    def __init__(self, folder, labels):
        self.bytes = {p.stem: p.read_bytes() for p in sorted(folder.glob("*.txt"))}
        self.text = {r: b.decode("utf-8") for r, b in self.bytes.items()}
        self.voice = {r: v[0] for v in labels["VOICES"] for r in v[2]}
        if set(self.voice) != set(self.text):
            raise SystemExit(f"voices are no partition: {set(self.voice) ^ set(self.text)}")
        self.sentences = {r: split_sentences(t) for r, t in self.text.items()}
        self.copies = {}
        self.pasted = {}
        for edge in labels["LINEAGE"]:
            parent, child, align = edge["parent"], edge["child"], edge["align"]
            if isinstance(align, list) or align not in HOW:
                continue
            self.copies.setdefault(parent, []).append((child, align))
            if align == "stripped":
                self.sentences[child] = self.stripped_sentences(parent, child)
            if align == "exact":
                self.pasted[child] = (parent, self.paste(parent, child))

    def words(self, report, span):
        return self.text[report][span[0] : span[1]]

    def stripped_sentences(self, parent, child):
        """Find the parent's sentences in the stripped child; first and last may be cut."""
        text, spans, pos = self.text[child], [], 0
        for sentence in self.sentences[parent]:
            words = strip(self.words(parent, sentence))
            at = text.find(words, pos)
            rest = text[pos:].strip()
            if at < 0 and not spans:
                tails = (words[k:] for k in range(len(words)))
                words = next((t for t in tails if text.startswith(t + " ")), "")
                at = 0
            elif at < 0 and words.startswith(rest):
                words, at = rest, text.find(rest, pos) if rest else -1
            if at >= 0 and words:
                pos = at + len(words)
                spans.append((at, pos))
        return spans

    def paste(self, parent, child):
        """Spans of the child's paragraphs that stand word for word in the parent."""
        theirs = set(self.text[parent].split("\n"))
        lines = re.finditer(r"[^\n]{80,}", self.text[child])
        return [m.span() for m in lines if m.group() in theirs]

    def find(self, report, words, nth, what):
        hits = [m.start() for m in re.finditer(re.escape(words), self.text[report])]
        if len(hits) != 1 and (nth is None or nth >= len(hits)):
            raise LabelError(f"{what}: {len(hits)} times in {report}: {words!r}")
        return hits[nth or 0], hits[nth or 0] + len(words)

    def sentence_at(self, report, span):
        """Number and span of the sentence in which the middle of the span lies."""
        mid = (span[0] + span[1]) // 2
        inside = ((k, s) for k, s in enumerate(self.sentences[report]) if s[0] <= mid < s[1])
        return next(inside, (None, span))

    def cite(self, report, span):
        k, sentence = self.sentence_at(report, span)
        return {
            "ref": report if k is None else f"{report}.{k}",
            "quote": self.words(report, span),
            "file": f"{report}.txt",
            "start": span[0],
            "end": span[1],
            "sentence": list(sentence),
        }

    def carried(self, report, span):
        """Citations of the same words in the copies of the report, with how they got there."""
        for child, align in self.copies.get(report, ()):
            at = self.carry_stripped if align == "stripped" else self.carry_exact
            found = at(report, child, span)
            if found:
                yield self.cite(child, found), HOW[align]

    def carry_stripped(self, report, child, span):
        words, text = strip(self.words(report, span)), self.text[child]
        _, sentence = self.sentence_at(report, span)
        host = strip(self.words(report, sentence))
        before = strip(self.text[report][sentence[0] : span[0]])
        offset = len(before) + 1 if before else 0
        at = text.find(host)
        if at >= 0:
            return (at + offset, at + offset + len(words))
        hits = [m.start() for m in whole(words).finditer(text)]  # a sentence that was cut
        once = len(whole(words).findall(strip(self.text[report]))) == 1
        return (hits[0], hits[0] + len(words)) if hits and once else None

    def carry_exact(self, report, child, span):
        text = self.text[child]
        _, sentence = self.sentence_at(report, span)
        at = text.find(self.words(report, sentence))
        if at >= 0:
            return (at + span[0] - sentence[0], at + span[1] - sentence[0])
        words = self.words(report, span)
        if text.count(words) == 1 and (report, child) not in self.paste_pairs():
            return (text.find(words), text.find(words) + len(words))
        return None

    def paste_pairs(self):
        return {(parent, child) for child, (parent, _) in self.pasted.items()}

    def voice_at(self, cite):
        report = cite["file"].removesuffix(".txt")
        parent, spans = self.pasted.get(report, (report, []))
        inside = any(a <= cite["start"] and cite["end"] <= b for a, b in spans)
        return self.voice[parent if inside else report]


def skip_furniture(pile, report, skipped):
    """Sentences of the paragraphs of a report, one list a paragraph, without what was left out."""
    blocks = []
    for m in re.finditer(r"[^\n]+", pile.text[report]):
        inside = [s for s in pile.sentences[report] if m.start() <= s[0] and s[1] <= m.end()]
        if inside and not m.group().lstrip().startswith(tuple(skipped)):
            blocks.append(inside)
    return blocks


def align_paragraphs(pile, parent, child, skipped):
    """Pair sentences where paragraphs have as many, else whole paragraphs."""
    left, right = (skip_furniture(pile, r, skipped) for r in (parent, child))
    if len(left) != len(right):
        raise LabelError(f"{child} <- {parent}: {len(left)} and {len(right)} paragraphs")
    pairs = []
    for x, y in zip(left, right, strict=True):
        whole_paragraphs = [((x[0][0], x[-1][1]), (y[0][0], y[-1][1]))]
        pairs += zip(x, y, strict=True) if len(x) == len(y) else whole_paragraphs
    return pairs


def align_stripped(pile, parent, child):
    pairs = []
    for sentence in pile.sentences[parent]:
        words = strip(pile.words(parent, sentence))
        at = pile.text[child].find(words)
        if at >= 0:
            pairs.append((sentence, (at, at + len(words))))
    return pairs


def align_similar(pile, parent, child, least):
    pairs = []
    for sentence in pile.sentences[parent]:
        mine = pile.words(parent, sentence)
        ratios = [
            (difflib.SequenceMatcher(None, mine, pile.words(child, s), autojunk=False).ratio(), s)
            for s in pile.sentences[child]
        ]
        ratio, best = max(ratios, key=lambda x: x[0])
        if ratio > least:
            pairs.append((sentence, best))
    return pairs


def align(pile, labels, edge):
    parent, child, how = edge["parent"], edge["child"], edge["align"]
    if how == "paragraphs":
        return align_paragraphs(pile, parent, child, labels["LEFT_OUT"])
    if how == "stripped":
        return align_stripped(pile, parent, child)
    if how in ("exact", "near"):
        return align_similar(pile, parent, child, 0.999 if how == "exact" else 0.8)
    return [
        (pile.find(parent, x, None, "lineage"), pile.find(child, y, None, "lineage"))
        for x, y in how
    ]


def five_grams(text):
    words = strip(text).split()
    return {tuple(words[i : i + 5]) for i in range(len(words) - 4)}


class Builder:
    """Turns labels into the sections of a gold file; collects what is wrong with them."""

    def __init__(self, pile, labels):
        self.pile = pile
        self.labels = labels
        self.errors = []

    def cite(self, report, words, what, nth=None):
        """One citation in a list, or none and an error."""
        try:
            return [self.pile.cite(report, self.pile.find(report, words, nth, what))]
        except LabelError as error:
            self.errors.append(str(error))
            return []

    def cite_all(self, report, words, what, nth=None):
        """The citation and those of the same words in copies, each with how it got there."""
        for base in self.cite(report, words, what, nth):
            yield base, None
            yield from self.pile.carried(report, (base["start"], base["end"]))

    def supports(self, claim):
        out = {}
        for s in claim["supports"]:
            extra = {k: v for k, v in s.items() if k not in ("report", "quote", "nth")}
            for cite, how in self.cite_all(s["report"], s["quote"], claim["id"], s.get("nth")):
                key = (cite["file"], cite["start"], cite["end"])
                if key in out:
                    self.errors.append(f"{claim['id']}: twice {cite['ref']} {cite['quote']!r}")
                voice = {"voice": self.pile.voice_at(cite)}
                projected = {"projected": how} if how else {}
                out[key] = {**cite, "stance": "supports", **extra, **voice, **projected}
        return list(out.values())

    def claim(self, label):
        supports = self.supports(label)
        core = [x for x in supports if x["stance"] in CORE]
        voices = sorted({x["voice"] for x in core})
        reports = sorted({x["file"].removesuffix(".txt") for x in core})
        origins = sorted({x["via"][-1] for x in core if not x["via"][-1].startswith("(")})
        status = label["status"]
        if (status == "corroborated" and len(voices) < 2) or (
            status.startswith("single") and len(voices) != 1
        ):
            self.errors.append(f"{label['id']}: {status} with voices {voices}")
        out = {k: label[k] for k in ("id", "fact", "type", "status")}
        out["status_accept"] = label.get("status_accept", [])
        out.update(
            {k: label[k] for k in ("where", "values", "values_accept", "note") if k in label}
        )
        if "when" in label:
            out["when"] = {"value": label["when"]}
        out["voices"] = voices
        out["voices_incl_weak"] = sorted({x["voice"] for x in supports})
        out.update(reports=reports, origins=origins, n_origins=len(origins))
        out.update(n_voices=len(voices), n_reports=len(reports), supports=supports)
        return out

    def lineage(self):
        out = []
        for edge in self.labels["LINEAGE"]:
            parent, child = edge["parent"], edge["child"]
            mine, theirs = five_grams(self.pile.text[child]), five_grams(self.pile.text[parent])
            shared = len(mine & theirs)
            spans = [
                [self.end(parent, x), self.end(child, y)]
                for x, y in align(self.pile, self.labels, edge)
            ]
            coverage = {
                "child_5gram": round(shared / len(mine), 3),
                "parent_5gram": round(shared / len(theirs), 3),
            }
            kept = {k: v for k, v in edge.items() if k != "align"}
            out.append({**kept, "alt_parents": [], "coverage": coverage, "spans": spans})
        return out

    def end(self, report, span):
        cite = self.pile.cite(report, span)
        return {k: cite[k] for k in ("ref", "file", "start", "end")}

    def quotes(self):
        out = []
        for n, q in enumerate(self.labels["QUOTES"], 1):
            variants = []
            for v in q["variants"]:
                for cite, how in self.cite_all(v["report"], v["quote"], f"Q{n}", v.get("nth")):
                    more = {"change": how or v["change"], "note": "projected" if how else ""}
                    variants.append(
                        {**cite, **more, "altered": v["change"] == "altered", "scored": True}
                    )
            first = q["variants"][0]["report"]
            canonical = [
                v for v in q["variants"] if (v["report"], v["change"]) == (first, "canonical")
            ]
            kept = {k: q[k] for k in ("role", "channel", "date")}
            out.append(
                {
                    "id": f"Q{n}",
                    "speaker": q["speaker"],
                    "speaker_accept": q["accept"],
                    **kept,
                    "canonical": " ".join(v["quote"].rstrip(",.") + "." for v in canonical),
                    "canonical_doc": first,
                    "variants": variants,
                    "note": "",
                }
            )
        return out

    def not_quotes(self):
        return [
            {**cite, "why": why}
            for report, words, why in self.labels["NOT_QUOTES"]
            for cite in self.cite(report, words, "not a quote")
        ]

    def quote_regions(self, not_quotes):
        apart = {(x["file"], x["start"]) for x in not_quotes}
        return [
            {"file": f"{report}.txt", "start": m.start(1), "end": m.end(1)}
            for report, text in self.pile.text.items()
            for m in QUOTED.finditer(text)
            if (f"{report}.txt", m.start()) not in apart
        ]

    def mutations(self):
        parent, child = self.labels["MUTATED"]
        out = []
        for original, mutated, kind, severity, note, more in self.labels["MUTATIONS"]:
            first, second = more.get("nth", (None, None))
            before = self.cite(parent, original, "mutation", first)
            after = self.cite(child, mutated, "mutation", second)
            what = {"kind": kind, "severity": severity, "note": note}
            out += [{"original": a, "mutated": b, **what} for a in before for b in after]
        return out

    def revisions(self):
        out = []
        for before, earlier, after, later, note in self.labels["REVISIONS"]:
            left = self.cite(before, earlier, "revision")
            right = self.cite(after, later, "revision")
            out += [{"earlier": a, "later": b, "note": note} for a in left for b in right]
        return out

    def dates(self):
        out = []
        for report, words, first, last, grain in self.labels["DATES"]:
            for cite, how in self.cite_all(report, words, "date"):
                when = {"first_on": first, "last_on": last or first, "granularity": grain}
                projected = {"projected": how} if how else {}
                out.append({**cite, **when, "note": "", "anchor": None, **projected})
        return out

    def timeline(self, claims):
        fields = ("ref", "quote", "file", "start", "end", "sentence")
        by_id = {c["id"]: c for c in claims}
        out = []
        for first, last, what, ids, more in self.labels["TIMELINE"]:
            cites = {}
            for support in (s for i in ids for s in by_id[i]["supports"] if s["stance"] in CORE):
                cites[support["file"], support["start"], support["end"]] = {
                    k: support[k] for k in fields
                }
            for cite in (c for r, w in more for c, _ in self.cite_all(r, w, "timeline")):
                cites[cite["file"], cite["start"], cite["end"]] = cite
            day = first == last
            out.append(
                {
                    "when": first if day else first[:4],
                    "first_on": first,
                    "last_on": last,
                    "what": what,
                    "claims": ids,
                    "precision": "day" if day else "year",
                    "scored": True,
                    "citations": list(cites.values()),
                }
            )
        return out

    def boilerplate(self):
        return [
            {**cite, "kind": kind, "note": "projected" if how else ""}
            for report, kind, words, *nth in self.labels["BOILERPLATE"]
            for cite, how in self.cite_all(report, words, "boilerplate", *nth)
            if how != "excerpt"
        ]

    def sentences(self, claims, boilerplate, opinion):
        stances = {}
        for c in claims:
            for s in c["supports"]:
                stances.setdefault(s["ref"], []).append([c["id"], s["stance"]])
        out = []
        for report in self.pile.text:
            furniture = [x for x in boilerplate if x["file"] == f"{report}.txt"]
            for k, (a, b) in enumerate(self.pile.sentences[report]):
                ref = f"{report}.{k}"
                kinds = [x["kind"] for x in furniture if x["start"] < b and a < x["end"]]
                out.append(
                    {
                        "ref": ref,
                        "file": f"{report}.txt",
                        "start": a,
                        "end": b,
                        "claims": stances.get(ref, []),
                        "boilerplate": kinds,
                        "opinion": ref in opinion,
                    }
                )
        return out

    def reports(self):
        return [
            {
                "id": report,
                "file": f"{report}.txt",
                "text_sha256": hashlib.sha256(self.pile.bytes[report]).hexdigest(),
                "chars": len(text),
            }
            for report, text in self.pile.text.items()
        ]

    def hard_negatives(self, claims):
        ids = {c["id"] for c in claims}
        rows = [{"a": a, "b": b, "why": why} for a, b, why in self.labels["HARD_NEGATIVES"]]
        self.errors += [f"no such claims: {r}" for r in rows if not {r["a"], r["b"]} <= ids]
        return rows

    def gold(self):
        labels = self.labels
        claims = [self.claim(c) for c in labels["CLAIMS"]]
        boilerplate = self.boilerplate()
        not_quotes = self.not_quotes()
        opinion = [c["ref"] for r, w in labels["OPINION"] for c in self.cite(r, w, "opinion")]
        voice = ("id", "name", "reports", "kind")
        out = {
            "version": 1,
            "story": labels["STORY"],
            "offsets": "Unicode code points in the file decoded as UTF-8, newlines untouched; "
            "end exclusive",
            "annotator": "by hand before any program read the pile; single annotator; supports "
            'marked "projected" were carried over by script to character-exact copies',
            "note": labels["NOTE"],
            "reports": self.reports(),
            "metadata": labels["METADATA"],
            "boilerplate": boilerplate,
            "lineage": self.lineage(),
            "not_lineage": [{"pair": p, "why": w} for p, w in labels["NOT_LINEAGE"]],
            "voices": [
                {**dict(zip(voice, v, strict=True)), "weight": "independent"}
                for v in labels["VOICES"]
            ],
            "voice_note": labels["VOICE_NOTE"],
            "voices_alt": labels["VOICES_ALT"],
            "shared_errors": [],
            "claims": claims,
            "hard_negatives": self.hard_negatives(claims),
            "quotes": self.quotes(),
            "not_quotes": not_quotes,
            "quote_regions": self.quote_regions(not_quotes),
            "mutations": self.mutations(),
            "revisions": self.revisions(),
            "dates": self.dates(),
            "timeline": self.timeline(claims),
            "places": [
                {"name": n, "role": r, "precision": p, "claims": c}
                for n, r, p, c in labels["PLACES"]
            ],
            "actors": [{"canonical": n, "aliases": a} for n, a in labels["ACTORS"]],
            "sentences": self.sentences(claims, boilerplate, opinion),
            "opinion_sentences": opinion,
            "doubtful": labels["DOUBTFUL"],
        }
        if self.errors:
            raise SystemExit("\n".join(self.errors))
        return out


def find_folder(name):
    folders = (HERE.parents[1] / "examples" / name, HERE.parent / "piles" / name)
    return next((folder for folder in folders if folder.is_dir()), folders[0])


def main(argv):
    name = next(a for a in argv if not a.startswith("-"))
    labels = runpy.run_path(str(HERE / f"{name}.labels.py"))
    pile = Pile(find_folder(name), labels)
    text = json.dumps(Builder(pile, labels).gold(), ensure_ascii=False, indent=1) + "\n"
    path = HERE / f"{name}.json"
    if "--check" in argv:
        return 0 if path.exists() and path.read_text(encoding="utf-8") == text else 1
    path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
