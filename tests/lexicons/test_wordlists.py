"""The lists of words: each example is decided by its list, each counter-example would be read the same without it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from herodotus import contract, errors, lexicons, pipeline, reading
from herodotus.lexicons import Lexicons
from herodotus.lexicons.loader import HOME
from herodotus.model import Account

LISTS = lexicons.load().wordlists()
EXAMPLES = [(one.id, sample.text) for one in LISTS.values() for sample in one.examples]
COUNTER_EXAMPLES = [(one.id, sample.text) for one in LISTS.values() for sample in one.counter_examples]
Without = Callable[[str, str], tuple[Account, Account]]


@pytest.fixture
def read_twice(monkeypatch: pytest.MonkeyPatch, reader: reading.Reader) -> Without:
    """Read a text with the lists as they ship, and again with one of them empty."""

    def read(name: str, text: str) -> tuple[Account, Account]:
        known = {"published": "2026-03-11", "publisher": "Harbour Gazette"}
        with_ = pipeline.read(text, reader=reader, **known)
        whole = Lexicons.wordlist
        monkeypatch.setattr(Lexicons, "wordlist", lambda self, one: frozenset() if one == name else whole(self, one))
        return with_, pipeline.read(text, reader=reader, **known)

    return read


@pytest.mark.parametrize(("name", "text"), EXAMPLES)
def test_the_words_decide_their_examples(name: str, text: str, read_twice: Without) -> None:
    """Without the list the account is another: a list that decides nothing can go."""
    with_, without = read_twice(name, text)

    assert contract.to_json(with_) != contract.to_json(without)


@pytest.mark.parametrize(("name", "text"), COUNTER_EXAMPLES)
def test_the_words_leave_their_counter_examples_alone(name: str, text: str, read_twice: Without) -> None:
    """With the list or without it the account is the same."""
    with_, without = read_twice(name, text)

    assert contract.to_json(with_) == contract.to_json(without)


def test_every_list_is_asked_for() -> None:
    """No list stands unused, and none is asked for that is not there."""
    code = "".join(path.read_text(encoding="utf-8") for path in HOME.parent.rglob("*.py") if path.parent != HOME)
    asked = {part.partition('"')[0] for part in code.split('lexicons.wordlist("')[1:]}

    assert asked == set(LISTS)


def test_a_list_of_ones_own_stands_in(tmp_path: Path) -> None:
    """A folder of the user's that has the list goes before the shipped one."""
    folder = tmp_path / "lists"
    folder.mkdir()
    sample = 'text = "Rebels sailed to Norland."\nbecause = "sailing is going"\n'
    head = '[[list]]\nid = "going"\nwords = ["sail"]\nnote = "Going by sea."\nsource = "hand"\n'
    (folder / "mine.toml").write_text(f"{head}[[list.example]]\n{sample}[[list.not]]\n{sample}", encoding="utf-8")

    assert lexicons.load(extra=(tmp_path,)).wordlist("going") == {"sail"}


@pytest.mark.parametrize(
    ("entry", "problem"),
    [
        ('id = "going"\nwords = ["go"]', "no example, not, note, source"),
        ('id = "going"\nwords = ["go", "go"]\nnote = "n"\nsource = "s"\nexample = [1]\nnot = [1]', "'go' stands twice"),
        ('id = "going"\nwords = ["go"]\nnote = "n"\nsource = "s"\nexample = [1]\nnot = [1]\nx = 1', "unknown key 'x'"),
    ],
)
def test_what_is_wrong_with_a_list_is_told(entry: str, problem: str, tmp_path: Path) -> None:
    """File, entry, what is wrong, what to do."""
    (tmp_path / "lists").mkdir()
    (tmp_path / "lists" / "mine.toml").write_text(f"[[list]]\n{entry}\n", encoding="utf-8")

    with pytest.raises(errors.LexiconError, match=problem):
        lexicons.load(extra=(tmp_path,)).wordlists()
