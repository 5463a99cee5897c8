"""What is not published: values out of range, ids that stand twice, personal data, orphans."""

from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.config.settings import Settings
from pipeline.errors import DatabaseError
from pipeline.masking.masked_texts import MaskedTexts
from pipeline.storage.draft import drafted
from pipeline.storage.integrity import check
from pipeline.storage.lock import locked
from tests.pipeline.storage.draft_tables import emotion_table, feedback_table, lemma_table, publish


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("tone", 1.5),
        ("nps_score", 11),
        ("rating", 101.0),
        ("rating_max", 101),
        ("state", "fine"),
        ("audience", "robot"),
        ("confidence", -0.1),
    ],
)
def test_the_schema_refuses_values_out_of_range(database: Path, settings: Settings, column: str, value: object) -> None:
    rows = feedback_table([1])
    rows = rows.drop_columns([column] if column in rows.column_names else []).append_column(column, pa.array([value]))
    with (
        pytest.raises(DatabaseError, match=r"(?i)constraint"),
        locked(database),
        drafted(database, settings, "v1") as draft,
    ):
        draft.stage(rows, emotion_table([1]), lemma_table([1]))
        draft.merge([])
    assert not database.exists()


def test_an_id_that_stands_twice_is_not_published(database: Path, settings: Settings) -> None:
    with pytest.raises(DatabaseError, match="stands twice"):
        publish(database, settings, [1, 1])
    assert not database.exists()


def test_personal_data_is_not_published(database: Path, settings: Settings) -> None:
    with pytest.raises(DatabaseError, match="personal data"):
        publish(database, settings, [1], text="call me: 010-1234-5678")
    assert not database.exists()


def test_personal_data_is_not_published_where_masking_has_given_out_another_text(
    database: Path, settings: Settings
) -> None:
    masked = MaskedTexts()
    masked.note(["call me: [phone]"])
    with (
        pytest.raises(DatabaseError, match="personal data"),
        locked(database),
        drafted(database, settings, "v1") as draft,
    ):
        draft.stage(feedback_table([1], text="call me: 010-1234-5678"), emotion_table([1]), lemma_table([1]))
        draft.merge([])
        check(draft, 0, masked)


def test_orphans_are_not_published(database: Path, settings: Settings) -> None:
    with pytest.raises(DatabaseError, match="not there"), locked(database), drafted(database, settings, "v1") as draft:
        draft.stage(feedback_table([1]), emotion_table([9]), lemma_table([1]))
        draft.merge([])
        check(draft, 0)
