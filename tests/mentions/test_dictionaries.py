"""Users' dictionaries: PETRARCH's forms and the dirt of the real files."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from typer.testing import CliRunner

from herodotus import mentions, reading
from herodotus.errors import InputError
from herodotus.mentions import dictionaries
from herodotus.surfaces.cli import app

FIRST, LATER = dt.date(2010, 1, 1), dt.date(2012, 6, 1)


@pytest.mark.parametrize(
    ("line", "day", "code"),
    [
        ("RUVAL_\n\t[XMEGOV 20050101-20100101]\n\t[XMEELI]\n", FIRST, "XMEELI"),  # the second date is not in
        ("RUVAL_\n\t[XMEGOV 050101-120601]\n\t[XMEELI]\n", FIRST, "XMEGOV"),
        ("RUVAL_\n\t[XMEGOV >100101]\n", FIRST, "XMEGOV"),  # from the day on
        ("RUVAL_\n\t[XMEGOV <100101]\n\t[---]\n", FIRST, "---"),  # before the day
        ("RUVAL_ [XME]\n\t[XMEGOV > 100101]\n", LATER, "XMEGOV"),  # the line's own code is the default
        ("RUVAL_\n\t[XMEGOV 19450703-450901] ; war\n\t[XMEELI]\n", dt.date(1945, 8, 1), "XMEGOV"),
        ("RUVAL_\n\t[XMEGOV]\n\t[XMEELI >100101]\n", LATER, "XMEGOV"),  # the order of the file, even where it is unwise
        ("RUVAL_ [XMEPTY <061231] [XNO] [---]\n", FIRST, "XNO"),  # several on one line
        ("RUVAL_ # a comment\n+MAYOR_RUVAL_\n<!-- gone\n\t[XMEREB]\n-->\t[XMEPTY]\n", None, "XMEPTY"),
    ],
)
def test_a_code_holds_on_its_days(line: str, day: dt.date | None, code: str) -> None:
    """In the order of the file, the undated one last."""
    assert dictionaries.actors(line).code_at("ruval", day) == code


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("RUVAL_\n\t[XMEGOV 2004017-20061201]\n", "7 figures"),
        ("RUVAL_\n\t[XMEGOV >201005011]\n", "9 figures"),
        ("RUVAL_\n\t[XMEGOV 20121204]\n", "without a sign"),
        ("RUVAL_\n\t[XME <20030320>\n", "read as ']'"),
        ("RUVAL_\n\t[XMEGOV >20021399]\n\t[XME]\n", "impossible date"),
        ("RUVAL_ [XME]\nNORLAND_ [XNO]\n+RUVAL_\n", "the first counts"),
        ("RUVAL_\nNORLAND_ [XNO]\n", "no code"),
    ],
)
def test_a_broken_line_is_told(line: str, words: str) -> None:
    """With its number, and the rest is read."""
    (problem,) = dictionaries.actors(line).problems

    assert words in problem.words
    assert problem.line > 0


def test_the_users_actors_come_first(reader: reading.Reader) -> None:
    """Before the tables that ship, and a null code makes nobody."""
    own = dictionaries.actors("MERANIAN_NAVY_ [XMEREB]\nRIVER_LEAGUE_ [XNOPTY]\nHARBOUR_GAZETTE_ [---]\n")
    text = "The River League blamed the Meranian navy. The Harbour Gazette was silent."
    read = reading.read(reading.Source.of_text(text), reader=reader)
    found = {actor.name: (actor.country, actor.sectors[:1]) for actor in mentions.resolve(read, own).actors}

    assert found["River League"] == ("XNO", ("PTY",))
    assert found["Meranian navy"] == ("XME", ("REB",))
    assert "Harbour Gazette" not in found


def test_the_users_agents_come_first(reader: reading.Reader) -> None:
    """A role word of the user's gives its sector before ours."""
    own = dictionaries.agents("DOCKER [~LAB]\n")
    read = reading.read(reading.Source.of_text("Norlandic dockers marched."), reader=reader)
    (found,) = mentions.resolve(read, own).actors

    assert (found.country, found.sectors[0]) == ("XNO", "LAB")
    assert "actor.dictionary-agent" in [evidence.rule for evidence in found.because]


def test_a_dictionary_is_given_on_the_command_line(tmp_path: Path) -> None:
    """`--actors` may be given again; the account says what it was made with; broken lines are told."""
    (tmp_path / "my.actors.txt").write_text("RIVER_LEAGUE_ [XNOPTY]\nFOG_\n", encoding="utf-8")
    (tmp_path / "r.txt").write_text("The River League left Norland.", encoding="utf-8")
    command = ["read", str(tmp_path / "r.txt"), "--no-save", "--json", "--actors", str(tmp_path / "my.actors.txt")]
    done = CliRunner().invoke(app, command)

    assert done.exit_code == 0
    assert '"PTY"' in done.stdout
    assert "no code" in done.stderr


def test_a_file_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    """And what to do."""
    with pytest.raises(InputError, match="PETRARCH"):
        dictionaries.load(tmp_path / "none.txt")


def test_the_pivot_of_two_digit_years_is_the_users(tmp_path: Path) -> None:
    """1921 is written as 21: with a pivot of 15 it is of the last century, and the account says that other codes were made."""
    path = tmp_path / "my.actors.txt"
    path.write_text("RUVAL_\n\t[XMEGOV 210101-250101]\n\t[XMEELI]\n", encoding="utf-8")
    usual, asked = dictionaries.load(path), dictionaries.load(path, pivot=15)

    assert [one.code_at("ruval", dt.date(2022, 6, 1)) for one in (usual, asked)] == ["XMEGOV", "XMEELI"]
    assert usual.id != asked.id


def test_the_real_files_are_read(corpora: Path) -> None:
    """Tens of thousands of lines, a few of them broken."""
    found = dictionaries.load(corpora / "data" / "petrarch_dictionaries" / "Phoenix.Countries.actors.txt")

    assert len(found.actors) > 25_000
    assert 0 < len(found.problems) < 500
