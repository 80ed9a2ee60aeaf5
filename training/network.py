"""The network: a six-layer MiniLM encoder and one small head for each thing it tells of a word (DESIGN: the reader)."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F  # noqa: N812

from herodotus.reading.lists import MARKS

TAGS = ("upos", "xpos", "feats", "name")
"""Heads that choose one label for a word."""


class Layer(nn.Module):
    """One BERT layer, post-norm, as the backbone was trained."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value = (nn.Linear(size, size) for _ in range(3))
        self.out, self.norm1 = nn.Linear(size, size), nn.LayerNorm(size, eps=1e-12)
        self.up, self.down, self.norm2 = nn.Linear(size, inner), nn.Linear(inner, size), nn.LayerNorm(size, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """``x`` [batch, length, size]; ``mask`` [batch, 1, 1, length], 0 where there is a piece, very negative elsewhere."""
        b, n, size = x.shape
        q, k, v = (
            f(x).view(b, n, self.heads, size // self.heads).transpose(1, 2) for f in (self.query, self.key, self.value)
        )
        scores = q @ k.transpose(-1, -2) / (size // self.heads) ** 0.5 + mask
        weights = F.dropout(scores.softmax(-1), self.dropout, self.training)
        context = (weights @ v).transpose(1, 2).reshape(b, n, size)
        x = self.norm1(x + F.dropout(self.out(context), self.dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


class Network(nn.Module):
    """
    Pieces and word borders in; scores for tags, lemma scripts, heads, relations and names out.

    Inputs: ``pieces`` [B, P] piece ids, ``piece_shapes`` [B, P], ``piece_mask`` [B, P] (1 = there), ``first`` and ``last``
    [B, W] index of the first and last piece of each word, ``shapes`` [B, W], ``lists`` [B, W] marks of the name lists.
    """

    def __init__(
        self, backbone: dict, sizes: dict[str, int], *, shapes: int = 8, dropout: float = 0.1, head_dropout: float = 0.2
    ) -> None:
        super().__init__()
        size = backbone["hidden_size"]
        self.pieces = nn.Embedding(backbone["vocab_size"], size)
        self.positions = nn.Embedding(backbone["max_position_embeddings"], size)
        self.kinds = nn.Parameter(torch.zeros(size))
        self.piece_shapes = nn.Embedding(shapes, size)
        nn.init.zeros_(self.piece_shapes.weight)
        self.norm = nn.LayerNorm(size, eps=1e-12)
        self.layers = nn.ModuleList(
            Layer(size, backbone["num_attention_heads"], backbone["intermediate_size"], dropout)
            for _ in range(backbone["num_hidden_layers"])
        )
        self.shapes, self.lists = nn.Embedding(shapes, 32), nn.Embedding(len(MARKS), 32)
        self.word = nn.Linear(2 * size + 64, size)
        self.tags = nn.ModuleDict({name: nn.Linear(size, sizes[name]) for name in TAGS})
        self.fact = nn.Linear(size, 1)
        self.root = nn.Parameter(torch.zeros(size))
        self.arc_dep, self.arc_head = nn.Linear(size, 256), nn.Linear(size, 256)
        self.arc = nn.Linear(256, 256)
        self.rel_dep, self.rel_head = nn.Linear(size, 128), nn.Linear(size, 128)
        self.rel, self.rel_prior = nn.Linear(128, sizes["deprel"] * 128), nn.Linear(128, sizes["deprel"])
        for biaffine in (self.rel, self.arc):
            nn.init.normal_(biaffine.weight, std=0.05)
        self.dropout, self.head_dropout = dropout, head_dropout

    def encode(self, pieces: Tensor, piece_shapes: Tensor, piece_mask: Tensor) -> Tensor:
        """Return [B, P, size], the encoder's last layer."""
        where = torch.arange(pieces.shape[1], device=pieces.device)
        x = self.pieces(pieces) + self.positions(where)[None] + self.kinds + self.piece_shapes(piece_shapes)
        x = F.dropout(self.norm(x), self.dropout, self.training)
        mask = (1.0 - piece_mask[:, None, None, :].to(x.dtype)) * -1e4
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(
        self, pieces: Tensor, piece_shapes: Tensor, piece_mask: Tensor, first: Tensor, last: Tensor, shapes: Tensor,
        lists: Tensor,
    ) -> dict[str, Tensor]:  # fmt: skip
        """
        Return logits by name.

        ``arc`` [B, W, W + 1] (0 = root), ``rel`` [B, W, R, 128] to be multiplied by ``rel_head``, ``fact`` [B, W] from -3
        (did not happen) to 3 (happened).
        """
        x = self.encode(pieces, piece_shapes, piece_mask)
        seen = [_pick(x, first), _pick(x, last), self.shapes(shapes), self.lists(lists)]
        words = self._drop(self.word(torch.cat(seen, -1)))
        out = {name: head(words) for name, head in self.tags.items()}
        out["fact"] = self.fact(words).squeeze(-1)
        rooted = torch.cat([self.root[None, None].expand(words.shape[0], 1, -1).to(words.dtype), words], 1)
        out["arc"] = self.arc(self._drop(self.arc_dep(words))) @ self._drop(self.arc_head(rooted)).transpose(1, 2) / 16
        dep = self._drop(self.rel_dep(words))
        out["rel"], out["rel_prior"] = self.rel(dep).unflatten(-1, (-1, 128)), self.rel_prior(dep)
        out["rel_head"] = self._drop(self.rel_head(rooted))
        return out

    def _drop(self, x: Tensor) -> Tensor:
        return F.dropout(F.gelu(x), self.head_dropout, self.training)

    def load_backbone(self, folder: Path) -> None:
        """Take the encoder's weights from a BERT checkpoint in safetensors."""
        from safetensors.torch import load_file

        raw = {k.removeprefix("bert."): v.float() for k, v in load_file(folder / "model.safetensors").items()}
        e = "embeddings."
        self.pieces.weight.data.copy_(raw[e + "word_embeddings.weight"])
        self.positions.weight.data.copy_(raw[e + "position_embeddings.weight"])
        self.kinds.data.copy_(raw[e + "token_type_embeddings.weight"][0])
        self.norm.load_state_dict({k: raw[f"{e}LayerNorm.{k}"] for k in ("weight", "bias")})
        for i, layer in enumerate(self.layers):
            names = {
                "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
                "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
                "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
            }  # fmt: skip
            for ours, theirs in names.items():
                state = {k: raw[f"encoder.layer.{i}.{theirs}.{k}"] for k in ("weight", "bias")}
                getattr(layer, ours).load_state_dict(state)


def _pick(x: Tensor, index: Tensor) -> Tensor:
    """Return the rows of ``x`` [B, P, size] at ``index`` [B, W]."""
    return torch.gather(x, 1, index[:, :, None].expand(-1, -1, x.shape[2]))


def backbone_config(folder: Path) -> dict:
    """Return the backbone's own description of itself."""
    return json.loads((folder / "config.json").read_text())
