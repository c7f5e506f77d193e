"""Versions of one report: an invented flood, told anew by its newsroom, copied by others."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from firsthand.ledger import find_alterations, find_versions
from firsthand.lineage import trace
from firsthand.records import Marked, Update, Versions
from sarn_flood import FLOOD, MARKET, OTHER_FLOOD, mark, strip

ARMY = (
    "The army sent two hundred soldiers and a field kitchen on Wednesday, a spokeswoman for the "
    "ministry in Tarvos said, and a second dam of timber was blown up before it could break."
)
SIRENS = "Mayor Otto Renn said the sirens had been out of order since the spring. "
LATER = f"{FLOOD.replace('some 900 people', 'some 1,200 people').replace(SIRENS, '')}\n{ARMY}\n"


def versions_of(*pile: Marked) -> tuple[Versions, ...]:
    lineage = trace(pile)
    furniture = [f for each in pile for f in each.furniture]
    return find_versions(lineage.derivations, [each.report for each in pile], furniture)


def first(text: str = FLOOD) -> Marked:
    return mark("first", text, on="2024-06-11", outlet="Sarn Observer")


def later(text: str = LATER) -> Marked:
    return mark("later", text, on="2024-06-12", outlet="Sarn Observer")


def words(pile: tuple[Marked, ...], update: Update) -> tuple[str | None, str | None]:
    texts = {each.report.id: each.report.text for each in pile}
    before, after = (
        texts[span.report_id][span.start : span.end] if span else None
        for span in (update.original, update.renewed)
    )
    return before, after


@pytest.mark.requirement("R5")
def test_a_later_version_tells_what_it_changed_added_and_dropped() -> None:
    pile = (first(), later())
    (versions,) = versions_of(*pile)
    assert (versions.reports, versions.name) == (("first", "later"), "Sarn Observer")
    (revision,) = versions.revisions
    assert revision.silent
    figures = [u for u in revision.updates for e in u.edits if e.kind == "number"]
    (figure,) = figures
    assert [(e.before, e.after) for e in figure.edits] == [("900", "1200")]
    before, after = words(pile, figure)
    assert before is not None
    assert "900" in before
    assert after is not None
    assert "1,200" in after
    sides = [words(pile, update) for update in revision.updates]
    assert (None, ARMY) in sides
    assert (SIRENS.strip(), None) in sides
    # An update is nobody's distortion.
    lineage = trace(pile)
    assert find_alterations(lineage.derivations, [m.report for m in pile], ()) == ()


@pytest.mark.parametrize("note", ["Updated: 12 June 2024, 6:12 PM", "This story has been updated."])
def test_a_version_that_says_so_is_not_silent(note) -> None:
    (versions,) = versions_of(first(), later(f"{note}\n\n{LATER}"))
    assert [revision.silent for revision in versions.revisions] == [False]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ("Monday night", "Sunday night", "date"),
        ("Mayor Otto Renn", "Mayor Piet Maas", "name"),
        ("no alarm was given", "an alarm was given", "negation"),
        ("three hours", "five hours", "number"),
    ],
)
def test_what_changed_is_named(before, after, kind) -> None:
    (versions,) = versions_of(first(), later(FLOOD.replace(before, after) + f"\n{ARMY}\n"))
    kinds = {e.kind for u in versions.revisions[0].updates for e in u.edits}
    assert kinds == {kind}


@pytest.mark.requirement("P4")
@pytest.mark.parametrize("wear", [str, strip])
def test_a_copy_that_carries_the_figure_of_before_is_stale(wear) -> None:
    copy = mark("copy", wear(FLOOD), on="2024-06-13", outlet="Valley News")
    other = mark("other", OTHER_FLOOD, on="2024-06-11", outlet="Tarvos Daily")
    pile = (first(), later(), copy, other)
    (versions,) = versions_of(*pile)
    stale = [span for u in versions.revisions[0].updates for span in u.stale]
    assert [span.report_id for span in stale] == ["copy"]
    assert copy.report.text[stale[0].start : stale[0].end] == "900"


def test_a_copy_of_the_later_version_is_not_stale() -> None:
    copy = mark("copy", LATER, on="2024-06-13", outlet="Valley News")
    (versions,) = versions_of(first(), later(), copy)
    assert [span for u in versions.revisions[0].updates for span in u.stale] == []


def test_versions_stand_in_the_order_of_their_making() -> None:
    third = LATER.replace("1,200", "1,500") + "\nThe railway opened again on Thursday morning.\n"
    last = mark("a-third", third, on="2024-06-13", outlet="Sarn Observer")
    copy = mark("copy", FLOOD, on="2024-06-14", outlet="Valley News")
    (versions,) = versions_of(first(), later(), last, copy)
    assert versions.reports == ("first", "later", "a-third")
    steps = [(r.earlier, r.later) for r in versions.revisions]
    assert steps == [("first", "later"), ("later", "a-third")]
    edits = [e for u in versions.revisions[1].updates for e in u.edits if e.kind == "number"]
    assert ("1200", "1500") in [(e.before, e.after) for e in edits]


@pytest.mark.requirement("R5")
def test_one_figure_changed_by_its_own_newsroom_is_a_version_and_by_another_a_copy() -> None:
    text = FLOOD.replace("some 900 people", "some 1,200 people")
    for outlet, n_versions, n_altered in (("Sarn Observer", 1, 0), ("Valley News", 0, 1)):
        pile = (first(), mark("later", text, on="2024-06-12", outlet=outlet))
        altered = find_alterations(trace(pile).derivations, [m.report for m in pile], ())
        assert (len(versions_of(*pile)), len(altered)) == (n_versions, n_altered)


def test_the_same_text_again_is_no_version() -> None:
    assert versions_of(first(), later(FLOOD), mark("market", MARKET)) == ()


def test_versions_of_some_reports_are_those_among_all() -> None:
    market = mark("m1", MARKET, on="2024-06-11", outlet="Lindow Post")
    more = MARKET.replace("340 neighbours", "400 neighbours")
    more += "\nThe council will look at the noise again after the first summer, Piet Maas said.\n"
    pile = (first(), later(), market, mark("m2", more, on="2024-06-12", outlet="Lindow Post"))
    lineage, reports = trace(pile), [each.report for each in pile]
    every = find_versions(lineage.derivations, reports, ())
    assert [v.reports for v in every] == [("first", "later"), ("m1", "m2")]
    some = find_versions(lineage.derivations, reports, (), among={market.report.id})
    assert some == every[1:]


TEXTS = [FLOOD, LATER, strip(FLOOD), LATER.replace("71", "17"), MARKET, OTHER_FLOOD]


@pytest.mark.requirement("R8", "R12")
@settings(max_examples=15, deadline=None)
@given(st.lists(st.sampled_from(TEXTS), min_size=2, max_size=5), st.randoms(use_true_random=False))
def test_versions_cite_their_own_words_whatever_the_order_of_arrival(texts, random) -> None:
    pile = [
        mark(f"r{n}", text, on=f"2024-06-1{n}", outlet="Sarn Observer" if n % 2 else None)
        for n, text in enumerate(texts)
    ]
    found = versions_of(*pile)
    shuffled = list(pile)
    random.shuffle(shuffled)
    assert versions_of(*shuffled) == found
    lengths = {each.report.id: len(each.report.text) for each in pile}
    seen = [report_id for versions in found for report_id in versions.reports]
    assert len(seen) == len(set(seen))
    for versions in found:
        place = {report_id: at for at, report_id in enumerate(versions.reports)}
        for revision in versions.revisions:
            assert place[revision.earlier] < place[revision.later]
            for update in revision.updates:
                assert update.original or update.renewed
                if update.original:
                    assert update.original.report_id == revision.earlier
                if update.renewed:
                    assert update.renewed.report_id == revision.later
                for span in (update.original, update.renewed, *update.stale):
                    assert span is None or span.end <= lengths[span.report_id]
                assert not {span.report_id for span in update.stale} & place.keys()
