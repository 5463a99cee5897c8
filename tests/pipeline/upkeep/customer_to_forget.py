"""Answers of a customer who is to be forgotten, and how to see what is left of him."""

from datetime import date, datetime
from pathlib import Path

from pipeline.config.settings import Settings, load_settings
from pipeline.masking.mask import keyed_hash
from pipeline.records import RunReport
from pipeline.run import RunSettings, inspect_files, run_batch
from pipeline.storage.secret_key import load_key
from pipeline.upkeep.forget import ErasureProof, forget
from pipeline.upkeep.verify import verify
from tests.pipeline.support import ask

ROOT = Path(__file__).resolve().parents[3]
TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 12, 0)
GONE = "customer-4711"
HEADER = ["id", "date", "text", "nps", "customer"]
ROWS = [
    ["1", "2026-03-01", "Zanzibar parcels arrive gloriously early", "10", GONE],
    ["2", "2026-03-02", "결제가 두 번 된 것 같아 불안합니다 무지개악어", "1", GONE],
    ["3", "2026-03-03", "Great service, thank you!", "9", "customer-1"],
    ["4", "2026-03-04", "Great service, thank you!", "9", GONE],
    ["5", "2026-03-05", "", "8", GONE],
    ["6", "2026-03-06", "배송이 빨라서 좋아요", "10", "customer-2"],
    ["7", "2026-02-30 Xylophone", "", "", GONE],
    ["8", "2026-02-30", "", "", "customer-2"],
    ["1", "2026-03-01", "Quagmire instead of Zanzibar, the same id", "2", GONE],
]
WORDS = ("Zanzibar", "zanzibar", "무지개악어", "Xylophone", "Quagmire")
"""Words of the customer to be forgotten and of nobody else."""


def run(database: Path, *files: Path, settings: Settings | None = None) -> RunReport:
    """A run of files into a database."""
    asked = RunSettings(files, database, settings or load_settings())
    return run_batch(asked, inspect_files(files, asked.options))


def hashed(database: Path, customer: str = GONE) -> str:
    """The key that stands for a customer."""
    return keyed_hash(customer, load_key(database))


def traces(folder: Path, needles: tuple[str, ...]) -> dict[str, list[str]]:
    """Which of the needles stand in the bytes of which files (but for the exports)."""
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".csv"]
    found = {path.name: [word for word in needles if word.encode() in path.read_bytes()] for path in files}
    return {name: words for name, words in found.items() if words}


def faults(database: Path) -> list[str]:
    """What does not hold."""
    return [verdict.what for verdict in verify(database) if verdict.faults]


def done(database: Path, customer: str = GONE) -> list[ErasureProof]:
    """Forget a customer."""
    return list(forget(database, customer, TODAY))


def others(database: Path) -> dict[str, list[tuple[object, ...]]]:
    """Everything that is stored of other customers than GONE."""
    key = hashed(database)
    kept = f"feedback_id in (select feedback_id from feedback where customer_key is distinct from '{key}')"
    return {
        "feedback": ask(database, f"from feedback where {kept} order by all"),
        "feedback_emotion": ask(database, f"from feedback_emotion where {kept} order by all"),
        "feedback_lemma": ask(database, f"from feedback_lemma where {kept} order by all"),
        "rejected_row": ask(database, f"from rejected_row where customer_key is distinct from '{key}' order by all"),
        "run": ask(database, "from run"),
        "meta": ask(database, "from meta order by all"),
    }
