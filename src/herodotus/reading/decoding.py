"""From scores to a tree and to names: the best tree with one root, the best sequence of BIO tags. Pure numpy."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Scores = NDArray[np.float32]
_NEVER = -1e9
_ONE_ROOT = 1e5


def best_heads(scores: Scores) -> list[int]:
    """
    Return the head of each word (0 = root, else 1-based) in the best tree that has exactly one root.

    ``scores`` is [words, words + 1], column 0 the root. The greedy choice is a tree most of the time; where it is not, the
    maximum spanning tree is searched (Chu and Liu 1965, Edmonds 1967). If that has several roots it is searched again, each
    root arc costing more than any tree gains by it, so that exactly one is taken.
    """
    wide = scores.astype(np.float64)
    np.fill_diagonal(wide[:, 1:], _NEVER)
    greedy = wide.argmax(1)
    if _is_tree(greedy):
        return [int(head) for head in greedy]
    square = np.full((len(wide) + 1, len(wide) + 1), _NEVER)
    square[1:, :] = wide
    heads = _spanning(square)[1:]
    if int((heads == 0).sum()) != 1:
        square[1:, 0] -= _ONE_ROOT
        heads = _spanning(square)[1:]
    return [int(head) for head in heads]


def _is_tree(heads: NDArray[np.intp]) -> bool:
    return int((heads == 0).sum()) == 1 and _cycle([int(h) for h in heads]) is None


def _cycle(heads: Sequence[int]) -> list[int] | None:
    """Return the words (1-based) of a cycle among heads, or None."""
    seen: dict[int, int] = {}
    for start in range(1, len(heads) + 1):
        word = start
        while word != 0 and word not in seen:
            seen[word] = start
            word = heads[word - 1]
        if word != 0 and seen[word] == start:
            cycle, at = [word], heads[word - 1]
            while at != word:
                cycle.append(at)
                at = heads[at - 1]
            return cycle
    return None


def _spanning(scores: NDArray[np.float64]) -> NDArray[np.intp]:
    """Return the head of every node in the maximum spanning tree rooted at node 0; ``scores[child, head]``."""
    graph = _Graph(scores)
    for start in range(1, len(scores)):
        graph.connect(start)
    return graph.heads()


class _Graph:
    """
    A dense graph in which the cycles of best heads are contracted in place, in the manner of Tarjan (1977).

    A contracted cycle is a new node; ``child`` and ``head`` keep the words an arc between two nodes really joins.
    """

    def __init__(self, scores: NDArray[np.float64]) -> None:
        self.words, size = len(scores), 2 * len(scores)
        self.scores = np.full((size, size), 2 * _NEVER)
        self.scores[: self.words, : self.words] = scores
        self.child, self.head = np.indices((size, size))
        self.arcs: dict[int, tuple[int, int, float]] = {0: (0, 0, 0.0)}
        self.outer: dict[int, int] = {}
        self.members: dict[int, list[int]] = {}
        self.next = self.words

    def connect(self, node: int) -> None:
        """Choose heads from a node up until the root or a node that has one is reached, contracting the cycles met."""
        while node in self.outer:
            node = self.outer[node]
        path: list[int] = []
        while node not in self.arcs:
            path.append(node)
            head = int(self.scores[node].argmax())
            self.arcs[node] = (int(self.child[node, head]), int(self.head[node, head]), float(self.scores[node, head]))
            if head in path:
                at = path.index(head)
                node = self._contracted(path[at:])
                del path[at:]
            else:
                node = head

    def _contracted(self, cycle: list[int]) -> int:
        """Make one node of a cycle: an arc into it takes the place of the arc inside it that it breaks."""
        node, self.next = self.next, self.next + 1
        every = np.arange(len(self.scores))
        entering = self.scores[cycle] - np.array([[self.arcs[member][2]] for member in cycle])
        best = np.array(cycle)[entering.argmax(0)]
        self.scores[node], self.child[node], self.head[node] = (
            entering.max(0),
            self.child[best, every],
            self.head[best, every],
        )
        best = np.array(cycle)[self.scores[:, cycle].argmax(1)]
        self.scores[:, node] = self.scores[every, best]
        self.child[:, node], self.head[:, node] = self.child[every, best], self.head[every, best]
        self.scores[:, cycle] = 2 * _NEVER
        self.scores[node, node] = 2 * _NEVER
        self.members[node] = cycle
        self.outer.update(dict.fromkeys(cycle, node))
        return node

    def heads(self) -> NDArray[np.intp]:
        """Return the head of every word, the contracted nodes opened where an arc enters them."""
        found = np.zeros(self.words, np.intp)
        open_ = [node for node in self.arcs if node not in self.outer and node != 0]
        while open_:
            node = open_.pop()
            child, head, _ = self.arcs[node]
            found[child] = head
            while child != node:
                outer = self.outer[child]
                open_ += [member for member in self.members[outer] if member != child]
                child = outer
        return found


def best_tags(scores: Scores, tags: Sequence[str]) -> list[str]:
    """
    Return the best tag sequence in which ``I-X`` only follows ``B-X`` or ``I-X``; worth 4 F1 over the best tag of each word.

    >>> tags = ["O", "B-PER", "I-PER"]
    >>> best_tags(np.array([[0.0, 0.9, 1.0], [0.0, 0.1, 1.0]], dtype=np.float32), tags)
    ['B-PER', 'I-PER']
    """
    greedy = scores.argmax(1).tolist()
    if all(_may_follow(tags[a], tags[b]) for a, b in pairwise([tags.index("O"), *greedy])):
        return [tags[index] for index in greedy]
    allowed = _transitions(tuple(tags))
    total = np.where([tag.startswith("I-") for tag in tags], _NEVER, 0.0) + scores[0]
    back = []
    for row in scores[1:]:
        options = total[:, None] + allowed
        back.append(options.argmax(0))
        total = options.max(0) + row
    path = [int(total.argmax())]
    for step in reversed(back):
        path.append(int(step[path[-1]]))
    return [tags[index] for index in reversed(path)]


def _may_follow(before: str, after: str) -> bool:
    return not after.startswith("I-") or before[2:] == after[2:]


@cache
def _transitions(tags: tuple[str, ...]) -> NDArray[np.float64]:
    return np.array([[0.0 if _may_follow(before, after) else _NEVER for after in tags] for before in tags])
