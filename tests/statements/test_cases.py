"""Statements as the cases say: what is found, and what is not."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from herodotus.model import Account, Statement
from tests.conftest import AccountOf

CASES = Path(__file__).parents[1] / "cases" / "statements"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file."""
    found: list[dict[str, Any]] = tomllib.loads((CASES / f"{name}.toml").read_text(encoding="utf-8"))["case"]
    return found


def shown(statement: Statement, account: Account, keys: set[str]) -> dict[str, Any]:
    """The fields of a statement a case asks for, in its words."""
    text, names = account.report.text, {actor.id: actor.name for actor in account.actors}
    fields = {
        "speaker": names.get(statement.speaker.actor, statement.speaker.actor),
        "cue": statement.cue.of(text) if statement.cue else None,
        "act": statement.act, "stance": statement.stance, "form": statement.form, "medium": statement.medium,
        "content": " … ".join(span.of(text) for span in statement.content),
        "target": [names.get(party.actor, party.actor) for party in statement.target],
    }  # fmt: skip
    return {key: fields[key] for key in keys}


@pytest.mark.parametrize("case", cases("wire"), ids=lambda case: case["label"])
def test_a_statement_is_found(case: dict[str, Any], account_of: AccountOf) -> None:
    """Each statement the case names stands in the account, field by field."""
    account = account_of(case["text"])

    for wanted in case["statements"]:
        assert wanted in [shown(statement, account, set(wanted)) for statement in account.statements]


@pytest.mark.parametrize("case", cases("negative"), ids=lambda case: case["label"])
def test_nothing_is_put_into_anybodys_mouth(case: dict[str, Any], account_of: AccountOf) -> None:
    """No statement of the act, or none at all."""
    acts = [statement.act for statement in account_of(case["text"]).statements]

    assert (acts == []) if case["none"] == "any" else (case["none"] not in acts)


def test_a_denial_does_not_unmake_the_event(account_of: AccountOf) -> None:
    """Merania's denial is kept beside the accusation; neither erases the other."""
    account = account_of("Norland blamed Merania for the raid. Merania denied it was behind the raid.")

    assert [statement.act for statement in account.statements] == ["accuse", "deny"]


def test_every_statement_says_why(account_of: AccountOf) -> None:
    """``because`` names a rule of the lexicon or a rule of the stage, with the words it rested on."""
    for case in cases("wire"):
        for statement in account_of(case["text"]).statements:
            assert statement.because
            assert all(one.rule for one in statement.because)
