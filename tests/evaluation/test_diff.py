from __future__ import annotations

from typing import Any

from evaluation.comparing import Change, compare
from evaluation.diff import told

TEXT = "Merania denied it. Norland shelled Fort Casimir on Monday. Rebels fled."


def account(*, events: list[dict[str, Any]], statements: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    actors = [{"id": "a1", "name": "Norland"}, {"id": "a2", "name": "Fort Casimir"}]
    return {"report": {"id": "r1", "text": TEXT}, "actors": actors, "events": events, "statements": statements or []}


def event(word: str, **fields: object) -> dict[str, Any]:
    start = TEXT.index(word)
    claims = [{"voice": "narrator", "status": "happened", "stance": "asserts"}]
    made = {"id": word, "label": word, "triggers": [[start, start + len(word)]], "type": "ASSAULT", "claims": claims}
    return {**made, "because": [{"rule": f"{word}-rule"}], **fields}


def changes(before: dict[str, Any], after: dict[str, Any]) -> list[Change]:
    return list(compare(before, after))


def test_the_same_accounts_have_no_changes() -> None:
    """Ids may differ: things are compared by names and words."""
    one = account(events=[event("shelled", source=["a1"])])
    other = account(events=[event("shelled", source=["a9"], id="e7")])
    other["actors"] = [{"id": "a9", "name": "Norland"}]

    assert changes(one, other) == []


def test_gains_losses_and_changes_are_told_with_sentence_and_rule() -> None:
    """Whoever reviews a rule reads the sentence, the rule, and what is told otherwise now."""
    before = account(events=[event("shelled", type=None), event("fled")])
    after = account(events=[event("shelled"), event("denied")])

    lines = list(told(changes(before, after), kinds=("event",), show=10))

    assert [line for line in lines if line.startswith("\n==")] == [
        "\n== events newly found: 1",
        "\n== events lost: 1",
        "\n== events changed: 1",
    ]
    assert "- [r1] Norland *shelled* Fort Casimir on Monday." in lines
    assert "    shelled-rule: type None → ASSAULT" in lines
    assert "- [r1] Rebels *fled*." in lines


def test_a_statement_is_compared_by_its_cue() -> None:
    """A new speaker of the same cue is a change, not a loss and a gain."""
    said = {"id": "s1", "speaker": "narrator", "cue": [8, 14], "content": [[15, 17]], "act": "deny", "stance": "denies"}

    (change,) = changes(
        account(events=[], statements=[said]), account(events=[], statements=[{**said, "speaker": "a1"}])
    )

    assert change.before is not None
    assert change.after is not None
    assert dict(change.after.fields)["speaker"] == "Norland"


def test_as_many_as_asked_are_shown_and_all_are_counted() -> None:
    """Examples are taken evenly, so that no single report fills the list."""
    after = account(events=[event(word) for word in ("denied", "shelled", "fled")])

    lines = list(told(changes(account(events=[]), after), kinds=("event",), show=1))

    assert lines[0] == "\n== events newly found: 3"
    assert sum(line.startswith("- ") for line in lines) == 1
