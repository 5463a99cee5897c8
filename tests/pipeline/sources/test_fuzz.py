"""A short run of tests.pipeline.sources.fuzz for each reader; at length by hand: python -m tests.pipeline.sources.fuzz 1000 100."""

import pytest

from tests.pipeline.sources.fuzz import READERS, fuzz

FILES, ROWS = 2, 100


@pytest.mark.parametrize("name", READERS)
def test_nothing_is_raised_and_no_row_is_lost(name: str) -> None:
    tally = fuzz(name, FILES, ROWS)
    assert tally.files == FILES and tally.refused < FILES and tally.rows > 0
