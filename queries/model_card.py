"""What is known of the installed scorer: its figures and its card, as files of the package; nothing is loaded."""

import json
from pathlib import Path
from typing import Any

from pipeline.config.settings import MODEL_FOLDER

FIGURES_FILE, CARD_FILE = "figures.json", "MODEL_CARD.md"


def model_figures(folder: Path = MODEL_FOLDER) -> dict[str, Any]:
    """The figures as `ondo evaluate --json` prints them; empty where they are missing or cannot be read."""
    try:
        found = json.loads((folder / FIGURES_FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def model_card(folder: Path = MODEL_FOLDER) -> str:
    """The model card in Markdown (English); empty where it is missing."""
    try:
        return (folder / CARD_FILE).read_text(encoding="utf-8")
    except (OSError, ValueError):
        return ""
