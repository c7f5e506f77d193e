from __future__ import annotations

from dataclasses import replace

import pytest

from firsthand.lineage import kind as rules
from firsthand.lineage import trace
from firsthand.lineage.families import turn_round
from firsthand.lineage.kind import Rule
from firsthand.records import Derivation
from firsthand.store import decode, encode
from sarn_flood import FLOOD, MARKET, OTHER_FLOOD, mark, wrap

PARAGRAPHS = FLOOD.strip().split("\n\n")

# Two translations of one report that is in no pile: nobody's words, the same sentences.
FIRST_TRANSLATION = """The residents of Kastova blocked the road to the quarry on Saturday after a \
lorry loaded with gravel killed a boy of nine near the school.

The driver, 44, had been at the wheel for thirteen hours, the prosecutor Lena Orsik said. He was \
released in the evening against a bail of 2,000 thalers.

The parents have been asking for a footpath for six years. In March the municipality answered that \
there was no money before 2027.

The quarry, which belongs to the Brandl family, promised to send its lorries by way of Unterhof from \
Monday. Nobody in Kastova believes it, because the bridge there carries only seven tonnes.

On Sunday some four hundred people followed the coffin. The teacher of the boy read out a letter \
from his class, and the lorries stood still for an hour.
"""
SECOND_TRANSLATION = """Inhabitants of Kastova closed off the quarry road on Saturday, following the \
death of a nine-year-old boy hit near the school by a truck carrying gravel.

According to prosecutor Lena Orsik, the driver, aged 44, had spent thirteen hours at the wheel. In \
the evening he was set free on bail of 2,000 thalers.

For six years now the parents have demanded a footpath. The town hall replied in March that money \
would not be available until 2027.

The quarry, owned by the Brandl family, has promised that starting Monday its trucks will be routed \
through Unterhof. No one in Kastova believes this, as the bridge there can bear just seven tonnes.

About four hundred people walked behind the coffin on Sunday. The boy's teacher read a letter from \
his classmates aloud, and for one hour the trucks did not move.
"""

# A desk's rewrite: other words in every sentence, some sentences joined, others moved.
REWRITE = """Mayor Otto Renn said the sirens had been out of order since spring. He asked the \
government in Tarvos for troops and tents.

The river Sarn overflowed its banks at Ulmet on Monday night and drove about 900 people from their \
houses, the district office said.

Two men died when their van was swept off the Korn bridge just before midnight, the fire brigade \
said. A woman of 71 was discovered dead in a cellar on Tuesday.

Forecasters had warned of heavy rain on Sunday, but no alarm was raised in Ulmet. The water climbed \
by almost four metres within three hours after a dam of timber burst above the village of Hest.

Farmers fear that the whole of the beet crop in the lower valley is gone. The railway between Ulmet \
and Lindow will remain shut for at least a week, its operator Sarnbahn said.
"""

SCAN = (
    FLOOD.replace("almost", "a1most")
    .replace("the sirens", "fhe 5irens")
    .replace("village", "vi1lage")
    .replace("which", "wbich")
)


def find(*pile) -> Derivation:
    (found,) = trace([*pile, mark("other", OTHER_FLOOD), mark("market", MARKET)]).derivations
    return found


def test_two_translations_of_one_hidden_text_are_translations_without_an_order():
    found = find(mark("a", FIRST_TRANSLATION), mark("b", SECOND_TRANSLATION))
    assert found.kind == "translation"
    assert 0.2 < found.direction_probability < 0.8


def test_other_words_in_another_order_are_a_rewrite():
    assert find(mark("a", FLOOD), mark("b", REWRITE)).kind == "rewrite"


def test_a_scan_is_a_degraded_copy_whoever_is_dated_first():
    found = find(mark("a", wrap(SCAN), on="2024-06-11"), mark("b", FLOOD, on="2024-06-11"))
    assert (found.child, found.kind, found.degraded) == ("a", "copy", True)
    assert found.direction_probability >= 0.8


