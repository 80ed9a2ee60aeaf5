"""Trees that grammar alone mends."""

from __future__ import annotations

from herodotus.reading.repairs import Word, mended


def test_a_participle_before_a_number_is_a_verb() -> None:
    """Where "The blast wounded 12 dockers" was read as one noun phrase, the blast is the subject, the dockers the object."""
    read = [
        Word("DT", 4, "det"), Word("NN", 4, "compound"), Word("VBN", 4, "amod"), Word("CD", 4, "nummod"),
        Word("NNS", None, "root"), Word(".", 4, "punct"),
    ]  # fmt: skip

    assert mended(read) == [
        Word("DT", 1, "det"), Word("NN", 2, "nsubj"), Word("VBD", None, "root"), Word("CD", 4, "nummod"),
        Word("NNS", 2, "obj"), Word(".", 2, "punct"),
    ]  # fmt: skip


def test_a_participle_after_the_number_stays() -> None:
    """For "12 wounded dockers" is a noun phrase."""
    read = [Word("CD", 2, "nummod"), Word("VBN", 2, "amod"), Word("NNS", None, "root")]

    assert mended(read) == read


def test_a_past_form_leaves_the_clause_whose_auxiliary_it_cannot_share() -> None:
    """In "said it would stay and urged ships" *urged* is joined to *said*, not to *stay*."""
    read = [
        Word("VBD", None, "root"), Word("PRP", 3, "nsubj"), Word("MD", 3, "aux"), Word("VB", 0, "ccomp"), Word("CC", 5, "cc"),
        Word("VBD", 3, "conj"), Word("NNS", 5, "obj"),
    ]  # fmt: skip

    assert mended(read)[5] == Word("VBD", 0, "conj")


def test_a_clause_behind_a_conjunction_has_a_subject() -> None:
    """In "fled after dozens of men stormed it" the dozens, read as an oblique, are the subject."""
    read = [
        Word("VBD", None, "root"), Word("IN", 5, "mark"), Word("NNS", 5, "obl"), Word("IN", 4, "case"), Word("NNS", 2, "nmod"),
        Word("VBD", 0, "advcl"), Word("PRP", 5, "obj"),
    ]  # fmt: skip

    assert mended(read)[2] == Word("NNS", 5, "nsubj")


def test_a_day_beside_a_subject_stays_an_oblique() -> None:
    """In "after Sunday the men stormed it" the clause has its subject."""
    read = [
        Word("VBD", None, "root"), Word("IN", 5, "mark"), Word("NNP", 5, "obl"), Word("DT", 4, "det"), Word("NNS", 5, "nsubj"),
        Word("VBD", 0, "advcl"), Word("PRP", 5, "obj"),
    ]  # fmt: skip

    assert mended(read) == read


def test_what_has_a_subject_and_a_copula_is_a_clause() -> None:
    """In "denied it was behind the raid" the raid, read as an oblique of the denial, is its content."""
    read = [
        Word("VBD", None, "root"), Word("PRP", 5, "nsubj"), Word("VBD", 5, "cop"), Word("IN", 5, "case"), Word("DT", 5, "det"),
        Word("NN", 0, "obl"),
    ]  # fmt: skip

    assert mended(read)[5] == Word("NN", 0, "ccomp")


def test_the_full_stop_hangs_on_the_root() -> None:
    """Hung on the clause inside, it would stretch that clause over the rest of the sentence."""
    read = [
        Word("VBD", 3, "advcl"),
        Word("NNS", 0, "obj"),
        Word("NNS", 3, "nsubj"),
        Word("VBD", None, "root"),
        Word(".", 0, "punct"),
    ]

    assert mended(read)[4] == Word(".", 3, "punct")


def test_a_name_is_not_torn() -> None:
    """In "office in Port Elise" both words were hung on the office: the second hangs on the first."""
    read = [
        Word("NN", None, "root"), Word("IN", 2, "case"), Word("NNP", 0, "nmod", "B-LOC"), Word("NNP", 0, "nmod", "I-LOC"),
    ]  # fmt: skip

    assert mended(read)[2:] == [Word("NNP", 0, "nmod", "B-LOC"), Word("NNP", 2, "flat", "I-LOC")]
