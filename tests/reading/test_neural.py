"""The neural reader: real weights, real sentences."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from herodotus.errors import ModelError
from herodotus.reading import decoding
from herodotus.reading.neural import NeuralReader

WEIGHTS = Path(__file__).parents[2] / "src" / "herodotus" / "reading" / "weights"


def test_a_plain_sentence_is_read(reader: NeuralReader) -> None:
    """Who shelled what: subject, object, lemma, names."""
    (sentence,) = reader.read("Norland's navy shelled Fort Casimir on Monday.")
    verb = next(token for token in sentence.tokens if token.form == "shelled")

    assert (verb.lemma, verb.upos, verb.head, verb.deprel) == ("shell", "VERB", None, "root")
    assert {t.form: t.deprel for t in sentence.tokens if t.head == verb.index}["navy"] == "nsubj"
    assert next(t for t in sentence.tokens if t.form == "Casimir").entity != "O"


def test_every_token_is_its_words(reader: NeuralReader) -> None:
    """Offsets are code points of the text given, whatever stands in it."""
    text = "“Ça va?” 😀 the café\u0301’s owner\u200b asked.\r\nNobody answered…"
    tokens = [token for sentence in reader.read(text) for token in sentence.tokens]

    assert [token.form for token in tokens] == [token.span.of(text) for token in tokens]


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=80))
def test_any_text_gives_trees(text: str) -> None:
    """Every sentence has exactly one root and every other word leads to it."""
    for sentence in NeuralReader().read(text) if text.strip() else ():
        roots = [token for token in sentence.tokens if token.head is None]

        assert len(roots) == 1
        for token in sentence.tokens:
            seen, at = set(), token
            while at.head is not None:
                assert at.index not in seen
                seen.add(at.index)
                at = sentence.tokens[at.head]


def test_a_sentence_longer_than_the_window_is_read_in_parts(reader: NeuralReader) -> None:
    """Two thousand words without a stop are cut, flagged, and never fatal."""
    sentences = reader.read("the extraordinarily longwinded harbourmaster " * 500)

    assert sum(len(sentence.tokens) for sentence in sentences) == 2000
    assert all(sentence.cut for sentence in sentences)


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    """A byte changed in the network is found before it reads a word."""
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    broken = bytearray((tmp_path / "weights" / "reader.onnx").read_bytes())
    broken[len(broken) // 2] ^= 1
    (tmp_path / "weights" / "reader.onnx").write_bytes(broken)

    with pytest.raises(ModelError, match="sha-256 differs"):
        NeuralReader(tmp_path / "weights").read("Who goes there?")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """The message says which file is missing and what to do."""
    with pytest.raises(ModelError, match=r"reader\.json: the reader's file is missing"):
        NeuralReader(tmp_path)


def test_the_id_is_that_of_every_file(reader: NeuralReader) -> None:
    """The id that accounts carry is the hash of the manifest, and the manifest holds the hash of every other file."""
    described = (WEIGHTS / "reader.json").read_bytes()

    assert reader.id == f"sha256:{hashlib.sha256(described).hexdigest()}"
    assert json.loads(described)["sha256"] == {
        path.name: hashlib.sha256(path.read_bytes()).hexdigest()
        for path in WEIGHTS.iterdir()
        if path.name != "reader.json"
    }


def test_features_and_factuality_are_read(reader: NeuralReader) -> None:
    """UD features of the verb, and how far what it tells has happened."""
    (sentence,) = reader.read("Gunmen threatened to kill the hostages.")
    told, threatened = (token for token in sentence.tokens if token.upos == "VERB")

    assert {"Mood=Ind", "Tense=Past"} <= set(told.feats.split("|"))
    assert "VerbForm=Inf" in threatened.feats
    assert told.factuality is not None
    assert threatened.factuality is not None
    assert told.factuality > threatened.factuality + 1


@given(st.integers(1, 9), st.integers(0, 10**6))
def test_the_best_tree_is_a_tree(size: int, seed: int) -> None:
    """Whatever the scores, one root and no cycle."""
    heads = decoding.best_heads(np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32))

    assert heads.count(0) == 1
    for start in range(1, size + 1):
        steps, at = 0, start
        while at:
            at, steps = heads[at - 1], steps + 1
            assert steps <= size


@given(st.integers(2, 4), st.integers(0, 10**6))
def test_no_tree_is_better(size: int, seed: int) -> None:
    """On sentences small enough to try every tree, none scores higher."""
    from itertools import product

    scores = np.random.default_rng(seed).normal(size=(size, size + 1)).astype(np.float32)
    np.fill_diagonal(scores[:, 1:], -1e9)

    def value(heads: tuple[int, ...] | list[int]) -> float:
        return float(sum(scores[word, head] for word, head in enumerate(heads)))

    def is_tree(heads: tuple[int, ...]) -> bool:
        reached, grew = {0}, True
        while grew:
            new = {w for w, h in enumerate(heads, 1) if h in reached} - reached
            reached, grew = reached | new, bool(new)
        return len(reached) == size + 1 and heads.count(0) == 1

    best = max(value(heads) for heads in product(range(size + 1), repeat=size) if is_tree(heads))

    assert value(decoding.best_heads(scores)) == pytest.approx(best, abs=1e-4)
