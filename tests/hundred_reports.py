"""A made pile: sixty invented councils, and reports that copy, cut or strip one of the others."""

from __future__ import annotations

import datetime as dt
import random

from firsthand.records import Report, ReportId, Retrieval

PLACES = "Velm Tarn Ostra Hollin Dorsana Sarn Merrow Quill Anstey Brack Corvale Dunmere".split()
NAMES = "Maro Renn Okafor Lind Petrov Haas Silva Brandt Kovac Amadi Duarte Novak".split()
THINGS = "bridge school harbour tram library reservoir hospital market tunnel stadium".split()
DID = "approved rejected delayed inspected reopened sold flooded repaired renamed insured".split()
WHY = (
    "after residents complained about the noise at night",
    "because the costs had doubled within two years",
    "although three members of the council were absent",
    "while engineers were still looking for the leak",
    "before the winter storms could reach the coast",
    "since nobody else had offered to pay for the roof",
)


def write_account(rng: random.Random) -> str:
    """Return an account of its own: the words of each sentence are drawn anew."""
    place, name = rng.choice(PLACES), rng.choice(NAMES)
    lines = [
        f"The council of {place} {rng.choice(DID)} the {rng.choice(THINGS)} on"
        f" {rng.choice(['Monday', 'Tuesday', 'Friday'])} {rng.choice(WHY)}."
    ]
    lines += [
        f"{rng.choice(NAMES)} {rng.choice(['told', 'reminded', 'asked', 'warned'])} the"
        f" {rng.choice(['mayor', 'owners', 'drivers', 'visitors', 'fishermen'])} of"
        f" {rng.choice(PLACES)} that {rng.randint(2, 900)}"
        f" {rng.choice(['pumps', 'benches', 'trains', 'windows', 'boats', 'permits'])} near the"
        f" {rng.choice(THINGS)} had been {rng.choice(DID)} {rng.choice(WHY)}."
        for _ in range(rng.randint(5, 9))
    ]
    lines.append(f"{name} declined to comment on the {rng.choice(THINGS)}.")
    return " ".join(lines)


def make_pile(seed: int = 5, n_reports: int = 100) -> list[Report]:
    """Return a pile in which four reports in ten were made from an earlier one."""
    rng = random.Random(seed)
    texts: list[str] = []
    for n in range(n_reports):
        text = write_account(rng) if n < 20 or rng.random() < 0.6 else rng.choice(texts)
        if text in texts:
            sentences = text.split(". ")
            text = rng.choice(
                (
                    text + " This newspaper could not verify the figures.",
                    ". ".join(sentences[: max(4, len(sentences) // 2)]) + ".",
                    text.lower().replace(",", "").replace(".", ""),
                )
            )
        texts.append(text)
    return [
        Report(
            id=ReportId(f"r{n:03}"),
            text=text,
            retrieval=Retrieval(sha256=f"{n:064x}"),
            outlet=f"The {PLACES[n % 7]} Post",
            published_on=dt.date(2031, 3, 1) + dt.timedelta(days=n // 6),
            language="en",
        )
        for n, text in enumerate(texts)
    ]
