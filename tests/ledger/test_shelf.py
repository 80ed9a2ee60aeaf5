"""The shelf: what it can be narrowed to is what the tables say, each count of what the others leave."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest

from herodotus.errors import InputError, NotFoundError
from herodotus.ledger import Ledger, comparing, correcting, facts, health, keeping, open_ledger, queues, removing, shelf
from herodotus.ledger import runs as readings
from herodotus.ledger.shelf import Wanted
from herodotus.model import Account, Count, Span
from tests.accounts.decisions import corrected
from tests.ledger.makers import MADE_BY, account

OTHER = replace(MADE_BY, herodotus="test 2")


def _look(ledger: Ledger, **chosen: facts.Value) -> shelf.Shelf:
    with ledger.reading() as db:
        return shelf.look(db, Wanted(chosen))


def _ids(found: shelf.Shelf) -> list[str]:
    return [row.report for row in found.rows]


def _undenied(text: str = "Norland said the raid on Port Elise came on Monday.", **known: object) -> Account:
    """An account in which nobody denies anything."""
    one = account(text, **known)  # type: ignore[arg-type]
    return replace(one, events=(replace(one.events[0], claims=()),))


def test_each_count_is_of_what_the_other_facets_leave(ledger_url: str) -> None:
    """Two outlets in two months; a facet's own choice does not narrow its own counts."""
    post = [account(n, publisher="Averin Post", published=dt.date(2026, 4, 1)) for n in range(2)]
    gazette = [account(9), _undenied(), account(10, publisher=None, published=None)]
    with open_ledger(ledger_url) as ledger:
        ledger.add_many([(one, None) for one in (*post, *gazette)])

        found = _look(ledger, publisher="Averin Post", month="2026-03")
        of_march = _look(ledger, month="2026-03")

    assert found.total == 0
    assert found.facets["publisher"] == [("Averin Post", 0), ("Harbour Gazette", 2)]
    assert found.facets["month"] == [("2026-03", 0), ("2026-04", 2)]
    assert of_march.facets["month"] == [("2026-03", 2), ("2026-04", 2), (None, 1)]
    assert of_march.facets["disputed"] == [(False, 1), (True, 1)]
    assert set(_ids(of_march)) == {gazette[0].report.id, gazette[1].report.id}


def test_what_is_unknown_can_be_asked_for(ledger_url: str) -> None:
    """No publisher, no date: None is a value, and comes last."""
    nameless, named = account(1, publisher=None, published=None), account(2)
    with open_ledger(ledger_url) as ledger:
        ledger.add_many([(one, None) for one in (nameless, named)])

        assert _ids(_look(ledger, publisher=None)) == [nameless.report.id]
        assert _ids(_look(ledger, undated=True)) == [nameless.report.id]
        assert _ids(_look(ledger)) == [named.report.id, nameless.report.id]


def test_numbers_that_differ_are_a_dispute(ledger_url: str) -> None:
    """Two voices, two numbers of one kind; the same number twice is none."""
    alike, apart = _undenied(), _undenied("Merania said the raid on Port Elise came on Monday.")

    def counted(one: Account, *numbers: int) -> Account:
        counts = tuple(
            Count("killed", low, low, "exact", None, Span(0, 3), voice=voice)
            for low, voice in zip(numbers, ("narrator", "a1"), strict=True)
        )
        return replace(one, events=(replace(one.events[0], counts=counts),))

    with open_ledger(ledger_url) as ledger:
        ledger.add_many([(counted(alike, 12, 12), None), (counted(apart, 12, 14), None)])
        found = _look(ledger, disputed=True)

    assert [(row.report, row.contested, row.differing) for row in found.rows] == [(apart.report.id, 0, 1)]


def test_a_decision_by_anybody_ends_the_need_of_review(ledger_url: str) -> None:
    """Taken back, it is needed again; the facts are asked anew each time the log has grown."""
    one = account(1)
    known = facts.Known()
    with open_ledger(ledger_url) as ledger:
        ledger.add(one)

        def needs() -> bool:
            with ledger.reading() as db:
                return known.facts(db)[0].review

        assert needs()
        with ledger.writing() as db:
            decided, _ = correcting.record(db, corrected(one, "e1", "type", "ASSAULT"))
        assert not needs()
        with ledger.writing() as db:
            correcting.undo(db, decided.id, who="mb")
        assert needs()


