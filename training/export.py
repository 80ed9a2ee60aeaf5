"""
Export a checkpoint to what ships: int8 ONNX, labels, tokenizer, name lists. ``python -m training.export RUN FOLDER``.

``--plain`` leaves the numbers as they were trained, to measure what eight bits cost.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import sys
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training import lemmas
from training.losses import REL_SCALE
from training.network import Network, backbone_config

INPUTS = ("pieces", "piece_shapes", "piece_mask", "first", "last", "shapes", "lists")
CHOSEN = ("upos", "xpos", "feats")
"""Heads whose label is chosen inside the graph."""
OUTPUTS = (*CHOSEN, "name", "fact", "arc", "rel", "rel_prior", "rel_head")
FILES = ("reader.json", "reader.onnx", "tokenizer.json", "lists.tsv", "lemmas.tsv")
"""What ships; the first holds the labels and the sha-256 of the others."""


class Exported(nn.Module):
    """The network with labels chosen inside, so that little leaves the graph."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Return ``OUTPUTS``: chosen tags and features, scores for names, arcs and relations, factuality."""
        out = self.net(*inputs)
        for name in CHOSEN:
            out[name] = out[name].argmax(-1)
        return tuple(out[name] for name in OUTPUTS)


def export(run: Path, backbone: Path, folder: Path, data: Path, *, plain: bool = False) -> None:
    """Write ``FILES`` to a folder, each put in place whole."""
    labels = json.loads((run / "labels.json").read_text())
    net = Network(backbone_config(backbone), {name: len(found) for name, found in labels.items()})
    net.load_state_dict(torch.load(run / "net.pt", map_location="cpu"))
    net.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        whole, small = Path(scratch) / "whole.onnx", Path(scratch) / "reader.onnx"
        _to_onnx(net, small if plain else whole)
        if not plain:
            # Seven bits of eight: sums of eight overflow sixteen bits on processors without VNNI, which then read otherwise.
            quantize_dynamic(whole, small, per_channel=True, reduce_range=True, weight_type=QuantType.QInt8)
        shutil.copy(run / "lists.tsv", scratch)
        shutil.copy(backbone / "tokenizer.json", scratch)
        lemmas.write(data, Path(scratch) / "lemmas.tsv")
        told = {name: found for name, found in labels.items() if name in (*CHOSEN, "name", "deprel")}
        sums = {name: hashlib.sha256((Path(scratch) / name).read_bytes()).hexdigest() for name in FILES[1:]}
        manifest = {"labels": told, "rel_scale": REL_SCALE, "sha256": sums}
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (Path(scratch) / "reader.json").write_text(text + "\n", encoding="utf-8")
        for name in FILES:
            (Path(scratch) / name).replace(folder / name)
    print(f"{folder}: {(folder / 'reader.onnx').stat().st_size / 1e6:.1f} MB", file=sys.stderr)


def _to_onnx(net: Network, path: Path) -> None:
    ids = torch.randint(5, 999, (2, 9))
    words = torch.tensor([[1, 2, 4, 7]]).expand(2, -1)
    inputs = (ids, ids % 8, torch.ones(2, 9), words, words, words % 8, words % 7)
    axes = {name: {0: "batch", 1: "pieces" if name.startswith("piece") else "words"} for name in INPUTS}
    axes |= {name: {0: "batch", 1: "words"} for name in OUTPUTS}
    axes["arc"][2], axes["rel_head"][1] = "rooted", "rooted"
    torch.onnx.export(
        Exported(net), inputs, path, input_names=list(INPUTS), output_names=list(OUTPUTS), dynamic_axes=axes,
        opset_version=17, dynamo=False,
    )  # fmt: skip


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--backbone", type=Path, required=True)
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with ud_english/, for the lemmas of known words"
    )
    parser.add_argument("--plain", action="store_true", help="leave the numbers in 32 bits")
    options = parser.parse_args()
    export(options.run, options.backbone, options.folder, options.data, plain=options.plain)


if __name__ == "__main__":
    main()
