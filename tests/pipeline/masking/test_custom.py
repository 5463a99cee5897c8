"""A company's own kinds of personal data, from ondo.toml to the run report."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config.ondo_toml.checking import InvalidSetting, converted
from pipeline.config.ondo_toml.personal_patterns import MOST_OWN, PersonalPatternEntries
from pipeline.config.settings import load_settings
from pipeline.errors import WrongUsage
from pipeline.masking.custom import LONGEST_REGEX, own_pattern
from pipeline.masking.mask import mask, mask_text
from pipeline.masking.pattern import use_own
from pipeline.records import RawFeedback

EMPLOYEE = "[[personal_pattern]]\nkind = 'employee_number'\nregex = 'DG-(?P<p>[0-9]{5})'\n"


@pytest.fixture(autouse=True)
def nothing_left_behind() -> Iterator[None]:
    yield
    use_own(())


def settings_file(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_own_kind_is_masked_and_counted_everywhere(tmp_path: Path) -> None:
    before = mask(RawFeedback("a", 2, "s", nps=3, segment="DG-20417"), b"key")
    load_settings(settings_file(tmp_path, EMPLOYEE))
    raw = RawFeedback("a", 2, "s", nps=3, text="사번 DG-20417, 010-1234-5678", segment="DG-20417")
    row = mask(raw, b"key")
    assert (before.segment, row.segment) == ("DG-20417", "DG-[employee_number]")
    assert row.text == "사번 DG-[employee_number], [phone]"
    assert row.masked == {"employee_number": 2, "phone": 1}


def test_without_the_setting_it_is_gone_again(tmp_path: Path) -> None:
    load_settings(settings_file(tmp_path, EMPLOYEE))
    load_settings()
    assert mask_text("DG-20417") == ("DG-20417", {})


@pytest.mark.parametrize(
    ("kind", "regex", "wrong"),
    [
        ("Employee", "AB[0-9]{3}", "letters a-z"),
        ("x]", "AB[0-9]{3}", "letters a-z"),
        ("staff", "", f"1 to {LONGEST_REGEX}"),
        ("staff", "a" * (LONGEST_REGEX + 1), f"1 to {LONGEST_REGEX}"),
        ("staff", "(AB", "cannot be read"),
        ("staff", "[0-9]?", "at least two"),
        ("staff", "AB[0-9]+", "more than 300"),
        ("staff", ".*AB", "more than 300"),
        ("staff", "(a{1,5}){1,10}b", "for ever"),
        ("staff", "(?:x?x){1,30}y", "for ever"),
        ("staff", "[a-z]{1,90}[a-z]{1,90}!", "for ever"),
        ("staff", "(?:a|a|aa){9}b", "for ever"),
        ("staff", "[a-z_]{2,20}]", "stands for masked items"),
        ("staff", "staff", "stands for masked items"),
    ],
)
def test_what_will_not_do_is_refused_with_a_reason(tmp_path: Path, kind: str, regex: str, wrong: str) -> None:
    path = settings_file(tmp_path, f"[[personal_pattern]]\nkind = '{kind}'\nregex = '{regex}'\n")
    with pytest.raises(WrongUsage, match=wrong) as refused:
        load_settings(path)
    assert str(path) in str(refused.value)


@pytest.mark.parametrize("entries", ["x", [1], [{"kind": "a_b"}], [{"kind": "a_b", "regex": "ab", "more": 1}],
                                     [{"kind": "a_b", "regex": "abc"}] * (MOST_OWN + 1)])  # fmt: skip
def test_the_form_is_checked(entries: object) -> None:
    with pytest.raises(InvalidSetting, match="personal_pattern"):
        converted(entries, PersonalPatternEntries, "personal_pattern")


@given(st.from_regex(r"(?:[a-c]|\\d|\[0-9\]|\(a\|b\)|a\{1,9\}|b\?|c\{2\}|[()|*+?]){1,12}", fullmatch=True))
def test_any_pattern_is_taken_or_refused_and_those_taken_end_soon(regex: str) -> None:
    try:
        use_own((own_pattern("own", regex),))
    except ValueError:
        return
    text = "abcabcaaaabbbb0123" * 50
    masked, _ = mask_text(text)
    assert mask_text(masked)[0] == masked
