"""The claims of a report."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.claims import ReadClaims
from firsthand.claims.passages import find_scene, prepare
from firsthand.records import Claim
from small_pile import make_readable, read

REPORT = (
    "A freight train crashed at Osterwick on Tuesday night, killing 14 people and wounding 30 "
    "others, the fire brigade said. “The bang threw us out of our beds,” said Marta Quell, 58, who "
    "lives beside the line.\n\n"
    "The driver, Ivo Kess, was arrested on Wednesday at 6 a.m. Police said that he had not slept "
    "for two days. Farmers lost 300 cows and 40 barns. It may have been the worst crash since "
    "2007, when 22 people died near Hest.\n"
)


def _kinds(text: str) -> list[tuple[str, str]]:
    return [(c.kind, text[c.span.start : c.span.end]) for c in read(text)]


def _check(text: str, claims: Sequence[Claim]) -> None:
    for claim in claims:
        assert claim.sentence.contains(claim.span)
        assert claim.sentence.end <= len(text)
        if claim.quantity is not None:
            assert claim.sentence.contains(claim.quantity.span)
        assert text[claim.span.start : claim.span.end].strip()


def test_a_report_is_read_clause_by_clause() -> None:
    claims = read(REPORT)
    _check(REPORT, claims)
    tolls = {c.slot: c.quantity.best for c in claims if c.kind == "count" and c.quantity}
    assert tolls == {"killed": 22, "injured": 30}  # the last one wins: 14 stands before it
    killed = [c.quantity.best for c in claims if c.slot == "killed" and c.quantity]
    assert killed == [14, 22]


@pytest.mark.requirement("R8")
def test_every_claim_lies_in_its_sentence_and_ids_are_stable_and_different() -> None:
    claims = read(REPORT)
    assert claims == read(REPORT)
    assert len({c.id for c in claims}) == len(claims)


def test_an_old_toll_bears_its_own_year() -> None:
    (old,) = [c for c in read(REPORT) if c.quantity is not None and c.quantity.best == 22]
    assert old.when is not None
    assert old.when.first_on.year == 2007


@pytest.mark.requirement("R7")
def test_a_claim_stands_on_the_word_of_whoever_said_it() -> None:
    killed = next(c for c in read(REPORT) if c.slot == "killed")
    assert [a.name for a in killed.attributions] == ["fire brigade"]
    spoken = next(c for c in read(REPORT) if c.quoted)
    assert [a.name for a in spoken.attributions] == ["Marta Quell"]
    assert spoken.statement is not None


@pytest.mark.requirement("R14")
def test_a_report_in_another_language_claims_nothing() -> None:
    readable = make_readable(REPORT)
    report = replace(readable.marked.report, language="fr")
    other = replace(readable, marked=replace(readable.marked, report=report))
    assert ReadClaims().apply(other) == ()


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ("Gunmen stormed the customs house.", "event", "Gunmen stormed the customs house"),
        (
            "Shops in the harbour quarter stayed shut.",
            "proposition",
            "Shops in the harbour quarter stayed shut",
        ),
        ("The reward of 5,000 euros stands.", "count", "The reward of 5,000 euros stands"),
        ("Two women drowned in the canal.", "count", "Two women drowned"),
    ],
)
def test_a_clause_gives_what_it_is_there_to_tell(text, kind, words) -> None:
    assert (kind, words) in _kinds(text)


def test_each_of_several_numbers_is_cited_with_what_it_counts() -> None:
    found = _kinds("Farmers lost 300 cows and 40 barns in the flood.")
    assert [words for kind, words in found if kind == "quantity"] == [
        "300 cows and",
        "40 barns in the flood",
    ]


def test_negations_and_hedges_are_kept() -> None:
    (denied,) = read("The dam did not collapse in the night.")
    assert denied.negated
    (hedged,) = [c for c in read("A ferry may have sunk off Ulmet.") if c.kind == "event"]
    assert hedged.hedge == "may"
    (plain,) = [c for c in read("A ferry sank off Ulmet.") if c.kind == "event"]
    assert (plain.negated, plain.hedge) == (False, None)


def test_a_clause_that_only_says_who_spoke_asserts_nothing() -> None:
    text = "The mill of Hest was lost, the fire brigade said on Tuesday."
    assert _kinds(text) == [("proposition", "The mill of Hest was lost")]


def test_a_headline_claims_what_it_says_as_a_teaser() -> None:
    text = "Blaze kills nine in Ulmet\nThe mill stood by the river."
    claims = ReadClaims().apply(make_readable(text, kinds={"Blaze kills nine in Ulmet": "title"}))
    assert [(c.kind, c.teaser) for c in claims] == [("count", True), ("proposition", False)]


def test_page_furniture_claims_nothing_and_a_tip_line_only_its_reward() -> None:
    chrome = "Sign up for news of floods that killed nine."
    tip = "Call now for a reward of 9,000 euros after the raid that killed two."
    text = f"{chrome} {tip}"
    claims = ReadClaims().apply(make_readable(text, kinds={chrome: "site_chrome", tip: "tip_line"}))
    assert [(c.kind, c.quantity and c.quantity.best) for c in claims] == [("count", 9000)]


@pytest.mark.parametrize(
    ("line", "scene"),
    [
        ("LINDOW — A mill burned down.", "Lindow"),
        ("HESTON, Karvenia (KRN) — A mill burned down.", "Heston"),
        ("HESTON, KARVENIA – A mill burned down.", "Heston"),
        ("A mill burned down in HESTON.", None),
    ],
)
def test_a_dateline_sets_the_scene(line, scene) -> None:
    places = {c.scene.name if c.scene else None for c in read(line)}
    assert places == {scene}


def test_a_scene_holds_until_the_next_dateline() -> None:
    text = "HESTON — A mill burned down.\nIts owner kept goats.\nLINDOW — A barn burned down."
    scenes = [c.scene.name for c in read(text) if c.scene]
    assert scenes == ["Heston", "Heston", "Lindow"]
    context = prepare(make_readable("No dateline here."))
    assert find_scene(context, (0, 17), None) is None


def test_a_toll_belongs_to_the_event_that_its_clause_goes_on_from() -> None:
    text = "Rocket fire hit the camp, killing two guards, before gunmen stormed the depot."
    (toll,) = [c for c in read(text) if c.kind == "count"]
    assert toll.trigger == "rocket"


PIECES = st.lists(
    st.sampled_from(
        [
            "Gunmen stormed the depot on Friday,",
            "killing 14 people",
            "and wounding 30 others,",
            "the fire brigade said.",
            "“We ran for our lives,” said Marta Quell, 58.",
            "No casualties were reported",
            "Four of the dead were nurses.",
            "HESTON —",
            "\n\n",
            "because the dam broke at 5 p.m.",
            "up to 60 barns burned near Hanover",
            "police said",
            "however",
            "…",
        ]
    ),
    max_size=14,
).map(" ".join)


@given(PIECES, st.booleans())
@settings(max_examples=60)
def test_any_text_gives_claims_that_lie_in_it(text, stripped) -> None:
    if stripped:
        text = " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())
    claims = read(text)
    _check(text, claims)
    assert len({c.id for c in claims}) == len(claims)
    assert [c.sentence.start for c in claims] == sorted(c.sentence.start for c in claims)


@given(PIECES)
@settings(max_examples=30)
def test_what_is_said_above_does_not_change_what_a_paragraph_claims(text) -> None:
    alone = [(c.kind, c.slot) for c in read("Two women drowned in the canal.")]
    below = read(text + "\n\nTwo women drowned in the canal.")
    assert [(c.kind, c.slot) for c in below][-len(alone) :] == alone


def test_a_section_head_run_into_a_sentence_is_no_part_of_who_says_it() -> None:
    text = "What to Know Police believe that a man of 22 shot a boy. Police made an arrest."
    (claim, *_) = ReadClaims().apply(make_readable(text, kinds={"What to Know": "crosshead"}))
    assert [link.name for link in claim.attributions] == ["Police"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Police led a man described as the girl's father out of the house.", []),
        ("Five people accused of arson in the harbour came to court.", []),
        ("The man in custody, as he got into the car, said a gun went off.", []),
        ("A survivor said the ferry was full when it left.", ["survivor"]),
    ],
)
def test_only_who_can_have_said_it_is_an_origin(text, names) -> None:
    assert {link.name for claim in read(text) for link in claim.attributions} == set(names)


def test_a_subordinate_clause_stands_with_the_clause_that_it_hangs_on() -> None:
    words = "Those on deck rushed to one side when the rain started"
    (claim,) = read(f"{words}.")
    assert (claim.span.start, claim.span.end) == (0, len(words))