def test_a_near_copy_is_known_once_it_was_compared(ledger_url: str) -> None:
    """Before, it is not known, which is not none."""
    text = " ".join(f"Norland denied the raid on Port Elise. It came on Monday with {n} boats." for n in range(9))
    one, twin, other = account(text), account(text, publisher="Averin Post"), _undenied()
    with open_ledger(ledger_url) as ledger:
        ledger.add_many([(account_, None) for account_ in (one, twin, other)])
        before = _look(ledger)
        comparing.bring_up_to_date(ledger)
        after = _look(ledger)
        with ledger.reading() as db:
            family = shelf.look(db, Wanted(copies_of=one.report.id[:12]))

    assert {row.copies for row in before.rows} == {None}
    assert before.facets["copied"] == [(None, 3)]
    assert {row.report: row.copies for row in after.rows} == {one.report.id: 1, twin.report.id: 1, other.report.id: 0}
    assert after.facets["copied"] == [(False, 1), (True, 2)]
    assert set(_ids(family)) == {one.report.id, twin.report.id}


def test_the_run_is_the_one_that_read_a_report_last(ledger_url: str) -> None:
    """What another version read is stale, but not where it is left out by its run."""
    one, other = account(1), account(2)
    with open_ledger(ledger_url) as ledger:
        ledger.add_many([(one, None), (other, None)])
        ledger.add(replace(one, made_by=OTHER))
        found = _look(ledger)
        runs = {run.made_by: run.id for run in found.runs}
        with ledger.reading() as db:
            stale = readings.stale(db, OTHER)
            none = readings.stale(db, OTHER, but=[runs[MADE_BY]])

    assert dict(found.facets["run"]) == {runs[MADE_BY]: 1, runs[OTHER]: 1}
    assert {row.report: row.run for row in found.rows} == {one.report.id: runs[OTHER], other.report.id: runs[MADE_BY]}
    assert stale == [other.report.id]
    assert none == []


def test_versions_know_of_one_another(ledger_url: str) -> None:
    first, second = (account(n, url="https://gazette.example/raid", published=dt.date(2026, 3, 10 + n)) for n in (1, 2))
    with open_ledger(ledger_url) as ledger:
        ledger.add_many([(first, None), (second, None)])
        newer, older = _look(ledger).rows

    assert (newer.follows, newer.followed) == (first.report.id, None)
    assert (older.follows, older.followed) == (None, second.report.id)


def _dated(one: Account, day: dt.date) -> Account:
    known = account(one.report.text, publisher=one.report.publisher, published=day)
    return replace(one, report=replace(one.report, id=known.report.id, published=day))


def test_a_report_is_kept_in_place_of_another(ledger_url: str) -> None:
    """Nothing is lost, nothing is there twice: bytes, title and decisions go along; who did it and why stays."""
    undated = account(1, published=None, title="Raid", url="https://gazette.example/1")
    dated = _dated(undated, dt.date(2026, 3, 11))
    with open_ledger(ledger_url) as ledger:
        ledger.add(undated, raw=b"the page")
        with ledger.writing() as db:
            correcting.record(db, corrected(undated, "e1", "type", "PROTEST"))

        ledger.put_in_place(undated.report.id[:12], dated, why="published 2026-03-11, says hk")

        assert [kept.report for kept in ledger.reports()] == [dated.report.id]
        assert ledger.raw(dated.report.id) == b"the page"
        assert ledger.get(dated.report.id).events[0].type == "PROTEST"
        assert ledger.get(dated.report.id).report.title == "Raid"
        with ledger.reading() as db:
            (gone,) = removing.taken_out(db)
            assert _look(ledger).rows[0].follows is None
        assert gone.why == f"kept as {dated.report.id}: published 2026-03-11, says hk"
        with pytest.raises(NotFoundError, match=r"taken out on .*: kept as"):
            ledger.get(undated.report.id)
        assert not ledger.add(undated).new
        assert [one.words for one in health.verify(ledger) if not one.sound] == []


