"""What the reader saw, for a person: a sentence as a tree in the terminal, or as arcs over its words in a picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from rich.markup import escape as escaped
from rich.tree import Tree as Branches

from herodotus.model import Sentence, Token

LETTER, GAP, STEP, MARGIN = 8.5, 26, 26, 24
"""Pixels: width of a letter, between words, between levels of arcs, around the picture."""
BELOW = 52
"""Pixels under the arcs for a word, its tag and its name."""


def branches(sentence: Sentence) -> Branches:
    """Return a sentence as a tree for the terminal: the root, under each word what hangs on it, in text order."""
    below: dict[int, list[Token]] = {}
    for token in sentence.tokens:
        if token.head is not None:
            below.setdefault(token.head, []).append(token)
    (root,) = (token for token in sentence.tokens if token.head is None)
    grown = Branches(_words(root), guide_style="dim")
    open_ = [(root, grown)]
    while open_:
        token, branch = open_.pop()
        open_.extend((child, branch.add(_words(child))) for child in below.get(token.index, ()))
    return grown


def _words(token: Token) -> str:
    name = "" if token.entity == "O" else f" [magenta]{token.entity}[/magenta]"
    tags = f"{token.upos} {token.feats}".rstrip()
    return f"[bold]{escaped(token.form)}[/bold] [cyan]{token.deprel}[/cyan] [dim]{tags}[/dim]{name}"


@dataclass(frozen=True, slots=True)
class Arc:
    """An arc from a head to its dependent, with how many levels above the words it is drawn."""

    head: int
    dependent: int
    relation: str
    level: int


def arcs(sentence: Sentence) -> list[Arc]:
    """Return the arcs of a sentence, short ones first, each above every arc it spans."""
    found: list[Arc] = []
    hung = [token for token in sentence.tokens if token.head is not None]
    for token in sorted(hung, key=lambda t: abs(t.index - (t.head or 0))):
        head = token.head or 0
        left, right = sorted((head, token.index))
        under = [a.level for a in found if min(a.head, a.dependent) < right and max(a.head, a.dependent) > left]
        found.append(Arc(head, token.index, token.deprel, 1 + max(under, default=0)))
    return found


def picture(sentences: Sequence[Sentence]) -> str:
    """Return one SVG document with the sentences under each other, dark on light or light on dark as the viewer has it."""
    parts, height, width = [], float(MARGIN), 0.0
    for sentence in sentences:
        drawn, wide, high = _drawn(sentence, height)
        parts += drawn
        width, height = max(width, wide), height + high + MARGIN
    size = f'width="{width + MARGIN:.0f}" height="{height:.0f}"'
    return "\n".join(
        [f'<svg xmlns="http://www.w3.org/2000/svg" {size} font-family="sans-serif">', _STYLE, *parts, "</svg>"]
    )


_STYLE = """<style>
  svg { background: #fff; color: #1b1b1b } text { fill: currentColor; text-anchor: middle; font-size: 15px }
  .tag { font-size: 11px; opacity: .7 } .name { font-size: 11px; fill: #a0189a } .rel { font-size: 11px }
  path { fill: none; stroke: currentColor; stroke-width: 1.2; opacity: .6 } .tip { fill: currentColor; stroke: none }
  @media (prefers-color-scheme: dark) { svg { background: #16181c; color: #e8e8e8 } .name { fill: #f08ce8 } }
</style>"""


def _drawn(sentence: Sentence, top: float) -> tuple[list[str], float, float]:
    """Return the parts of a sentence's picture from ``top`` down, its width and its height."""
    middle, width = _middles(sentence.tokens)
    found = arcs(sentence)
    base = top + STEP * (1 + max((arc.level for arc in found), default=0))
    parts = [part for arc in found for part in _arc(arc, middle, base)]
    for token in sentence.tokens:
        x = middle[token.index]
        parts.append(f'<text x="{x:.0f}" y="{base + 18:.0f}">{escape(token.form)}</text>')
        parts.append(f'<text class="tag" x="{x:.0f}" y="{base + 33:.0f}">{token.upos}</text>')
        if token.entity != "O":
            parts.append(f'<text class="name" x="{x:.0f}" y="{base + 47:.0f}">{token.entity}</text>')
    return parts, width, base + BELOW - top


def _middles(tokens: Iterable[Token]) -> tuple[Mapping[int, float], float]:
    found, x = {}, float(MARGIN)
    for token in tokens:
        wide = LETTER * max(len(token.form), len(token.upos) * 0.75, len(token.deprel) * 0.75)
        found[token.index] = x + wide / 2
        x += wide + GAP
    return found, x - GAP


def _arc(arc: Arc, middle: Mapping[int, float], base: float) -> list[str]:
    """Return an arc that leaves its head beside the middle and comes down on its dependent with a tip."""
    aside = 5 if arc.dependent > arc.head else -5
    start, end, high = middle[arc.head] + aside, middle[arc.dependent], base - STEP * arc.level
    return [
        f'<path d="M{start:.0f},{base:.0f} C{start:.0f},{high:.0f} {end:.0f},{high:.0f} {end:.0f},{base - 5:.0f}"/>',
        f'<path class="tip" d="M{end - 4:.0f},{base - 6:.0f} h8 l-4,7 z"/>',
        f'<text class="rel" x="{(start + end) / 2:.0f}" y="{base - 0.75 * STEP * arc.level - 3:.0f}">{escape(arc.relation)}</text>',
    ]
