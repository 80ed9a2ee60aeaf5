"""Search, timeline, actor, diff, export, import, as a user gives them: data, JSON, exit codes."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from herodotus import open_ledger
from herodotus.errors import NotFoundError
from herodotus.model import Account
from herodotus.reading.intake import identity
from herodotus.surfaces.cli import app
from tests.conftest import AccountOf

Ask = Callable[..., Result]


@pytest.fixture
def ask(tmp_path: Path, sample_accounts: dict[str, Account]) -> Ask:
    """A way to ask of the shipped reports of the harbour crisis as a user would; a failure is an error of its own class."""
    with open_ledger(tmp_path / "l.db") as kept:
        kept.add_many([(account, None) for account in list(sample_accounts.values())[:9]])

    def asked(*words: str) -> Result:
        return CliRunner().invoke(app, [*words, "--ledger", str(tmp_path / "l.db")])

    return asked


def test_search_shows_where_and_what(ask: Ask) -> None:
    """Words looked for stand between brackets; each event can be opened."""
    result = ask("search", "stopped NEAR/6 building")

    assert "police [stopped] them short of entering the [building]" in result.stdout
    assert "⊘ negated" in result.stdout
    opened = ask("explain", "3a9e1aa5e3:e17").stdout
    assert "trigger" in opened


def test_search_as_json_can_be_asked_again(ask: Ask) -> None:
    """The query in one line; marks are places in the report's text."""
    found = json.loads(ask("search", "raid", "--actor", "Serwaa", "--json").stdout)

    assert found["query"] == "words=raid&actor=Serwaa"
    assert all(hit["report"] in told["id"] for hit in found["hits"] for told in hit["told"])
    lines = ask("search", "raid", "--jsonl", "-n", "3").stdout.splitlines()
    assert [json.loads(line)["words"] for line in lines]


def test_search_says_what_it_can_be_narrowed_to(ask: Ask) -> None:
    """Counted, as lines and as JSON; a count is what one finds when one chooses it."""
    found = json.loads(ask("search", "raid", "--facets", "--json").stdout)
    lines = ask("search", "raid", "--facets").stdout.splitlines()

    assert lines[0] == f"{found['sentences']} sentences"
    publisher = next(one for one in found["facets"] if one["field"] == "publisher")["values"][0]
    assert f"  {publisher['count']:>5}  {publisher['value']}" in lines
    narrowed = ask("search", "raid", "--publisher", publisher["value"], "--jsonl", "-n", "500").stdout.splitlines()
    assert len(narrowed) == publisher["count"]
    assert isinstance(ask("search", "zeppelin", "--facets").exception, NotFoundError)


def test_search_puts_first_what_is_asked_for(ask: Ask) -> None:
    """The same sentences, in another order; the JSON says in which."""
    kept, relevant, published = (
        json.loads(ask("search", "raid", "--order", order, "--json", "-n", "500").stdout)
        for order in ("kept", "relevance", "published")
    )
    places = [[(hit["report"], hit["sentence"]) for hit in one["hits"]] for one in (kept, relevant, published)]
    days = [hit["published"] for hit in published["hits"]]

    assert [one["order"] for one in (kept, relevant, published)] == ["kept", "relevance", "published"]
    assert len({tuple(sorted(one)) for one in places}) == 1
    assert places[1] != places[0]
    assert days == sorted(days, reverse=True)


def test_search_that_asks_wrongly_or_finds_nothing(ask: Ask) -> None:
    """2 with what is wrong; nothing found is NotFoundError."""
    assert ask("search").exit_code == 2
    assert ask("search", "raid", "--time", "tomorrow").exit_code == 2
    assert ask("search", "raid", "--order", "best").exit_code == 2
    assert ask("search", "--act", "deny", "--order", "relevance").exit_code == 2
    assert isinstance(ask("search", "zeppelin").exception, NotFoundError)


def test_timeline_keeps_three_times_apart(ask: Ask) -> None:
    """Happened in front, said and published below."""
    told = ask("timeline", "--since", "2026-03-08", "--until", "2026-03-08").stdout

    assert "2026-03-08             ● “raid” harbour office in Port Elise" in told
    assert "Ama Serwaa 2026-03-10 (s1)" in told
    assert "Harbour Gazette 2026-03-10" in told


def test_timeline_takes_several_words_and_who_speaks(ask: Ask) -> None:
    """As search does; a question in words that cannot be understood is 2."""
    either = json.loads(ask("timeline", "--status", "alleged", "--status", "planned", "--json").stdout)
    spoken = json.loads(ask("timeline", "raid", "--by", "Merania", "--json").stdout)

    assert either["query"] == "status=alleged&status=planned"
    assert {entry["display"] for entry in either["entries"]} == {"alleged", "planned"}
    assert spoken["entries"]
    assert all("Merania" in {said["voice"] for said in entry["said"]} for entry in spoken["entries"])
    assert ask("timeline", "NEAR").exit_code == 2
    assert ask("timeline", "--time", "tomorrow").exit_code == 2


def test_a_place_says_what_speaks_for_it(ask: Ask) -> None:
    """The Fort Casimir of two invented states lies in Delaware by its name alone."""
    assert "support  none: only its name puts it there" in ask("explain", "3a9e1aa5e3:p4").stdout


