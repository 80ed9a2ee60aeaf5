from __future__ import annotations

import json
from pathlib import Path

import pytest

from evaluation import floors, gate, scoring, sets, table
from evaluation.scoring import Measured
from evaluation.sets import DevSet, Figure

F1, ERRORS = Figure("F1", "f1"), Figure("errors", "n", less_is_better=True)


def dev_set(**fields: object) -> DevSet:
    made = {"name": "made", "task": "ner", "gold": "made/dev.jsonl", "score": ("score.py",), "figures": (F1, ERRORS)}
    return DevSet(**{**made, **fields})  # type: ignore[arg-type]


def measured(f1: float = 50.0, errors: float = 8.0, **fields: object) -> Measured:
    return Measured(dev_set(**fields), {"F1": f1, "errors": errors})


def test_every_set_names_a_task_a_scorer_and_figures() -> None:
    """The list of sets can be read, and no two sets share a name."""
    found = sets.dev_sets()

    assert len({one.name for one in found}) == len(found)
    assert all(
        one.figures and one.score[0].startswith(("score_", "evaluation.")) and "PRED" in one.score for one in found
    )
    assert all(one.reads for one in found if not one.task.startswith("parse"))


def test_a_prediction_sees_only_what_it_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every second line is taken; the gold labels stay in the file the scorer gets."""
    monkeypatch.setenv("HERODOTUS_CORPORA", str(tmp_path))
    folder = tmp_path / "data" / "made"
    folder.mkdir(parents=True)
    lines = [{"id": n, "text": "It fled.", "events": [{"start": 3, "end": 7, "status": "happened"}]} for n in range(4)]
    (folder / "dev.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))

    gold, shown = sets.prepared(dev_set(every=2, reads=("id", "text", "events[].start")), tmp_path)

    assert [json.loads(line)["id"] for line in gold.read_text().splitlines()] == [0, 2]
    assert json.loads(shown.read_text().splitlines()[1]) == {"id": 2, "text": "It fled.", "events": [{"start": 3}]}


def test_a_set_that_cannot_be_measured_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One broken task does not stop the others; its figures count as fallen."""
    monkeypatch.setenv("HERODOTUS_CORPORA", str(tmp_path))
    (tmp_path / "data" / "made").mkdir(parents=True)
    (tmp_path / "data" / "made" / "dev.jsonl").write_text('{"id": 1}\n')

    one = scoring.measure(dev_set(task="no-such-task", reads=("id",)))

    assert one.problem is not None
    assert "no-such-task" in one.problem
    assert [fall.now for fall in floors.fallen([one], {"made": {"F1": 40.0}})] == [None]


def test_a_figure_below_its_floor_is_named() -> None:
    """More is better for F1, less for errors."""
    fallen = floors.fallen([measured(f1=50, errors=8)], {"made": {"F1": 50.5, "errors": 7.9}})

    assert [fall.told() for fall in fallen] == ["made, F1: 50 (floor 50.5)", "made, errors: 8 (floor 7.9)"]


def test_floors_rise_and_never_lower_themselves() -> None:
    """An update takes what is stricter; only a wish said aloud loosens a floor."""
    old = {"made": {"F1": 60.0, "errors": 20.0}}

    assert floors.raised([measured()], old) == {"made": {"F1": 60.0, "errors": 8.24}}
    assert floors.raised([measured()], old, allow_regression=True) == {"made": {"F1": 49.75, "errors": 8.24}}
    assert old == {"made": {"F1": 60.0, "errors": 20.0}}


def test_floors_are_read_back_as_written(tmp_path: Path) -> None:
    """The file is TOML, in the order of names."""
    wanted = {"b": {"F1": 1.0}, "a set": {"not happened": 2.5}}
    floors.write(wanted, tmp_path / "floors.toml")

    assert floors.read(tmp_path / "floors.toml") == wanted
    assert floors.read(tmp_path / "none.toml") == {}


def test_the_table_says_what_fell_and_what_was_sampled() -> None:
    """The table is Markdown and the same for the same figures."""
    shown = table.markdown([measured(every=6)], {"made": {"F1": 60.0}})

    assert "| made | F1 | 50.00 | 60.00 | one line in 6; **below its floor** |" in shown
    assert "|  | errors ↓ | 8.00 | – |  |" in shown
    assert json.loads(table.as_json([measured()]))[0]["figures"] == {"F1": 50.0, "errors": 8.0}


def test_without_corpora_the_gate_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is measured and nothing passes by accident."""
    monkeypatch.setenv("HERODOTUS_CORPORA", "/nowhere")

    assert gate.main([]) == gate.NO_CORPORA
    assert "set HERODOTUS_CORPORA" in capsys.readouterr().out
