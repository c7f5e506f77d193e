"""The model card, with the figures that were measured."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from .evaluate import Figures, table

TEXT = Path(__file__).with_name("card.md")


def write_card(
    weights: Path, manifest: dict[str, Any], figures: Figures, full: Figures, trained: str
) -> None:
    """Write MODEL_CARD.md beside the weights."""
    sizes = {name: (weights / name).stat().st_size / 1e6 for name in manifest["files"]}
    files = ", ".join(f"{name} {size:.1f} MB" for name, size in sizes.items())
    card = TEXT.read_text(encoding="utf-8").format(
        version=manifest["version"],
        trained=trained,
        files=f"{files}; together {sum(sizes.values()):.1f} MB",
        table=table(figures),
        full=table(full),
    )
    (weights / "MODEL_CARD.md").write_text(card, encoding="utf-8")
