"""What the network is corrected by: the sum of the cross-entropies of its heads, over the words that have a label."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from training.batches import IGNORE

REL_SCALE = 11.3
"""About the square root of 128: keeps relation scores near one at the start."""
_NEVER = -1e4


def total(out: dict[str, Tensor], y: dict[str, Tensor], x: dict[str, Tensor]) -> Tensor:
    """Return one number to lower."""
    parts = [_cross(out[name], y[name]) for name in ("upos", "xpos", "lemma", "name") if _labelled(y[name])]
    if _labelled(y["head"]):
        parts += [
            _cross(_within_sentence(out["arc"], x["last"]), y["head"]),
            _cross(relations(out, y["head"]), y["deprel"]),
        ]
    return torch.stack(parts).sum()


def relations(out: dict[str, Tensor], heads: Tensor) -> Tensor:
    """Return scores [B, W, R] of the relations of each word to its given head."""
    index = heads.clamp(min=0)[:, :, None].expand(-1, -1, out["rel_head"].shape[-1])
    chosen = torch.gather(out["rel_head"], 1, index).float()
    return torch.einsum("bwrk,bwk->bwr", out["rel"].float(), chosen) / REL_SCALE + out["rel_prior"].float()


def _labelled(y: Tensor) -> bool:
    return bool((y >= 0).any())


def _cross(scores: Tensor, y: Tensor) -> Tensor:
    return F.cross_entropy(scores.float().flatten(0, 1), y.flatten(), ignore_index=IGNORE)


def _within_sentence(arc: Tensor, last: Tensor) -> Tensor:
    """Forbid heads beyond the end of a padded sentence."""
    words = (last > 0).sum(1)
    beyond = torch.arange(arc.shape[2])[None] > words[:, None]
    return arc.float().masked_fill(beyond[:, None], _NEVER)
