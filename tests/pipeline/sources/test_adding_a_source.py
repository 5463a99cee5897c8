"""docs/adding-a-source.md does what it says."""

from pathlib import Path

import pytest

from pipeline.sources import SOURCES
from tests.worked_examples import blocks, module_of


def test_a_source_is_a_file_and_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, test = map(module_of, blocks("adding-a-source.md", "python"))
    [table] = blocks("adding-a-source.md", "csv")
    path = tmp_path / "reviews.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(AssertionError):
        test.test_kiosk_reviews_are_recognised(path)
    for name, kind in source.KIOSK.items():
        monkeypatch.setitem(SOURCES, name, kind)
    test.test_kiosk_reviews_are_recognised(path)
