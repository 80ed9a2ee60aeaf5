"""
Train the reader: ``python -m training.train --data CORPORA --backbone FOLDER --out RUN``.

One command from corpora to a checkpoint; interrupted, the same command goes on from the last checkpoint. Progress and figures on
the development sets go to standard error, the learning curve to ``curve.jsonl`` and ``curve.png`` in the run's folder. What it
learns by is in ``settings.toml``, copied into the run. A GPU is used where there is one.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
import time
import tomllib
from collections.abc import Sequence
from math import cos, pi
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import nn
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from herodotus.reading.lists import lists_of
from training import lists, losses
from training.batches import Maker, Ready, of_like_length
from training.corpora import dev_examples, training_examples
from training.curves import draw
from training.measure import DevSet, measure
from training.network import Network, backbone_config
from training.swaps import Swapper
from training.vocabulary import labels

SAVED_EVERY = 240.0
"""Seconds between checkpoints."""
TOLD = ("ewt las", "gum las", "ewt names", "gum names", "wikigold names", "gum org", "ewt fact")


class Run:
    """A training run in a folder: network, running average, optimiser, step; the average alone is kept in ``net.pt``."""

    def __init__(self, folder: Path, net: Network, settings: dict[str, Any], steps: int) -> None:
        self.folder, self.settings, self.steps, self.step = folder, settings, steps, 0
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        self.net = net.to(self.device)
        self.average = AveragedModel(self.net, multi_avg_fn=get_ema_multi_avg_fn(settings["average"]))
        self.optimizer = torch.optim.AdamW(_groups(net, settings["rates"]), fused=self.device == "cuda")
        self._began, self._cpu, self._saved, self._from = time.time(), time.process_time(), time.time(), 0

    def resume(self) -> None:
        """Go on from the last checkpoint if there is one."""
        path = self.folder / "state.pt"
        if path.is_file():
            state = torch.load(path, map_location=self.device)
            self.net.load_state_dict(state["net"])
            self.average.load_state_dict(state["average"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step = self._from = state["step"]
            print(f"goes on at step {self.step}", file=sys.stderr)

    @property
    def done(self) -> float:
        """Share of the run that is over, by steps or by the clock."""
        minutes = self.settings["minutes"]
        by_clock = (time.time() - self._began) / 60 / minutes if minutes else 0.0
        return min(1.0, max(self.step / self.steps, by_clock))

    def learn(self, loss: torch.Tensor) -> None:
        """Take one step down, at the rate of the schedule."""
        for group in self.optimizer.param_groups:
            group["lr"] = group["base"] * _factor(self.step, self.done, self.settings["rates"])
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_([p for p in self.net.parameters() if p.requires_grad], self.settings["rates"]["clip"])
        self.optimizer.step()
        self.step += 1
        if self.step > self.settings["rates"]["warm_up"]:
            self.average.update_parameters(self.net)
        if self.step % 100 == 0:
            self._tell(loss.item())

    def _tell(self, loss: float) -> None:
        left = (time.time() - self._began) / (self.step - self._from) * (self.steps - self.step) / 60
        print(f"step {self.step}/{self.steps}  loss {loss:.3f}  {left:.1f} min left", file=sys.stderr, flush=True)

    def note(self, figures: dict[str, float]) -> None:
        """Add a point to the learning curve."""
        hours = {
            "minutes": round((time.time() - self._began) / 60, 2),
            "cpu_hours": round((time.process_time() - self._cpu) / 3600, 3),
        }
        with (self.folder / "curve.jsonl").open("a", encoding="utf-8") as lines:
            lines.write(json.dumps({"step": self.step, "device": self.device, **hours, **figures}) + "\n")
        print("  ".join(f"{name} {figures[name]}" for name in TOLD), file=sys.stderr, flush=True)
        draw(self.folder)

    def save(self, *, every: float = 0.0) -> None:
        """Keep a checkpoint, if the last is older than ``every`` seconds."""
        if time.time() - self._saved < every:
            return
        parts = {"net": self.net, "average": self.average, "optimizer": self.optimizer}
        whole = {name: part.state_dict() for name, part in parts.items()} | {"step": self.step}
        for name, state in (("state.pt", whole), ("net.pt", self.average.module.state_dict())):
            torch.save(state, self.folder / "writing.tmp")
            (self.folder / "writing.tmp").replace(self.folder / name)
        self._saved = time.time()


def _factor(step: int, done: float, rates: dict[str, Any]) -> float:
    """
    Return the share of its base rate every group learns at after so many steps and that share of the run.

    >>> rates = {"warm_up": 10, "schedule": "linear"}
    >>> [_factor(4, 0.01, rates), _factor(50, 0.5, rates)]
    [0.5, 0.5]
    """
    shapes = {"linear": 1 - done, "cosine": (1 + cos(pi * done)) / 2, "step": 1.0 if done < 0.8 else 0.1}
    return min(1.0, (step + 1) / rates["warm_up"]) * shapes[rates["schedule"]]


def _groups(net: Network, rates: dict[str, Any]) -> list[dict[str, Any]]:
    """Return parameter groups: deeper layers learn slower, heads fastest; word embeddings at a rate that may be 0 (frozen)."""
    net.pieces.weight.requires_grad_(rates["word_embeddings"] > 0)
    found = []
    for name, parameter in net.named_parameters():
        if parameter.requires_grad:
            rate = _rate(name, len(net.layers), rates)
            decay = 0.0 if parameter.ndim < 2 else rates["weight_decay"]
            found.append({"params": [parameter], "lr": rate, "base": rate, "weight_decay": decay})
    return found


def _rate(name: str, depth: int, rates: dict[str, Any]) -> float:
    if name.startswith("layers."):
        return rates["encoder"] * rates["encoder_decay"] ** (depth - 1 - int(name.split(".")[1]))
    if name.startswith("pieces."):
        return rates["word_embeddings"]
    if name.startswith(("positions", "norm", "kinds")):
        return rates["encoder"] * rates["encoder_decay"] ** depth
    return rates["heads"]


def train(data: Path, backbone: Path, folder: Path, settings: dict[str, Any]) -> None:
    """Train from the corpora to a checkpoint in ``folder``; name lists that lie there already are taken as they are."""
    torch.manual_seed(settings["seed"])
    torch.set_num_threads(settings["threads"])
    examples = training_examples(data, leave_out=settings["leave_out"])
    found = labels(examples, feats_floor=settings["network"]["feats_floor"])
    (folder / "labels.json").write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")
    names = lists.kept(folder / "lists.tsv")
    maker = Maker(tokenizer(backbone), found, lists_of(names) if settings["network"]["lists"] else {}, settings)
    examples += Swapper(names, seed=settings["seed"]).swapped(examples, settings["noise"]["swapped_names"])
    ready = [maker.ready(example) for example in examples]
    dev = [DevSet(name, got, [maker.ready(e) for e in got]) for name, got in dev_examples(data).items()]
    dev.append(DevSet("curly", dev[0].examples, [maker.ready(e, curly=True) for e in dev[0].examples]))
    print(f"{len(examples)} sentences, {sum(len(e.words) for e in examples)} words", file=sys.stderr)
    _learn(ready, dev, maker, _network(backbone, found, settings["noise"]), folder, settings)


def _learn(
    ready: Sequence[Ready], dev: list[DevSet], maker: Maker, net: Network, folder: Path, settings: dict[str, Any]
) -> None:
    rng, limit = random.Random(settings["seed"]), settings["pieces_a_batch"]
    sizes = [len(one.pieces.ids) for one in ready]
    an_epoch = len(of_like_length(sizes, limit, rng))
    run = Run(folder, net, settings, an_epoch * settings["epochs"])
    run.resume()
    run.net.train()
    epoch = 0
    while run.done < 1:
        epoch += 1
        for batch in of_like_length(sizes, limit, rng):
            if run.done >= 1:
                break
            x, y = ({k: v.to(run.device) for k, v in part.items()} for part in maker.batch([ready[i] for i in batch]))
            with torch.autocast(run.device, dtype=torch.bfloat16):
                out = run.net(**x)
            run.learn(losses.total(out, y, x, settings["weights"]))
            run.save(every=SAVED_EVERY)
        if run.done >= 1:
            run.save()
        if epoch % settings["measured_every"] == 0 or run.done >= 1:
            run.note(measure(run.average.module, dev, maker, maker.labels))


def tokenizer(backbone: Path) -> Tokenizer:
    """Return the backbone's tokenizer, neither padding nor cutting."""
    found = Tokenizer.from_file(str(backbone / "tokenizer.json"))
    found.no_padding()
    found.no_truncation()
    return found


def _network(backbone: Path, found: dict[str, list[str]], noise: dict[str, float]) -> Network:
    sizes = {name: len(labels_) for name, labels_ in found.items()}
    net = Network(backbone_config(backbone), sizes, dropout=noise["dropout"], head_dropout=noise["head_dropout"])
    net.load_backbone(backbone)
    return net


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with ud_english/, ner/ and factuality/")
    parser.add_argument("--backbone", type=Path, required=True, help="folder of all-MiniLM-L6-v2")
    parser.add_argument("--out", type=Path, required=True, help="folder of the run")
    parser.add_argument("--settings", type=Path, default=Path(__file__).with_name("settings.toml"))
    options = parser.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    shutil.copy(options.settings, options.out / "settings.toml")
    train(options.data, options.backbone, options.out, tomllib.loads(options.settings.read_text(encoding="utf-8")))


if __name__ == "__main__":
    main()