def test_a_date_that_was_wrong_can_be_set_right_again(ledger_url: str) -> None:
    """There and back: the way is told, and one report is here all the time."""
    undated = account(1, published=None)
    first, second = _dated(undated, dt.date(2026, 3, 11)), _dated(undated, dt.date(2026, 3, 12))
    with open_ledger(ledger_url) as ledger:
        ledger.add(undated, raw=b"1")
        ledger.put_in_place(undated.report.id, first, why="says hk")
        ledger.put_in_place(first.report.id, second, why="says mb")
        ledger.put_in_place(second.report.id, first, why="says hk again")

        assert [kept.report for kept in ledger.reports()] == [first.report.id]
        with ledger.reading() as db:
            whys = {one.report: one.why for one in removing.taken_out(db)}
        assert set(whys) == {undated.report.id, second.report.id}
        assert whys[second.report.id] == (
            f"kept as {first.report.id}: says hk again; before that kept as {second.report.id}: says mb"
        )
        assert [one.words for one in health.verify(ledger) if not one.sound] == []


def test_whoever_remembers_sees_each_date(ledger_url: str) -> None:
    """Back to an earlier date is a change like any other, although as many reports are here and gone as before."""
    undated = account(1, published=None)
    first, second = _dated(undated, dt.date(2026, 3, 11)), _dated(undated, dt.date(2026, 3, 12))
    known, held, stamps = facts.Known(), queues.Queues(), []
    with open_ledger(ledger_url) as ledger:
        ledger.add(undated)
        for before, after in ((undated, first), (first, second), (second, first)):
            with ledger.reading() as db:
                stamps.append(keeping.stamp(db))
                held.look(db, "disputes", "hk")
            ledger.put_in_place(before.report.id, after, why="says hk")
            with ledger.reading() as db:
                (waits,) = held.look(db, "disputes", "hk").left
                (fact,) = known.facts(db)
                assert keeping.stamp(db) not in stamps
            assert waits.item.report == after.report.id
            assert fact.n == waits.n


def test_what_was_there_with_that_date_already_is_there_once(ledger_url: str) -> None:
    undated = account(1, published=None)
    dated = _dated(undated, dt.date(2026, 3, 11))
    with open_ledger(ledger_url) as ledger:
        ledger.add_many([(undated, None), (dated, None)])
        ledger.put_in_place(undated.report.id, dated, why="says hk")

        assert [kept.report for kept in ledger.reports()] == [dated.report.id]


def test_what_was_taken_out_for_good_does_not_come_back_by_a_date(ledger_url: str) -> None:
    """Somebody did not want it here; the undated one stays as it is."""
    undated = account(1, published=None)
    dated = _dated(undated, dt.date(2026, 3, 11))
    with open_ledger(ledger_url) as ledger:
        ledger.add_many([(undated, None), (dated, None)])
        ledger.remove(dated.report.id, why="Named a witness.")

        with pytest.raises(InputError, match="Named a witness"):
            ledger.put_in_place(undated.report.id, dated, why="says hk")
        assert [kept.report for kept in ledger.reports()] == [undated.report.id]


def test_facts_are_asked_again_once_the_ledger_has_changed(tmp_path: Path) -> None:
    """And only then: what is given is the same thing otherwise."""
    known = facts.Known()
    with open_ledger(tmp_path / "l.db") as ledger:
        ledger.add(account(1))
        with ledger.reading() as db:
            first = known.facts(db)
            assert known.facts(db) is first
        ledger.add(account(2))
        with ledger.reading() as db:
            assert len(known.facts(db)) == 2
        ledger.remove(account(1).report.id, why="twice")
        with ledger.reading() as db:
            assert len(known.facts(db)) == 1


def test_a_run_that_comes_back_reads_last_again(ledger_url: str) -> None:
    """One version, another, the first again: what stands is what was read last, and is compared anew."""
    one = account(1)
    other = replace(one, made_by=OTHER, events=())
    with open_ledger(ledger_url) as ledger:
        ledger.add(one)
        ledger.add_anew(other)
        comparing.bring_up_to_date(ledger)
        with ledger.reading() as db:
            assert readings.stale(db, MADE_BY) == [one.report.id]

        ledger.add_anew(one)

        assert ledger.get(one.report.id) == one
        assert _look(ledger).rows[0].events == 1
        with ledger.reading() as db:
            assert readings.stale(db, MADE_BY) == []
            assert len(comparing.stale(db)) == 1
        comparing.bring_up_to_date(ledger)
        ledger.add(account(2))  # the next number is free
        assert [one.words for one in health.verify(ledger) if not one.sound] == []
