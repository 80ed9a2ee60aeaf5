"""Export a checkpoint to what ships: int8 ONNX, labels, tokenizer. ``python -m training.export RUN FOLDER``."""

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

from training.losses import REL_SCALE
from training.network import Network, backbone_config

INPUTS = ("pieces", "piece_shapes", "piece_mask", "first", "last", "shapes")
OUTPUTS = ("upos", "xpos", "lemma", "name", "arc", "rel", "rel_prior", "rel_head")


class Exported(nn.Module):
    """The network with labels chosen inside, so that little leaves the graph."""

    def __init__(self, net: Network) -> None:
        super().__init__()
        self.net = net

    def forward(self, *inputs: Tensor) -> tuple[Tensor, ...]:
        """Return ``OUTPUTS``: chosen tags and lemma edits, scores for names, arcs and relations."""
        out = self.net(*inputs)
        for name in ("upos", "xpos", "lemma"):
            out[name] = out[name].argmax(-1)
        return tuple(out[name] for name in OUTPUTS)


def export(run: Path, backbone: Path, folder: Path) -> None:
    """Write ``reader.onnx``, ``reader.json`` and ``tokenizer.json`` to a folder, each put in place whole."""
    labels = json.loads((run / "labels.json").read_text())
    net = Network(backbone_config(backbone), {name: len(found) for name, found in labels.items()})
    net.load_state_dict(torch.load(run / "net.pt", map_location="cpu"))
    net.eval()
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        plain, small = Path(scratch) / "plain.onnx", Path(scratch) / "reader.onnx"
        _to_onnx(net, plain)
        quantize_dynamic(plain, small, per_channel=True, weight_type=QuantType.QInt8)
        manifest = {"labels": labels, "rel_scale": REL_SCALE, "sha256": hashlib.sha256(small.read_bytes()).hexdigest()}
        text = json.dumps(manifest, ensure_ascii=False, indent=1)
        (Path(scratch) / "reader.json").write_text(text + "\n", encoding="utf-8")
        shutil.copy(backbone / "tokenizer.json", Path(scratch) / "tokenizer.json")
        for name in ("reader.onnx", "reader.json", "tokenizer.json"):
            (Path(scratch) / name).replace(folder / name)
    print(f"{folder}: {(folder / 'reader.onnx').stat().st_size / 1e6:.1f} MB", file=sys.stderr)


def _to_onnx(net: Network, path: Path) -> None:
    ids = torch.randint(5, 999, (2, 9))
    words = torch.tensor([[1, 2, 4, 7]]).expand(2, -1)
    inputs = (ids, ids % 8, torch.ones(2, 9), words, words, words % 8)
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
    options = parser.parse_args()
    export(options.run, options.backbone, options.folder)


if __name__ == "__main__":
    main()
