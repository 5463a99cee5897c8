"""Rows as a run stages them, and publishing them."""

from datetime import datetime
from pathlib import Path

import pyarrow as pa

from pipeline.config.settings import Settings
from pipeline.records import RunReport
from pipeline.storage.draft import drafted
from pipeline.storage.integrity import check
from pipeline.storage.lock import locked

NOON = datetime(2026, 3, 14, 12, 0)


def feedback_table(ids: list[int], text: str = "good") -> pa.Table:
    """Rows of table feedback as a run would stage them, all alike but for the id."""
    rows = [
        {
            "feedback_id": key, "source": "test", "run_id": 1, "answered_at": NOON, "audience": "customer",
            "language": "en", "state": "scored", "text": text, "text_folded": text, "consent_quote": True, "sensitive": False, "tone": 0.5,
            "confidence": 0.9, "valence": "positive", "intensity": 2, "felt": 2, "leading_emotion": "joy",
            "evidence": [], "content_hash": key, "scorer_version": "v1",
        }
        for key in ids
    ]  # fmt: skip
    return pa.Table.from_pylist(rows)


def emotion_table(ids: list[int]) -> pa.Table:
    """Joy, present, for each id."""
    rows = [{"feedback_id": key, "emotion": "joy", "probability": 0.8, "present": True, "intensity": 2} for key in ids]
    return pa.Table.from_pylist(rows)


def lemma_table(ids: list[int]) -> pa.Table:
    """The lemma good, for each id."""
    return pa.Table.from_pylist([{"lemma": "good", "feedback_id": key} for key in ids])


def publish(database: Path, settings: Settings, ids: list[int], text: str = "good", version: str = "v1") -> bool:
    """Publish rows with these ids; whether anything was published."""
    with locked(database), drafted(database, settings, version) as draft:
        draft.stage(feedback_table(ids, text), emotion_table(ids), lemma_table(ids))
        draft.merge([])
        if not draft.changed():
            return False
        draft.record_run(RunReport(read=len(ids), new=len(ids)), draft.next_run_id, NOON, NOON)
        check(draft, 0)
        draft.publish()
        return True