def test_timeline_as_json(ask: Ask) -> None:
    """Ids open what they name; what has no date is counted."""
    found = json.loads(ask("timeline", "--type", "ASSAULT", "--json").stdout)

    assert found["undated"] > 0
    assert all(entry["id"].startswith(entry["report"]) for entry in found["entries"])
    assert "statement" in json.loads(ask("timeline", "--time", "said", "--json").stdout)["entries"][0]["said"][0]


def test_actor(ask: Ask) -> None:
    """Headings with counts; as JSON the same."""
    told = ask("actor", "merania").stdout

    assert told.startswith("Merania  (state, XME; in ")
    assert "DENIED  " in told
    sections = json.loads(ask("actor", "merania", "--json").stdout)["sections"]
    assert {"said", "denied"} <= {section["name"] for section in sections}


def test_diff_of_outlets(ask: Ask) -> None:
    """What both tell otherwise stands field by field, open ones as a dash."""
    told = ask("diff", "Harbour Gazette", "Averin Post").stdout

    assert "told otherwise" in told
    assert "only Harbour Gazette tells" in told
    assert "≠" in told


def test_diff_of_versions(tmp_path: Path, account_of: AccountOf) -> None:
    """Sentences gone and come, and what the new number does to the event."""
    first = account_of(
        "Gunmen raided the harbour on Sunday. The raid killed 12 dockers. Nobody was arrested.", title="Raid"
    )
    second = account_of(
        "Gunmen raided the harbour on Sunday. The raid killed 14 dockers. Nobody was arrested.", title="Raid"
    )
    with open_ledger(tmp_path / "l.db") as kept:
        kept.add_many([(first, None), (second, None)])
    names = [account.report.id[:12] for account in (first, second)]
    told = CliRunner().invoke(app, ["diff", *names, "--ledger", str(tmp_path / "l.db")]).stdout

    assert "- The raid killed 12 dockers." in told
    assert "+ The raid killed 14 dockers." in told
    assert "deaths         12  ≠  14" in told


def test_export_to_a_file_and_to_standard_output(ask: Ask, tmp_path: Path) -> None:
    """A file is there whole; what is left out is counted beside it."""
    result = ask("export", "event-reports", "-o", str(tmp_path / "t.csv"), "--status", "happened")

    assert result.exit_code == 0
    assert (tmp_path / "t.csv").read_bytes().startswith(b"id,event_id,source,")
    assert "left out" in result.stderr
    assert not list(tmp_path.glob("*.part"))
    assert ask("export", "brief").stdout.startswith("# Brief")


def test_an_unknown_format_is_refused(ask: Ask) -> None:
    """With those there are."""
    result = ask("export", "gdelt2")

    assert result.exit_code == 2
    assert "event-reports" in result.output


def test_accounts_go_out_and_come_in(ask: Ask, tmp_path: Path) -> None:
    """Into another ledger, each once; a broken line is named and the rest is kept."""
    path, other = tmp_path / "a.jsonl", str(tmp_path / "other.db")
    ask("export", "accounts", "-o", str(path))
    path.write_text(path.read_text(encoding="utf-8") + '{"schema": "something else"}\n', encoding="utf-8")

    first = CliRunner().invoke(app, ["import", "accounts", str(path), "--ledger", other])
    again = CliRunner().invoke(app, ["import", "accounts", str(path), "--ledger", other])

    assert "9 new, 0 there already, 1 failed" in first.stderr
    assert "line 10" in first.stderr
    assert (first.exit_code, "0 new, 9 there already" in again.stderr) == (3, True)


def test_decisions_of_two_coders_meet(ask: Ask, tmp_path: Path, sample_accounts: dict[str, Account]) -> None:
    """One's log is brought into the other's ledger, once, undoings too; then they can be compared."""
    other = str(tmp_path / "mo.db")
    with open_ledger(other) as kept:
        kept.add_many([(account, None) for account in list(sample_accounts.values())[:9]])
    for words in (["correct", "3a9e:e2", "cameo=193"], ["accept", "3a9e:e3"], ["reject", "3a9e:e4"], ["undo"]):
        CliRunner().invoke(app, ["review", *words, "--coder", "mo", "--ledger", other])
    ask("review", "accept", "3a9e:e2", "--coder", "hk")
    log = CliRunner().invoke(app, ["review", "log", "--jsonl", "--ledger", other]).stdout
    (tmp_path / "mo.jsonl").write_text(log, encoding="utf-8")

    first, again = (ask("import", "corrections", str(tmp_path / "mo.jsonl")) for _ in range(2))

    assert "4 new, 0 there already" in first.stderr
    assert "0 new, 4 there already" in again.stderr
    rows = {row["field"]: row for row in json.loads(ask("review", "agreement", "--json").stdout)["agreement"]}
    assert (rows["cameo"]["units"], rows["cameo"]["same"]) == (1, 0)
    assert rows["is one"]["same"] == 1
    assert "3a9e1aa5e3:e4" not in ask("search", "--type", "COERCE", "--json").stdout


def test_a_report_of_the_same_text_elsewhere_is_corrected_too(
    ask: Ask, tmp_path: Path, sample_accounts: dict[str, Account]
) -> None:
    """By what is shown, not only in the ledger."""
    account = sample_accounts["02-norland-blames-merania"]
    report = replace(account.report, publisher="Strait Radio")
    report = replace(report, id=identity(report.text, report.publisher, report.published))
    with open_ledger(tmp_path / "l.db") as kept:
        kept.add(replace(account, report=report))
    ask("review", "correct", "3a9e:e2", "type=COERCE", "--coder", "hk")

    assert "COERCE" in ask("explain", f"{report.id[:10]}:e2").stdout
