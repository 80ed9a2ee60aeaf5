"""
Train the reader: ``python -m training.train --data CORPORA --backbone FOLDER --out RUN``.

One command from corpora to a checkpoint; interrupted, the same command goes on from the last checkpoint. Progress goes to
standard error. What it learned by is in ``settings.toml``, copied into the run.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
import tomllib
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn

from training import losses
from training.batches import Maker, of_like_length
from training.corpora import training_examples
from training.network import Network, backbone_config
from training.vocabulary import labels


class Run:
    """A training run in a folder: network, optimiser, step; kept in ``state.pt``, the network alone in ``net.pt``."""

    def __init__(self, folder: Path, net: Network, settings: dict[str, Any], steps: int) -> None:
        self.folder, self.net, self.settings, self.steps, self.step = folder, net, settings, steps, 0
        self.optimizer = torch.optim.AdamW(_groups(net, settings["rates"]))
        self._began, self._saved, self._from = time.time(), time.time(), 0

    def resume(self) -> None:
        """Go on from the last checkpoint if there is one."""
        path = self.folder / "state.pt"
        if path.is_file():
            state = torch.load(path, map_location="cpu")
            self.net.load_state_dict(state["net"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step = self._from = state["step"]
            print(f"goes on at step {self.step}", file=sys.stderr)

    def learn(self, loss: torch.Tensor) -> None:
        """Take one step down, at the rate of the schedule."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * self._factor()
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for p in self.net.parameters() if p.requires_grad], self.settings["rates"]["clip"])
        self.optimizer.step()
        self.step += 1
        if self.step % 20 == 0:
            self._tell(loss.item())

    def _factor(self) -> float:
        warm = self.settings["rates"]["warm_up"]
        if self.step < warm:
            return (self.step + 1) / warm
        return max(0.0, (self.steps - self.step) / max(1, self.steps - warm))

    def _tell(self, loss: float) -> None:
        left = (time.time() - self._began) / (self.step - self._from) * (self.steps - self.step) / 60
        print(f"step {self.step}/{self.steps}  loss {loss:.3f}  {left:.1f} min left", file=sys.stderr, flush=True)

    def save(self, *, every: float = 0.0) -> None:
        """Keep a checkpoint, if the last is older than ``every`` seconds."""
        if time.time() - self._saved < every:
            return
        whole = {"net": self.net.state_dict(), "optimizer": self.optimizer.state_dict(), "step": self.step}
        for name, state in (("state.pt", whole), ("net.pt", self.net.state_dict())):
            torch.save(state, self.folder / "writing.tmp")
            (self.folder / "writing.tmp").replace(self.folder / name)
        self._saved = time.time()


def _groups(net: Network, rates: dict[str, float]) -> list[dict[str, Any]]:
    """Return parameter groups: deeper layers learn slower, heads fastest; piece embeddings are frozen."""
    net.pieces.weight.requires_grad_(False)  # noqa: FBT003
    found = []
    for name, parameter in net.named_parameters():
        if parameter.requires_grad:
            rate = _rate(name, len(net.layers), rates)
            decay = 0.0 if parameter.ndim < 2 else rates["weight_decay"]
            found.append({"params": [parameter], "lr": rate, "base": rate, "weight_decay": decay})
    return found


def _rate(name: str, depth: int, rates: dict[str, float]) -> float:
    if name.startswith("layers."):
        return rates["encoder"] * rates["encoder_decay"] ** (depth - 1 - int(name.split(".")[1]))
    if name.startswith(("positions", "norm", "kinds")):
        return rates["encoder"] * rates["encoder_decay"] ** depth
    return rates["heads"]


def train(data: Path, backbone: Path, folder: Path, settings: dict[str, Any]) -> None:
    """Train from the corpora to a checkpoint in ``folder``."""
    torch.manual_seed(settings["seed"])
    torch.set_num_threads(settings["threads"])
    examples = [e for e in training_examples(data) if 0 < len(e.words) <= settings["network"]["longest_sentence"]]
    found = labels(examples, lemma_floor=settings["network"]["lemma_floor"])
    (folder / "labels.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    maker = Maker(_tokenizer(backbone), found, noise=settings["noise"], seed=settings["seed"])
    pieces = maker.pieces(examples)
    rng = random.Random(settings["seed"])
    limit = settings["pieces_a_batch"]
    steps = int(len(of_like_length(pieces, limit, rng)) * settings["epochs"])
    print(f"{len(examples)} sentences, {sum(len(e.words) for e in examples)} words, {steps} steps", file=sys.stderr)
    run = Run(folder, _network(backbone, found, settings["noise"]), settings, steps)
    run.resume()
    run.net.train()
    while run.step < steps:
        for batch in of_like_length(pieces, limit, rng)[: steps - run.step]:
            x, y = maker.batch([examples[i] for i in batch], [pieces[i] for i in batch])
            with torch.autocast("cpu", dtype=torch.bfloat16):
                out = run.net(**x)
            run.learn(losses.total(out, y, x))
            run.save(every=240)
    run.save()


def _tokenizer(backbone: Path) -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(backbone / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _network(backbone: Path, found: dict[str, list[str]], noise: dict[str, float]) -> Network:
    sizes = {name: len(labels_) for name, labels_ in found.items()}
    net = Network(backbone_config(backbone), sizes, dropout=noise["dropout"], head_dropout=noise["head_dropout"])
    net.load_backbone(backbone)
    return net


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud_english/ and ner/")
    parser.add_argument("--backbone", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--settings", type=Path, default=Path(__file__).with_name("settings.toml"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(options.settings, options.out / "settings.toml")
    train(options.data, options.backbone, options.out, tomllib.loads(options.settings.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
