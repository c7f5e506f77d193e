from __future__ import annotations

from firsthand.lineage import trace
from firsthand.records import Derivation, Marked
from sarn_flood import FLOOD, MARKET, OTHER_FLOOD, mark, strip

PARAGRAPHS = FLOOD.strip().split("\n\n")
TIP = "Anyone who saw the van on the Korn bridge is asked to call the district police at Ulmet."


def find(*pile: Marked) -> Derivation:
    (found,) = trace([*pile, mark("other", OTHER_FLOOD)]).derivations
    return found


def cover(found: Derivation, text: str) -> set[int]:
    """Return the places of the child's characters that lie in passages."""
    assert all(0 <= p.child.start < p.child.end <= len(text) for p in found.passages)
    return {at for p in found.passages for at in range(p.child.start, p.child.end)}


def test_a_line_that_ran_into_a_stripped_sentence_parts_it_and_is_no_passage():
    line = "see also why the price of timber fell again this spring and what the mills now expect"
    whole = strip(FLOOD)
    cut = whole.index("swept off")
    text = f"{whole[:cut]}{line} {whole[cut:]}"
    covered = cover(find(mark("worn", text), mark("flood", FLOOD)), text)
    at = text.index(line)
    assert not covered & set(range(at, at + len(line)))
    for words in ("two men drowned when their van was", "swept off the korn bridge shortly before"):
        start = text.index(words)
        assert set(range(start, start + len(words))) <= covered


def test_furniture_inside_a_paste_was_pasted_with_it():
    pasted = "\n\n".join([PARAGRAPHS[0], TIP, *PARAGRAPHS[1:3]])
    host = f"{MARKET.strip()}\n\n{pasted}"
    source = "\n\n".join([PARAGRAPHS[0], TIP, *PARAGRAPHS[1:]])
    pile = [
        mark("host", host, on="2024-06-13", furniture=((TIP, "tip_line"),)),
        mark("source", source, on="2024-06-11", furniture=((TIP, "tip_line"),)),
    ]
    found = find(*pile)
    assert (found.child, found.kind) == ("host", "excerpt")
    start = host.index(TIP)
    assert set(range(start, start + len(TIP))) <= cover(found, host)


def test_furniture_apart_from_a_paste_is_no_passage():
    host = "\n\n".join([*PARAGRAPHS[:3], MARKET.strip(), TIP])
    source = "\n\n".join([*PARAGRAPHS, TIP])
    pile = [
        mark("host", host, on="2024-06-13", furniture=((TIP, "tip_line"),)),
        mark("source", source, on="2024-06-11", furniture=((TIP, "tip_line"),)),
    ]
    found = find(*pile)
    assert (found.child, found.kind) == ("host", "excerpt")
    start = host.index(TIP)
    assert not set(range(start, start + len(TIP))) & cover(found, host)
