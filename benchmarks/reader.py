"""
How fast the reader reads: ``python -m benchmarks.reader TEXTS [--words 20000]``.

TEXTS is a JSON Lines file with ``text`` (or a folder of .txt). One thread, processor time, loading left out. Printed are words a
second from raw text to trees and names, the share of time spent outside the network, and, on the same sentences, the speed of
Link Grammar 5 (``link-parser``, Debian's package link-grammar: a parser anybody can install with its dictionary) if it is on the
path. Every figure is measured ``--times`` times in turn and the median is told, because machines are noisy.
"""

from __future__ import annotations

import argparse
import json
import resource
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from herodotus.model import Sentence
from herodotus.reading.neural import NeuralReader


class Timed:
    """The network's session with a clock around it."""

    def __init__(self, session: Any) -> None:
        self._session, self.seconds = session, 0.0

    def run(self, *arguments: Any) -> Any:
        """Run the session; its processor time is added up."""
        began = time.process_time()
        try:
            return self._session.run(*arguments)
        finally:
            self.seconds += time.process_time() - began


def texts(path: Path, words: int) -> list[str]:
    """Return texts of a file or folder until they hold so many words."""
    found, held = [], 0
    for text in _all_texts(path):
        if held >= words:
            break
        found.append(text)
        held += len(text.split())
    return found


def _all_texts(path: Path) -> Iterator[str]:
    if path.is_dir():
        yield from (one.read_text(encoding="utf-8") for one in sorted(path.glob("*.txt")))
    else:
        yield from (json.loads(line)["text"] for line in path.read_text(encoding="utf-8").splitlines())


def read_all(reader: NeuralReader, found: list[str]) -> tuple[list[Sentence], float, float]:
    """Return the sentences, the processor seconds they took, and how many of them the network took."""
    timed = Timed(reader._session)
    reader.__dict__["_session"] = timed
    began = time.process_time()
    sentences = [sentence for text in found for sentence in reader.read(text)]
    took = time.process_time() - began
    reader.__dict__["_session"] = timed._session
    return sentences, took, timed.seconds


def link_grammar(sentences: list[Sentence], found: str) -> float:
    """Return the processor seconds Link Grammar takes for sentences, two seconds at most for each."""
    lines = "\n".join(" ".join(token.form for token in sentence.tokens) for sentence in sentences)
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([found, "en", "-batch", "-timeout=2"], input=lines, capture_output=True, text=True, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("texts", type=Path)
    parser.add_argument("--words", type=int, default=20_000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args()
    reader, found = NeuralReader(), texts(options.texts, options.words)
    reader.read("Warm up.")
    runs = [read_all(reader, found) for _ in range(options.times)]
    sentences = runs[0][0]
    words = sum(len(sentence.tokens) for sentence in sentences)
    took, network = statistics.median(run[1] for run in runs), statistics.median(run[2] for run in runs)
    print(f"{words} words in {len(sentences)} sentences, one thread, median of {options.times}")
    print(f"from raw text to trees and names   {words / took:7.0f} words/s")
    print(f"the network alone                  {words / network:7.0f} words/s")
    print(f"share of time outside the network  {100 * (1 - network / took):7.1f} %")
    peer = shutil.which("link-parser")
    if peer is None:
        print("Link Grammar is not installed (Debian's package link-grammar): not compared.")
        return
    some = sentences[:100]
    theirs, ours = link_grammar(some, peer), took * sum(len(s.tokens) for s in some) / words
    print(f"Link Grammar on the first {len(some)} sentences takes {theirs / ours:.0f} times as long")


if __name__ == "__main__":
    main()
