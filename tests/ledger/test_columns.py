"""Columns of a matrix joined and split by hand: which question a number answers, on both databases."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from herodotus.errors import InputError
from herodotus.ledger import Ledger, columns, comparing, correcting, faring, incidents, open_ledger
from herodotus.ledger.columns import Moving
from herodotus.model import Account, Correction, Incident, Matrix

FORT = "Fort Casimir"


def _incident(ledger: Ledger) -> Incident:
    """Return the shelling of the fort, of whose dead voices give different numbers."""
    with ledger.reading() as db:
        listed = incidents.listed(db, incidents.Asked(place=FORT))
        return incidents.get(db, listed[0].id)


def _matrix(ledger: Ledger) -> Matrix:
    one = _incident(ledger)
    with ledger.reading() as db:
        return incidents.matrix(db, one)


def _numbers(ledger: Ledger) -> dict[str, set[str]]:
    """Return the columns of numbers with the voices that stand in each."""
    matrix = _matrix(ledger)
    found = {column.question for column in matrix.columns if column.question.startswith("numbers")}
    return {question: {cell.voice for cell in matrix.cells if cell.question == question} for question in found}


def _moved(ledger: Ledger, asked: Moving, who: str = "hk") -> list[Correction]:
    one = _incident(ledger)
    with ledger.writing() as db:
        kept = [each for each, _ in correcting.record_many(db, columns.decisions(db, one, asked, who=who))]
    comparing.bring_up_to_date(ledger)
    return kept


def _called(ledger: Ledger, voice: str, question: str) -> str:
    """Return what the number is called by which a voice answers a question."""
    one, matrix = _incident(ledger), _matrix(ledger)
    with ledger.reading() as db:
        names = columns.answers(one, incidents.accounts_of(db, one))
    said = next(cell.standing for cell in matrix.cells if (cell.voice, cell.question) == (voice, question))
    assert said.span is not None
    [name] = names[said.event, question, said.span]
    return name


@pytest.fixture
def ledger(ledger_url: str, sample_accounts: Mapping[str, Account]) -> Ledger:
    kept = open_ledger(ledger_url)
    kept.add_many([(account, None) for account in sample_accounts.values()])
    comparing.bring_up_to_date(kept)
    return kept


def test_one_answer_leaves_its_column_and_the_columns_are_joined_again(ledger: Ledger) -> None:
    """Split off: a column of its own. Joined: all of it stands in the other, and the column is gone. Taken back: as before."""
    before = _numbers(ledger)
    alone = _called(ledger, "Karel Oduya", "numbers: killed")

    split = _moved(ledger, Moving("killed", "casualties", [alone], why="fighters of another list"))
    assert _numbers(ledger)["numbers: casualties"] == {"Karel Oduya"}
    assert "Karel Oduya" not in _numbers(ledger)["numbers: killed"]
    joined = _moved(ledger, Moving("numbers: casualties", "numbers: killed"))
    assert _numbers(ledger) == before
    assert [(one.verb, one.field, one.old, one.new) for one in (*split, *joined)] == [
        ("correct", "what", '"killed"', '"casualties"'),
        ("correct", "what", '"casualties"', '"killed"'),
    ]
    with ledger.writing() as db:
        for one in (*joined, *split):
            correcting.undo(db, one.id, who="hk")
    comparing.bring_up_to_date(ledger)
    assert _numbers(ledger) == before
    ledger.close()


def test_what_was_moved_stays_moved_after_another_reading(
    ledger: Ledger, sample_accounts: Mapping[str, Account]
) -> None:
    """The decision lies on the words: a reading by other lexicons is corrected as the first was."""
    _moved(ledger, Moving("killed", "casualties"))
    after = _numbers(ledger)

    for account in sample_accounts.values():
        ledger.add(replace(account, made_by=replace(account.made_by, lexicons="sha256:other")))
    comparing.bring_up_to_date(ledger)

    assert _numbers(ledger) == after
    assert "Karel Oduya" in after["numbers: casualties"]
    with ledger.reading() as db:
        assert {one.state for one in faring.fared(db)} == {"reapplied"}
    ledger.close()


def test_an_answer_to_none_of_the_questions_stands_in_no_column(ledger: Ledger) -> None:
    """It is named by the start of its report's id, too; what is decided on this incident's numbers is listed."""
    report, _, thing = _called(ledger, "Karel Oduya", "numbers: killed").partition(":")

    [one] = _moved(ledger, Moving("killed", None, [f"{report[:10]}:{thing}"]))

    assert not any("Karel Oduya" in voices for voices in _numbers(ledger).values())
    incident = _incident(ledger)
    with ledger.reading() as db:
        assert columns.by_hand(db, incident, incidents.accounts_of(db, incident)) == [one]
    ledger.close()


@pytest.mark.parametrize(
    ("asked", "problem"),
    [
        (Moving("killed", "magnitude"), "no column of numbers: magnitude"),
        (Moving("killed", "killed"), "they are in killed already"),
        (Moving("missing", "killed"), "no number of this incident is read as missing"),
        (Moving("responsibility", "killed"), "no number of this incident is read as responsibility"),
        (Moving("killed", "casualties", ["ffff:e1.n1"]), "no number of this incident is read as killed"),
    ],
)
def test_what_cannot_be_moved_is_refused(ledger: Ledger, asked: Moving, problem: str) -> None:
    with pytest.raises(InputError, match=problem):
        _moved(ledger, asked)
    with ledger.reading() as db:
        assert list(correcting.log(db)) == []
    ledger.close()


def test_what_others_decided_meanwhile_is_known(ledger: Ledger) -> None:
    """On the very numbers, by somebody else, after what one has seen."""
    theirs = _moved(ledger, Moving("killed", "casualties"), who="mo")
    one = _incident(ledger)
    with ledger.reading() as db:
        mine = columns.decisions(db, one, Moving("casualties", "killed"), who="hk")

        assert columns.meanwhile(db, mine, 0) == tuple(theirs)
        assert columns.meanwhile(db, mine, theirs[-1].id) == ()
        assert columns.meanwhile(db, [replace(one, who="mo") for one in mine], 0) == ()
    ledger.close()
