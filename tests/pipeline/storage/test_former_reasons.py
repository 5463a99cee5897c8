"""Sentences of former versions, brought over to codes and arguments."""

import re
import tomllib

import pytest

from pipeline.errors import REASONS_FILE, Reason
from pipeline.storage.former_reasons import FORMS, SCALE_MAY_BE_TEN, former_reason

ROWS = tomllib.loads(REASONS_FILE.read_text(encoding="utf-8"))["rows"]


@pytest.mark.parametrize("code", FORMS)
def test_every_form_is_known_again(code: str) -> None:
    names = re.findall(r"\{(\w+)\}", FORMS[code])
    arguments = {name: f"'{name} of\na cell'" for name in names}
    assert former_reason(FORMS[code].format(**arguments), "correct it") == Reason(code, arguments)


def test_they_are_those_of_all_rows_rejected_by_former_versions() -> None:
    later = {"damaged_letters", "totals_row"}
    assert {*FORMS, "rating_above_five", "former"} == set(ROWS) - later


def test_what_to_do_tells_a_scale_that_may_be_larger() -> None:
    arguments = {"value": "7", "scale": "5"}
    assert former_reason("7 is beyond the scale of 5", SCALE_MAY_BE_TEN) == Reason("rating_above_five", arguments)
    arguments = {"value": "70", "scale": "5"}
    assert former_reason("70 is beyond the scale of 5", "bring it") == Reason("rating_above_scale", arguments)


@pytest.mark.parametrize("found", ["the moon was full", "", "{value} is odd", "is not a date"])
def test_what_is_not_known_is_kept_as_it_is(found: str) -> None:
    reason = former_reason(found, "wait {a} while")
    assert (reason.code, reason.found, reason.remedy) == ("former", found, "wait {a} while")
