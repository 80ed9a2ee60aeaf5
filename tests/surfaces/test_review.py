"""``herodotus review``: what waits, deciding on it, taking it back, and what is refused."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from herodotus import open_ledger
from herodotus.errors import NotFoundError
from herodotus.model import Account
from herodotus.surfaces.cli import app

RAID = "02-norland-blames-merania"
Review = Callable[..., Result]


@pytest.fixture
def ledger(tmp_path: Path, sample_accounts: dict[str, Account]) -> Path:
    """A ledger with one report, in which Norland blames Merania and Merania denies it."""
    with open_ledger(tmp_path / "l.db") as kept:
        kept.add(sample_accounts[RAID])
    return tmp_path / "l.db"


@pytest.fixture
def review(ledger: Path) -> Review:
    """A way to review as a user would, as coder hk unless another is named."""

    def given(*words: str, coder: str = "hk") -> Result:
        return CliRunner().invoke(app, ["review", *words, "--ledger", str(ledger)], env={"HERODOTUS_CODER": coder})

    return given


def test_the_next_thing_comes_with_its_sentence_and_its_voices(review: Review) -> None:
    """Claims and numbers can be decided on by their own names; another time it is another thing."""
    told = review("next").stdout

    assert told.startswith("3a9e1aa5e3:e2  (disputes: a voice denies it)")
    assert "[raid] on the harbour office" in told
    assert "e2.c3" in told
    assert "e2.n1" in told
    review("accept", "3a9e:e2")
    assert isinstance(review("next").exception, NotFoundError)
    assert isinstance(review("next", coder="mo").exception, NotFoundError)
    assert review("next", "--double", coder="mo").stdout.startswith("3a9e1aa5e3:e2")


def test_the_next_thing_as_json(review: Review) -> None:
    """With its fields as corrections write them."""
    item = json.loads(review("next", "--json").stdout)["items"][0]

    assert (item["thing"], item["layer"], item["at"]["quote"], item["fields"]["type"]) == (
        "e2",
        "event",
        "raid",
        "ASSAULT",
    )


def test_values_are_words_ids_and_words_of_the_report(review: Review, ledger: Path) -> None:
    """All in one decision, kept together."""
    done = review(
        "correct", "3a9e:e3", "type=REJECT", "source=a2", "target=Port Elise;parliament", "place=none", "status=planned"
    )

    assert done.exit_code == 0
    with open_ledger(ledger) as kept:
        account = kept.get("3a9e")
    event = next(event for event in account.events if event.id == "e3")
    names = {actor.id: actor.name for actor in account.actors}
    assert (event.type, event.place, event.claims[0].status) == ("REJECT", None, "planned")
    assert [names[party.actor] for party in event.source] == ["Merania"]
    assert "Port Elise" in [names[party.actor] for party in event.target]


@pytest.mark.parametrize(
    ("thing", "given", "problem"),
    [
        ("e3", "type=KIDNAP", "none of AGREE"),
        ("e3", "when=2026", "events have no field 'when'"),
        ("e3", "place=Atlantis", "nowhere"),
        ("e2", "status=planned", "say which claim"),
        ("e2.n1", "low=many", "low is a number"),
        ("e2.c1", "status=none", "status is none of"),
        ("t1", "earliest=soon", "not a day"),
        ("e3", "type", "not FIELD=VALUE"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(review: Review, thing: str, given: str, problem: str) -> None:
    """With what could be; a decision given together with it is not kept either."""
    result = review("correct", f"3a9e:{thing}", given)

    assert result.exit_code == 2
    assert problem in " ".join(result.output.replace("│", " ").split())
    assert isinstance(review("log").exception, NotFoundError)


def test_no_such_thing(review: Review) -> None:
    """It says what there is."""
    assert "It has e1, e2" in str(review("accept", "3a9e:e99").exception)


def test_a_field_is_rejected_alone(review: Review, ledger: Path) -> None:
    """It is unknown then; what is never unknown cannot be."""
    review("reject", "3a9e:e2", "--field", "place")

    with open_ledger(ledger) as kept:
        assert next(event for event in kept.get("3a9e").events if event.id == "e2").place is None
    assert "never unknown" in review("reject", "3a9e:e2", "--field", "label").output


def test_the_log_tells_who_what_and_why(review: Review) -> None:
    """Also after it was taken back; an undo may be taken back."""
    review("correct", "3a9e:e3", "type=REJECT", "--why", "a vow refuses")
    review("undo", "--why", "it threatens")
    told = review("log").stdout

    assert "correct event “vowed” in 3a9e1aa5e3 type: THREATEN → REJECT  (a vow refuses)  [undone]" in told
    assert "undo 1  (it threatens)" in told
    assert "no correction 9" in str(review("undo", "9").exception)
    review("undo", "2")
    assert "[reapplied]" in review("log").stdout
    assert len(review("log", "--jsonl").stdout.splitlines()) == 3


def test_what_was_missed_is_added(review: Review, ledger: Path) -> None:
    """On words of a sentence, with fields as in a correction; it is explained by who added it, and taken back."""
    done = review("add", "3a9e:n2", "event", "speech", "type=CONSULT", "source=a1", "status=planned", "--why", "missed")

    assert "add event “speech”" in done.stdout
    assert "type=CONSULT" in done.stdout
    with open_ledger(ledger) as kept:
        account = kept.get("3a9e")
    new = next(event for event in account.events if event.because[0].rule == "correction.1:hk")
    assert (new.type, [party.actor for party in new.source], new.claims[0].status) == ("CONSULT", ["a1"], "planned")
    told = CliRunner().invoke(app, ["explain", f"3a9e:{new.id}", "--ledger", str(ledger)]).stdout
    assert "because correction.1:hk" in told
    assert "hk  add event “speech”" in told
    assert "SANCTION" not in review("log").stdout
    review("undo")
    with open_ledger(ledger) as kept:
        assert new.id not in {event.id for event in kept.get("3a9e").events}


def test_an_event_is_given_a_number_and_a_voice(review: Review, ledger: Path) -> None:
    """Each a decision of its own on the event that is named; both are shown, and taken back one by one."""
    review("add", "3a9e:e1", "count", "12 dockers", "what=wounded", "low=12", "qualifier=at least")
    review("add", "3a9e:e1", "claim", "unnamed", "stance=doubts")
    with open_ledger(ledger) as kept:
        event = kept.get("3a9e").events[0]
    last = event.counts[-1]

    assert (last.what, last.low, last.high, last.span.of(kept_text(ledger))) == ("wounded", 12, None, "12 dockers")
    assert (event.claims[-1].voice, event.claims[-1].stance) == ("unnamed", "doubts")
    assert "add count “12 dockers” of “" in review("log").stdout
    review("undo")
    review("undo")
    with open_ledger(ledger) as kept:
        assert kept.get("3a9e") == kept.get("3a9e", as_read=True)


def kept_text(ledger: Path) -> str:
    """The text of the report that is decided on."""
    with open_ledger(ledger) as kept:
        return kept.get("3a9e").report.text


def test_words_are_looked_for_in_the_sentence_that_is_named(review: Review, ledger: Path) -> None:
    """Not where the report says them first."""
    with open_ledger(ledger) as kept:
        account = kept.get("3a9e")
    text = account.report.text
    number, span = next(
        (n, one) for n, one in enumerate(account.sentences, 1) if "Merania" in one.of(text) and n > 2
    )  # fmt: skip

    review("add", f"3a9e:n{number}", "statement", "Merania", "act=warn", "speaker=narrator")

    with open_ledger(ledger) as kept:
        new = next(s for s in kept.get("3a9e").statements if s.because[0].rule.startswith("correction."))
    assert span.holds(new.content[0])


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (("3a9e", "event", "gondola"), "nowhere"),
        (("3a9e", "event", "speech", "colour=red"), "no field 'colour'"),
        (("3a9e", "event", "speech", "type=KIDNAP"), "none of AGREE"),
        (("3a9e", "claim", "Merania"), "a claim is of an event"),
        (("3a9e:e1", "count", "12 dockers", "what=killed"), "has its low"),
        (("3a9e:n99", "event", "speech"), "no sentence of the report"),
        (("3a9e", "time", "speech", "earliest=soon"), "not a day"),
    ],
)
def test_what_cannot_be_added_is_refused(review: Review, words: tuple[str, ...], problem: str) -> None:
    """With what could be, and nothing is kept."""
    result = review("add", *words)

    assert result.exit_code == 2
    assert problem in " ".join(result.output.replace("│", " ").split())
    assert isinstance(review("log").exception, NotFoundError)


def test_the_explanation_names_the_decision(review: Review, ledger: Path) -> None:
    """With who and why."""
    review("correct", "3a9e:e3", "type=REJECT", "--why", "a vow refuses")
    told = CliRunner().invoke(app, ["explain", "3a9e:e3", "--ledger", str(ledger)]).stdout

    assert "because correction.1" in told
    assert "hk  correct event “vowed” type: THREATEN → REJECT  (a vow refuses)" in told


def test_who_decides_second_sees_what_was_read(review: Review) -> None:
    """And not what the first made of it; then they can be compared."""
    review("correct", "3a9e:e3", "type=REJECT")

    told = review("next", "--queue", "second", coder="mo").stdout
    assert "THREATEN" in told
    assert "hk has decided on it" in told
    review("accept", "3a9e:e3", "--as-read", coder="mo")
    rows = {row["field"]: row for row in json.loads(review("agreement", "--json").stdout)["agreement"]}
    assert (rows["type"]["units"], rows["type"]["same"]) == (1, 0)
    assert isinstance(review("next", "--queue", "second", coder="mo").exception, NotFoundError)


def test_a_number_is_split_from_its_column_and_a_column_merged_with_another(ledger: Path, review: Review) -> None:
    """By the incident, or an event of it, and the question; two columns of one incident, and nothing but numbers."""
    matrix = json.loads(CliRunner().invoke(app, ["accounts", "3a9e:e2", "--json", "--ledger", str(ledger)]).stdout)
    assert [one["question"] for one in matrix["columns"] if "numbers" in one["question"]] == [
        "numbers: killed",
        "numbers: wounded",
    ]

    moved = review("merge", "3a9e:e2/killed", "3a9e:e2/wounded").stdout.splitlines()
    assert all("killed → wounded" in line for line in moved)
    after = json.loads(CliRunner().invoke(app, ["accounts", "3a9e:e2", "--json", "--ledger", str(ledger)]).stdout)
    assert [one["question"] for one in after["columns"] if "numbers" in one["question"]] == ["numbers: wounded"]
    exported = CliRunner().invoke(app, ["export", "event-reports", "--ledger", str(ledger)]).stdout
    [raid] = [row for row in csv.DictReader(io.StringIO(exported)) if "e2" in row["events"].split("; ")]
    assert raid["deaths_low"] == ""
    assert [review("undo").exit_code for _ in moved] == [0] * len(moved)
    assert "killed → nothing" in review("split", "3a9e:e2/killed", "3a9e:e2.n1").stdout
    assert review("merge", "3a9e:e2/place", "3a9e:e2/killed").exit_code == 2
    assert review("merge", "3a9e:e2/killed", "3a9e:e7/killed").exit_code == 2


def test_a_column_is_found_by_an_event_though_nothing_was_compared_yet(review: Review) -> None:
    """Whoever names a column need not have asked for incidents before."""
    assert "killed → nothing" in review("split", "3a9e:e2/killed", "3a9e:e2.n1").stdout


def test_merge_and_split_name_two_events(review: Review) -> None:
    """And nothing else."""
    assert "merge event “raid” and “shelled”" in review("merge", "3a9e:e2", "3a9e:e7").stdout
    assert review("split", "3a9e:e2", "3a9e:s1").exit_code == 2


def test_a_pair_in_doubt_is_decided_by_hand(tmp_path: Path, sample_accounts: dict[str, Account]) -> None:
    """Both events are shown; merged they are one incident whatever their score, and wait no more; taken back, as before."""
    at = ["--ledger", str(tmp_path / "l.db")]
    with open_ledger(tmp_path / "l.db") as kept:
        kept.add_many([(account, None) for account in list(sample_accounts.values())[:4]])

    def waiting() -> list[tuple[str, str, str]]:
        told = (
            CliRunner()
            .invoke(app, ["review", "next", "--queue", "pairs", "-n", "500", "--coder", "hk", "--json", *at])
            .stdout
        )
        return [(f"{one['report']}:{one['thing']}", f"{one['other']['report']}:{one['other']['thing']}", one["why"])
                for one in json.loads(told)["items"]]  # fmt: skip

    def incidents(pair: tuple[str, ...]) -> set[str]:
        rows = csv.DictReader(io.StringIO(CliRunner().invoke(app, ["export", "event-reports", *at]).stdout))
        return {row["event_id"] for row in rows for thing in pair
                if row["report"] == thing.split(":")[0] and thing.split(":")[1] in row["events"].split("; ")}  # fmt: skip

    *pair, _ = next(item for item in waiting() if "fall short" in item[2])
    assert len(incidents(tuple(pair))) == 2
    assert CliRunner().invoke(app, ["review", "merge", *pair, "--coder", "hk", *at]).exit_code == 0
    assert len(incidents(tuple(pair))) == 1
    assert pair not in [[a, b] for a, b, _ in waiting()]
    CliRunner().invoke(app, ["review", "undo", "--coder", "hk", *at])
    assert len(incidents(tuple(pair))) == 2


def test_every_queue_can_be_asked(review: Review) -> None:
    """Each gives something, or says that nothing waits."""
    for queue in ("disputes", "open", "orphans", "changed", "pairs", "audit", "second"):
        result = review("next", "--queue", queue)
        assert result.exit_code == 0 or isinstance(result.exception, NotFoundError)
    assert review("next", "--queue", "gossip").exit_code == 2


def test_what_was_read_can_still_be_shown(review: Review, ledger: Path) -> None:
    """Corrected unless asked otherwise; a note says that it is."""
    review("correct", "3a9e:e3", "type=REJECT")

    corrected = CliRunner().invoke(app, ["show", "3a9e", "--ledger", str(ledger)])
    read = CliRunner().invoke(app, ["show", "3a9e", "--as-read", "--ledger", str(ledger)])
    assert "[REJECT 130]" in corrected.stdout
    assert "corrected by hand" in corrected.stderr
    assert "[REJECT 130]" not in read.stdout
