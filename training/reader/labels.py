"""The labels that the reader gives, in the order of the network's outputs."""

from __future__ import annotations

NAME_KINDS = ("PER", "ORG", "LOC", "NORP", "DATE", "MONEY", "MISC")
PARTS = ("SOURCE", "CUE", "CONTENT")


def bio(kinds: tuple[str, ...]) -> list[str]:
    """Labels for spans of these kinds: O, then B- and I- of each."""
    return ["O", *(f"{place}-{kind}" for kind in kinds for place in "BI")]


NAMES = bio(NAME_KINDS)
ATTRIBUTIONS = bio(PARTS)
PUNCTUATION = ["", ",", ".", "?", ":"]
CASE = ["lower", "title", "upper"]
# Roles of PropBank that occur at least 40 times in EWT and MASC (training parts), but for some that
# refer or go on (C-ARG2 119 times, C-ARGM-CXN 70). _ is no role.
ROLES = """_ ARG0 ARG1 ARG2 ARG3 ARG4 ARGM-TMP ARGM-LOC ARGM-NEG ARGM-MOD ARGM-ADV ARGM-MNR ARGM-DIS
ARGM-CAU ARGM-PRP ARGM-DIR ARGM-EXT ARGM-GOL ARGM-ADJ ARGM-PRR ARGM-COM ARGM-LVB R-ARG0 R-ARG1
R-ARG2 R-ARGM-LOC R-ARGM-TMP C-ARG1 C-ARG0 ARGM-PRD ARGM-CXN""".split()
UPOS = """ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X""".split()
IGNORED = -100  # a label that a set does not have: no loss
