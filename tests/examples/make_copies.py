#!/usr/bin/env python3
"""How the mechanical copies of the example pile were made (run once by hand; not part of the tests).

    v01  round-trip machine translation of v06: apertium 3.8.3, apertium-eng-spa 0.8.1 (Debian 12),
         `apertium -u eng-spa | apertium -u spa-eng`, byline, caption, tip and copyright lines left out
    v11  v02 in lower case without punctuation, heads and see-also run in, first words and end cut
    v09  v03 as a second customer of the agency carries it: own headline, one sentence and one paragraph less

v10 was written by hand; its four paragraphs from "How many were" to "where the piles are" are v04's, one after
"Oskar Benn" left out.
Usage: make_copies.py examples/velm
"""

import pathlib
import re
import subprocess
import sys


def apertium(text, *pairs):
    for pair in pairs:
        text = subprocess.run(
            ["apertium", "-u", pair], input=text, capture_output=True, text=True, check=True
        ).stdout
    return text


def round_trip(text):
    furniture = ("By ", "Relatives at the pier", "Were you on board", "©")
    paragraphs = [p for p in text.strip().split("\n\n") if not p.startswith(furniture)]
    out = apertium("\n\n".join(paragraphs) + "\n", "eng-spa", "spa-eng")
    paragraphs = [
        re.sub(r"(?<=“) ", "", re.sub(r" +", " ", p)).strip() for p in out.strip().split("\n\n")
    ]
    return " date 2019-09-27 Loading...\n\n" + "\n\n".join(paragraphs) + "\n"


def stripped(text):
    words = re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()
    return words[words.index("ll rises to 14") : words.index("ool choir")] + "\n"


def second_customer(text):
    paragraphs = [
        p
        for p in text.strip().split("\n\n")
        if not p.startswith(("date ", "Toll in", "Neighbouring", "Most read"))
    ]
    paragraphs = [
        p.replace(" She said he would appear before a judge on Tuesday.", "") for p in paragraphs
    ]
    paragraphs = [
        p.replace("in the north of the country", "in Karvenia's north") for p in paragraphs
    ]
    return (
        "\n\n".join(
            [
                "More bodies found after Karvenia ferry sinking",
                *paragraphs,
                "Tavis Today | World | Back to top",
            ]
        )
        + "\n"
    )


def main(folder):
    folder = pathlib.Path(folder)
    for parent, child, make in (
        ("v06", "v01", round_trip),
        ("v02", "v11", stripped),
        ("v03", "v09", second_customer),
    ):
        text = (folder / f"{parent}.txt").read_text(encoding="utf-8")
        (folder / f"{child}.txt").write_text(make(text), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