@pytest.mark.parametrize(
    ("text", "kind"),
    [(FLOOD, "copy"), (FLOOD.replace("some 900", "some 950"), "revision")],
    ids=["to the letter", "a number changed"],
)
def test_what_an_outlet_prints_again_is_a_version_unless_it_is_the_same(text, kind):
    found = find(
        mark("a", FLOOD, outlet="Ulmet Tagblatt", on="2024-06-11"),
        mark("b", text, outlet="Ulmet Tagblatt", on="2024-06-12"),
    )
    assert found.kind == kind


def test_another_outlet_that_changes_a_number_copies():
    found = find(
        mark("a", FLOOD, outlet="Ulmet Tagblatt", on="2024-06-11"),
        mark("b", FLOOD.replace("some 900", "some 950"), outlet="Lindow Post", on="2024-06-12"),
    )
    assert (found.child, found.kind) == ("b", "copy")


def test_paragraphs_amid_other_matters_are_an_excerpt():
    host = "\n\n".join([*MARKET.strip().split("\n\n"), *PARAGRAPHS[:2]])
    (found,) = trace([mark("a", FLOOD), mark("host", host), mark("c", OTHER_FLOOD)]).derivations
    assert (found.child, found.kind) == ("host", "excerpt")


RULES = {name: rule for name, rule in vars(rules).items() if isinstance(rule, Rule)}


@pytest.mark.parametrize("name", sorted(RULES))
def test_a_rule_was_right_no_more_often_than_it_was_asked(name):
    assert 0 <= RULES[name].right <= RULES[name].of
    assert 0.0 < RULES[name].probability < 1.0


def test_a_rule_that_was_never_seen_to_fail_grows_surer_with_every_pair_and_is_never_certain():
    few, many = Rule("copy", 3, 3), Rule("copy", 90, 90)
    assert Rule("copy", 0, 0).probability == 0.5
    assert 0.5 < few.probability < many.probability < 1.0


@pytest.mark.parametrize("value", [-0.01, 1.01])
def test_the_probability_of_a_kind_lies_within_0_and_1(value):
    found = find(mark("a", FLOOD), mark("b", REWRITE))
    with pytest.raises(ValueError, match="kind_probability"):
        replace(found, kind_probability=value)


def test_the_kind_of_a_plain_copy_is_surer_than_that_of_a_reworded_text():
    copy = find(mark("a", FLOOD), mark("b", FLOOD))
    reworded = [
        find(mark("a", FLOOD), mark("b", REWRITE)),
        find(mark("a", FIRST_TRANSLATION), mark("b", SECOND_TRANSLATION)),
    ]
    assert copy.kind == "copy"
    assert all(copy.kind_probability > each.kind_probability for each in reworded)


def test_whether_two_people_translated_one_text_or_one_reworded_the_other_stays_open():
    found = find(mark("a", FIRST_TRANSLATION), mark("b", SECOND_TRANSLATION))
    assert found.kind_probability < 0.9


@pytest.mark.parametrize(
    "texts",
    [
        (FLOOD, FLOOD),
        (FLOOD, FLOOD.replace("some 900", "some 950")),
        (FLOOD, REWRITE),
        (FIRST_TRANSLATION, SECOND_TRANSLATION),
        (FLOOD, wrap(SCAN)),
        (FLOOD, "\n\n".join(PARAGRAPHS[1:4])),
    ],
    ids=["copy", "number changed", "rewrite", "translations", "scan", "excerpt"],
)
def test_the_probability_of_a_kind_does_not_depend_on_who_is_named_first(texts):
    one, other = texts
    there = find(mark("a", one), mark("b", other))
    back = find(mark("b", one), mark("a", other))
    assert (there.kind, there.kind_probability) == (back.kind, back.kind_probability)


def test_turning_a_derivation_round_and_storing_it_keep_the_probability_of_its_kind():
    found = find(mark("a", FLOOD), mark("b", REWRITE))
    assert 0.0 < found.kind_probability < 1.0
    assert turn_round(found).kind_probability == found.kind_probability
    assert decode(encode(found), Derivation).kind_probability == found.kind_probability


def test_a_derivation_stored_before_kinds_had_probabilities_is_read():
    found = find(mark("a", FLOOD), mark("b", FLOOD))
    stored = encode(found).replace(b'"kind_probability"', b'"of_an_older_format"')
    assert decode(stored, Derivation).kind_probability == 1.0
