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


STANZA = """# text = “We didn't leave,” Ama Serwaa said in Averin on Sunday.
1	"	"	PUNCT	``	_	5	punct	_	start_char=0|end_char=1|ner=O
2	We	we	PRON	PRP	Case=Nom|Number=Plur|Person=1|PronType=Prs	5	nsubj	_	start_char=1|end_char=3|ner=O
3-4	didn't	_	_	_	_	_	_	_	start_char=4|end_char=10
3	did	do	AUX	VBD	Mood=Ind|Number=Plur|Person=1|Tense=Past|VerbForm=Fin	5	aux	_	ner=O
4	n't	not	PART	RB	_	5	advmod	_	ner=O
5	leave	leave	VERB	VB	VerbForm=Inf	10	ccomp	_	ner=O
6	,	,	PUNCT	,	_	10	punct	_	ner=O
7	"	"	PUNCT	''	_	10	punct	_	ner=O
8	Ama	Ama	PROPN	NNP	Number=Sing	10	nsubj	_	ner=B-PERSON
9	Serwaa	Serwaa	PROPN	NNP	Number=Sing	8	flat	_	ner=E-PERSON
10	said	say	VERB	VBD	Mood=Ind|Tense=Past|VerbForm=Fin	0	root	_	ner=O
11	in	in	ADP	IN	_	12	case	_	ner=O
12	Averin	Averin	PROPN	NNP	Number=Sing	10	obl	_	ner=S-GPE
13	on	on	ADP	IN	_	14	case	_	ner=O
14	Sunday	Sunday	PROPN	NNP	Number=Sing	10	obl	_	ner=S-DATE
15	.	.	PUNCT	.	_	10	punct	_	ner=O
"""


def test_a_file_as_stanza_writes_it_is_read(tmp_path: Path) -> None:
    """Multi-word rows are passed over, straight quotes stand for curly ones, OntoNotes names in BIOES become ours."""
    (tmp_path / "p.conllu").write_text(STANZA, encoding="utf-8")
    text = "“We didn’t leave,” Ama Serwaa said in Averin on Sunday."
    (sentence,) = ConlluReader(tmp_path / "p.conllu").read(text)

    assert [token.form for token in sentence.tokens] == [token.span.of(text) for token in sentence.tokens]
    assert [t.entity for t in sentence.tokens if t.entity != "O"] == ["B-PER", "I-PER", "B-LOC"]
    assert sentence.tokens[4].feats == "VerbForm=Inf"


@pytest.mark.parametrize(
    ("heads", "problem"),
    [
        ("2 0 9", "a word has no head"),
        ("2 0 0", "2 roots, not one"),
        ("2 1 0", "go round in a circle"),
        ("_ 0 2", "a word has no head"),
    ],
)
def test_a_file_without_trees_is_refused(tmp_path: Path, heads: str, problem: str) -> None:
    """The message says which sentence and what is wrong with it."""
    rows = "".join(f"{n}\tw\tw\tX\tX\t_\t{head}\tdep\t_\t_\n" for n, head in enumerate(heads.split(), 1))
    (tmp_path / "p.conllu").write_text(rows + "\n", encoding="utf-8")

    with pytest.raises(InputError, match=rf"sentence 1.*{problem}"):
        ConlluReader(tmp_path / "p.conllu")
