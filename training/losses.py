"""What the network is corrected by: the weighted sum of the losses of its heads, over the words that have a label."""

from __future__ import annotations

from collections.abc import Mapping

import torch
from torch import Tensor
from torch.nn import functional as F  # noqa: N812

from training.batches import IGNORE
from training.network import TAGS

REL_SCALE = 11.3
"""About the square root of 128: keeps relation scores near one at the start."""
_NEVER = -1e4


def total(out: dict[str, Tensor], y: dict[str, Tensor], x: dict[str, Tensor], weights: Mapping[str, float]) -> Tensor:
    """Return one number to lower."""
    parts = {name: _cross(out[name], y[name]) for name in TAGS}
    parts["head"] = _cross(_within_sentence(out["arc"], x["last"]), y["head"])
    parts["deprel"] = _cross(relations(out, y["head"]), y["deprel"])
    parts["fact"] = _apart(out["fact"], y["fact"])
    return torch.stack([weights[name] * part for name, part in parts.items()]).sum()


def relations(out: dict[str, Tensor], heads: Tensor) -> Tensor:
    """Return scores [B, W, R] of the relations of each word to its given head."""
    index = heads.clamp(min=0)[:, :, None].expand(-1, -1, out["rel_head"].shape[-1])
    chosen = torch.gather(out["rel_head"], 1, index).float()
    return torch.einsum("bwrk,bwk->bwr", out["rel"].float(), chosen) / REL_SCALE + out["rel_prior"].float()


def _cross(scores: Tensor, y: Tensor) -> Tensor:
    """Return the mean cross-entropy over labelled words; 0 where no word of the batch has a label."""
    summed = F.cross_entropy(scores.float().flatten(0, 1), y.flatten(), ignore_index=IGNORE, reduction="sum")
    return summed / (y >= 0).sum().clamp(min=1)


def _apart(found: Tensor, y: Tensor) -> Tensor:
    """Return the mean smooth L1 distance over judged words; 0 where none is judged."""
    judged = ~y.isnan()
    summed = F.smooth_l1_loss(found.float()[judged], y[judged], reduction="sum")
    return summed / judged.sum().clamp(min=1)


def _within_sentence(arc: Tensor, last: Tensor) -> Tensor:
    """Forbid heads beyond the end of a padded sentence."""
    words = (last > 0).sum(1)
    beyond = torch.arange(arc.shape[2], device=arc.device)[None] > words[:, None]
    return arc.float().masked_fill(beyond[:, None], _NEVER)
