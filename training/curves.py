"""The learning curve of a run as a picture."""

from __future__ import annotations

import json
from pathlib import Path

SHOWN = {
    "trees (LAS)": ("ewt las", "gum las"),
    "names (F1)": ("ewt names", "gum names", "wikigold names", "ewt org", "gum org", "wikigold org"),
    "words": ("ewt upos", "gum upos", "ewt feats", "gum feats"),
}


def draw(run: Path) -> None:
    """Draw ``curve.png`` from ``curve.jsonl``: one panel for trees, names and words, figures in per cent over steps."""
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot as plt

    points = [json.loads(line) for line in (run / "curve.jsonl").read_text(encoding="utf-8").splitlines()]
    figure, panels = plt.subplots(1, len(SHOWN), figsize=(14, 4), layout="constrained")
    for panel, (title, names) in zip(panels, SHOWN.items(), strict=True):
        for name in names:
            panel.plot([p["step"] for p in points], [p[name] for p in points], marker=".", label=name)
        panel.set(title=title, xlabel="step")
        panel.grid(visible=True, alpha=0.3)
        panel.legend(fontsize=8)
    figure.savefig(run / "curve.png", dpi=110)
    plt.close(figure)
