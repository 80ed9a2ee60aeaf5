"""Counting how often events were right: only what gold can judge, and whether the figures put events in order."""

from __future__ import annotations

from collections.abc import Callable

from evaluation import judging, precision
from evaluation.judging import Judged
from herodotus.model import Account

AccountOf = Callable[..., Account]
RAID = "Norland's navy shelled Fort Casimir on Monday, and the governor demanded an inquiry."


def one(name: str, *, right: bool, document: str = "d", of: str = "made") -> Judged:
    return Judged(of, document, "whole", (name,), right)


def spans(text: str, **words: str) -> list[dict[str, object]]:
    return [
        {"role": role, "start": text.index(some), "end": text.index(some) + len(some)} for role, some in words.items()
    ]


def verdicts(judge: Callable[..., object], row: dict[str, object], account: Account) -> list[tuple[str, str, bool]]:
    return [(what, event.label, right) for what, event, right in judge({"id": 1, **row}, account)]  # type: ignore[attr-defined]


def test_gold_of_one_event_judges_what_stands_on_its_words_alone(account_of: AccountOf) -> None:
    """The demand beside it is not wrong; a kind that CAMEO gives no PLOVER type is not judged."""
    account = account_of(RAID)
    marked = spans(RAID, EVT="shelled")

    assert verdicts(judging._of_marked, {"spans": marked, "plover": "ASSAULT"}, account) == [("kind", "shell", True)]
    assert verdicts(judging._of_marked, {"spans": marked, "plover": "COERCE"}, account) == [("kind", "shell", False)]
    assert verdicts(judging._of_marked, {"spans": marked, "plover": None}, account) == []
    both = {"spans": spans(RAID, EVT="shelled Fort Casimir on Monday, and the governor demanded"), "plover": "ASSAULT"}
    assert verdicts(judging._of_marked, both, account) == []  # two kinds: which of them gold means is not known


def test_gold_of_two_parties_judges_what_stands_between_them(account_of: AccountOf) -> None:
    account = account_of(RAID)
    between = {"spans": spans(RAID, SRC="Norland's navy", TAR="Fort Casimir"), "plover_root": "ASSAULT"}
    other = {"spans": spans(RAID, SRC="the governor", TAR="Fort Casimir"), "plover_root": "ASSAULT"}

    assert verdicts(judging._of_two, between, account) == [("kind", "shell", True)]
    assert verdicts(judging._of_two, other, account) == []


def test_a_verbal_act_is_to_the_credit_of_its_cue_and_its_act(account_of: AccountOf) -> None:
    events = account_of(
        "Norland's navy shelled Fort Casimir. President Ama Serwaa of Norland accused Merania of a raid."
    ).events
    rules = {event.label: judging.rules_of(event) for event in events}

    assert len(rules["shell"]) == 1
    assert rules["accuse"][1] == "act-accuse"


def test_rare_rules_have_no_row() -> None:
    """Nine judged cases are no figure; the sets are told one by one."""
    found = [one("often", right=n < 7, of="a" if n < 4 else "b") for n in range(10)]
    found += [one("rare", right=True) for _ in range(9)]

    assert list(precision.rows(found)) == [precision.COLUMNS, ("often", "whole", "7", "10", "a 4/4; b 3/6")]


def test_figures_that_separate_put_events_in_order_and_others_do_not() -> None:
    """Twenty documents: of events read one way nine of ten are right, of those read the other way one."""
    found = [
        one(name, right=(n % 10 == 0) != (name == "good"), document=f"d{n % 20}")
        for n in range(200)
        for name in ("good", "bad")
    ]
    told = precision.ordering(found, found)
    blind = precision.ordering([Judged(x.set, x.document, x.what, ("any",), x.right) for x in found],
                               [Judged(x.set, x.document, x.what, ("any",), x.right) for x in found])  # fmt: skip

    assert told.lowest < 0.2
    assert told.highest > 0.8
    assert told.pairs > 0.8
    assert blind.pairs == 0.5
    assert told.without == 0
