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
    heads: NDArray[np.intp] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle([int(h) for h in heads[1:]])
    if cycle is None:
        return heads
    return _expand(scores, heads, cycle)


def _expand(scores: NDArray[np.float64], heads: NDArray[np.intp], cycle: list[int]) -> NDArray[np.intp]:
    """Contract a cycle to one node, solve the smaller problem, and open the cycle where its entry breaks it."""
    inside = np.array(cycle)
    outside = np.array([n for n in range(len(heads)) if n not in set(cycle)])
    own = scores[inside, heads[inside]]
    size = len(outside) + 1
    small = np.full((size, size), _NEVER)
    small[:-1, :-1] = scores[np.ix_(outside, outside)]
    entering = scores[np.ix_(inside, outside)] - own[:, None]
    leaving = scores[np.ix_(outside, inside)]
    small[-1, :-1] = entering.max(0) + own.sum()
    small[:-1, -1] = leaving.max(1)
    solved = _spanning(small)
    result = heads.copy()
    for node, head in enumerate(solved[:-1]):
        if node == 0:
            continue
        result[outside[node]] = inside[leaving[node].argmax()] if head == size - 1 else outside[head]
    entry = solved[-1]
    broken = inside[entering[:, entry].argmax()]
    result[broken] = outside[entry]
    return result


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
