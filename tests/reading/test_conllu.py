"""Another parser's CoNLL-U file as the reader."""

from __future__ import annotations

from pathlib import Path

import pytest

from herodotus.errors import InputError
from herodotus.reading.conllu import ConlluReader, written

TEXT = "Dockers fled.\n\nGunmen fired."
ROWS = """# text = Dockers fled.
1\tDockers\tdocker\tNOUN\tNNS\t_\t2\tnsubj\t_\t_
2\tfled\tflee\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_

1\tGunmen\tgunman\tNOUN\tNNS\t_\t2\tnsubj\t_\tNER=B-PER
2\tfired\tfire\tVERB\tVBD\t_\t0\troot\t_\tSpaceAfter=No
3\t.\t.\tPUNCT\t.\t_\t2\tpunct\t_\t_
"""


def test_words_find_their_places(tmp_path: Path) -> None:
    """Forms are matched to the report by their letters; paragraphs are the report's."""
    (tmp_path / "p.conllu").write_text(ROWS, encoding="utf-8")
    first, second = ConlluReader(tmp_path / "p.conllu").read(TEXT)

    assert [token.span.of(TEXT) for token in second.tokens] == ["Gunmen", "fired", "."]
    assert (first.paragraph, second.paragraph) == (0, 1)
    assert second.tokens[0].entity == "B-PER"


def test_a_file_of_another_text_is_refused(tmp_path: Path) -> None:
    """The message names the word where the two part."""
    (tmp_path / "p.conllu").write_text(ROWS, encoding="utf-8")

    with pytest.raises(InputError, match=r"word 'Gunmen' is not what the report has"):
        ConlluReader(tmp_path / "p.conllu").read("Dockers fled. Sailors fired.")


def test_a_line_that_is_no_row_is_named(tmp_path: Path) -> None:
    """Nine columns are not ten."""
    (tmp_path / "p.conllu").write_text("1\tDockers\tdocker\n", encoding="utf-8")

    with pytest.raises(InputError, match=r"line 1: 3 columns, not ten"):
        ConlluReader(tmp_path / "p.conllu")


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    """Print, parse again: the same sentences."""
    (tmp_path / "p.conllu").write_text(ROWS, encoding="utf-8")
    sentences = ConlluReader(tmp_path / "p.conllu").read(TEXT)
    (tmp_path / "q.conllu").write_text("".join(written(sentences)), encoding="utf-8")

    assert ConlluReader(tmp_path / "q.conllu").read(TEXT) == sentences


def test_a_file_may_leave_the_date_line_out(tmp_path: Path) -> None:
    """A parser that was given the text after its date line reads it as well as one that was given all."""
    (tmp_path / "p.conllu").write_text(ROWS, encoding="utf-8")
    dated = "PORT ELISE (Gazette) — " + TEXT
    first, _ = ConlluReader(tmp_path / "p.conllu").read(dated, dated.index("Dockers"))

    assert first.span.of(dated) == "Dockers fled."
