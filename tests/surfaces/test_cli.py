"""The command line: data on standard output, the rest on standard error, exit codes as promised."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

STORY = "Norland accused Merania of arming the rebels on Monday. Merania denied it had armed anybody."


def run(*arguments: str, cwd: Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a user would."""
    command = [sys.executable, "-m", "herodotus", *arguments]
    return subprocess.run(command, cwd=cwd, input=given, capture_output=True, text=True, check=False, encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with one report in it."""
    (tmp_path / "story.txt").write_text(STORY, encoding="utf-8")
    return tmp_path


def test_a_report_is_read_and_kept(desk: Path) -> None:
    """The account on standard output, where it was kept on standard error."""
    done = run("read", "story.txt", "--published", "2026-03-11", cwd=desk)

    assert done.returncode == 0
    assert "Merania: deny" in done.stdout
    assert "ledger: herodotus.db (1 new)" in done.stderr
    assert (desk / "herodotus.db").is_file()


def test_nothing_is_kept_if_nothing_is_to_be(desk: Path) -> None:
    """``--no-save`` leaves no file."""
    run("read", "story.txt", "--no-save", cwd=desk)

    assert not (desk / "herodotus.db").exists()


def test_json_is_one_document(desk: Path) -> None:
    """Nothing else on standard output."""
    done = run("read", "story.txt", "--json", "--no-save", cwd=desk)

    assert json.loads(done.stdout)["schema"] == "herodotus.account/1"


def test_json_of_two_reports_is_a_usage_error(desk: Path) -> None:
    """It asks for ``--jsonl``."""
    done = run("read", "story.txt", "story.txt", "--json", "--no-save", cwd=desk)

    assert done.returncode == 2
    assert "--jsonl" in done.stderr


def test_standard_input_is_a_report(desk: Path) -> None:
    """``-`` reads it."""
    done = run("read", "-", "--jsonl", "--no-save", cwd=desk, given=STORY)

    assert json.loads(done.stdout)["report"]["text"] == STORY


def test_a_bad_line_is_named_the_rest_done(desk: Path) -> None:
    """Line 2 of 3: exit code 3, two accounts."""
    lines = [json.dumps({"text": STORY}), "{", json.dumps({"text": STORY + " It rained."})]
    (desk / "r.jsonl").write_text("\n".join(lines), encoding="utf-8")
    done = run("read", "r.jsonl", "--jsonl", "--no-save", cwd=desk)

    assert done.returncode == 3
    assert len(done.stdout.splitlines()) == 2
    assert "r.jsonl, line 2: not JSON" in done.stderr
    assert "2 read, 1 failed" in done.stderr


def test_a_wrong_date_is_a_usage_error(desk: Path) -> None:
    """Exit code 2, and how to write it."""
    done = run("read", "story.txt", "--published", "yesterday", cwd=desk)

    assert done.returncode == 2
    assert "2026-03-11" in done.stderr


def test_what_is_kept_can_be_listed_shown_and_explained(desk: Path) -> None:
    """``show``, ``show ID``, ``explain ID:s2``."""
    run("read", "story.txt", "--published", "2026-03-11", "--publisher", "Gazette", cwd=desk)
    listed = run("show", cwd=desk)
    report = listed.stdout.split()[0]

    assert "Gazette" in listed.stdout
    assert "Merania: deny" in run("show", report, cwd=desk).stdout
    explained = run("explain", f"{report}:s2", cwd=desk)
    assert "because deny-that  (en/cues/deny.toml) “denied”" in explained.stdout
    assert "[Merania] denied" in explained.stdout
    assert "because actor.state  (rank 2:" in run("explain", f"{report}:a1", cwd=desk).stdout
    assert "2026-03-09  day, reckoned from the day of publication" in run("explain", f"{report}:t1", cwd=desk).stdout


def test_a_place_is_explained_with_its_runner_up(desk: Path) -> None:
    """Its rule, how strong that evidence is, and what else it might have been."""
    (desk / "story.txt").write_text("Shells hit Tripoli, Lebanon, on Monday.", encoding="utf-8")
    run("read", "story.txt", "--published", "2026-03-11", cwd=desk)
    told = run("explain", f"{run('show', cwd=desk).stdout.split()[0]}:p1", cwd=desk).stdout

    assert "[Tripoli], Lebanon" in told
    assert "because place.container  (rank 1:" in told
    assert "or else Tripoli, LBY" in told


def test_what_is_not_kept_is_not_found(desk: Path) -> None:
    """Exit code 4 for a ledger, a report, a part that is not there."""
    assert run("show", "9f2c", cwd=desk).returncode == 4
    run("read", "story.txt", cwd=desk)
    assert run("show", "zzzz", cwd=desk).returncode == 4
    report = run("show", cwd=desk).stdout.split()[0]
    assert run("explain", f"{report}:e99", cwd=desk).returncode == 4


def test_a_ledger_that_is_none_is_code_five(desk: Path) -> None:
    """A text file in its place."""
    (desk / "l.db").write_text("no database " * 200, encoding="utf-8")

    assert run("read", "story.txt", "--ledger", "l.db", cwd=desk).returncode == 5


def test_the_doctor_finds_nothing_wrong(desk: Path) -> None:
    """Every finding is sound."""
    done = run("doctor", cwd=desk)

    assert done.returncode == 0
    assert "BAD" not in done.stdout


def test_a_task_that_is_none_lists_the_tasks(desk: Path) -> None:
    """Exit code 2."""
    done = run("predict", "weather", "story.txt", cwd=desk)

    assert done.returncode == 2
    assert "attribution" in done.stderr


@pytest.mark.parametrize(
    ("task", "row", "key"),
    [
        ("ner", {"id": "1", "text": STORY}, "entities"),
        ("attribution", {"id": "1", "text": STORY}, "attributions"),
        ("timex", {"id": "1", "text": STORY, "dct": {"value": "2026-03-11"}}, "timexes"),
        ("geo", {"doc_id": "1", "text": STORY}, "toponyms"),
        ("counts", {"doc_id": "1", "text": STORY}, "counts"),
        ("events", {"id": "1", "text": STORY}, "events"),
        (
            "status",
            {"id": "1", "text": STORY, "dct": {"value": "2026-03-11"}, "events": [{"start": 8, "end": 15}]},
            "events",
        ),
        ("actors", {"id": "1", "mention": "Merania", "context": STORY, "start": 16, "end": 23, "date": ""}, "country"),
        ("accounts", {"id": "1", "text": STORY, "published": "2026-03-11"}, "statements"),
    ],
)
def test_predictions_keep_their_form(desk: Path, task: str, row: dict[str, object], key: str) -> None:
    """One line in, one line out, with its id; a line that fails says so and has every key."""
    (desk / "in.jsonl").write_text(json.dumps(row) + "\n" + '{"broken": 1}\n', encoding="utf-8")
    done = run("predict", task, "in.jsonl", cwd=desk)
    good, bad = (json.loads(line) for line in done.stdout.splitlines())

    assert done.returncode == 3
    assert good[next(iter(row))] == "1"
    assert key in good
    assert "error" not in good
    assert "error" in bad


def test_parses_are_written_as_conllu(desk: Path) -> None:
    """``parse`` keeps the words, ``parse-raw`` finds its own."""
    rows = (
        "# text = The dockers fled.\n1\tDockers\t_\t_\t_\t_\t0\t_\t_\t_\n"
        "2\tfled\t_\t_\t_\t_\t0\t_\t_\tSpaceAfter=No\n3\t.\t_\t_\t_\t_\t0\t_\t_\t_\n\n"
    )
    (desk / "in.conllu").write_text(rows, encoding="utf-8")
    given = run("predict", "parse", "in.conllu", cwd=desk).stdout
    own = run("predict", "parse-raw", "in.conllu", cwd=desk).stdout

    assert [line.split("\t")[1] for line in given.splitlines() if line and line[0].isdigit()] == [
        "Dockers",
        "fled",
        ".",
    ]
    assert [line.split("\t")[3] for line in own.splitlines() if line and line[0].isdigit()] == [
        "DET",
        "NOUN",
        "VERB",
        "PUNCT",
    ]
