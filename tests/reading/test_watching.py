"""A reading that is watched: the same to the byte, told how far it is before each batch, stopped by whoever looks."""

from __future__ import annotations

import pytest

from herodotus.reading.neural import NeuralReader

TEXT = " ".join(
    f"Convoy {n} of Norland{' and its escort of boats' * (n % 7)} was stopped near Port Elise." for n in range(60)
)
LONG = f"Norland, {', '.join(f'port {n}' for n in range(400))} and Merania agreed on Monday. The raid went on."


class StoppedError(Exception):
    """Somebody had seen enough."""


@pytest.fixture(scope="module")
def reader() -> NeuralReader:
    return NeuralReader()


@pytest.mark.parametrize("text", [TEXT, LONG, ""])
def test_being_watched_changes_nothing(reader: NeuralReader, text: str) -> None:
    """Not even a number, which may depend on the batch a sentence is in."""
    seen: list[tuple[int, int]] = []
    watched = reader.watched(lambda done, all_: seen.append((done, all_)))

    found = watched.read(text)

    assert found == reader.read(text)
    assert watched.id == reader.id
    assert seen == sorted(seen)
    assert seen[-1] == (len(found), len(found))


def test_whoever_looks_can_stop_it(reader: NeuralReader) -> None:
    """Between two batches; the reader reads on as if nothing had been."""

    def stop(done: int, _all: int) -> None:
        if done:
            raise StoppedError

    with pytest.raises(StoppedError):
        reader.watched(stop).read(TEXT)
    assert len(reader.read(TEXT)) == 60


def test_a_sentence_read_in_parts_can_be_stopped_too(reader: NeuralReader) -> None:
    """It may be the longest thing there is."""
    looks = 0

    def stop(_done: int, _all: int) -> None:
        nonlocal looks
        looks += 1
        if looks == 3:
            raise StoppedError

    with pytest.raises(StoppedError):
        reader.watched(stop).read(LONG)
