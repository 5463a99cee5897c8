"""Settings: what is merged, what is refused, and that each refusal names file and entry."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config.ondo_toml.checking import InvalidSetting, converted
from pipeline.config.ondo_toml.settings_file import SettingsFile, read_toml
from pipeline.config.settings import DEFAULTS_FILE, Event, database_path, load_settings
from pipeline.emotions import EMOTION_CODES, EMOTIONS
from pipeline.errors import WrongUsage
from pipeline.storage.dimensions import dimension_rows

KEYS = [*SettingsFile.__struct_fields__, "code", "ko", "aliases", "people", "admin", "word", "products", "fields"]
"""Keys of the file and of some of its tables."""


def _written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_defaults_are_whole() -> None:
    settings = load_settings()
    assert [point.code for point in settings.touchpoints] == [
        "awareness", "search", "sign-up", "payment", "delivery", "use", "support", "returns", "renewal",
    ]  # fmt: skip
    assert settings.time_zone == "Asia/Seoul"
    assert (settings.small_numbers.hidden_below, settings.small_numbers.few_below) == (5, 30)


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("결제", "payment"),
        ("Payment", "payment"),
        (" 회원 가입 ", "sign-up"),
        ("VIP 라운지", "VIP 라운지"),
        ("  ", None),
        (None, None),
    ],
)
def test_touchpoints_are_known_by_any_of_their_names(name: str | None, code: str | None) -> None:
    assert load_settings().touchpoint_code(name) == code


def test_own_settings_replace_what_they_name(tmp_path: Path) -> None:
    path = _written(
        tmp_path,
        """
        time_zone = "UTC"
        [small_numbers]
        hidden_below = 7
        [[event]]
        code = "r4"
        kind = "release"
        ko = "4.0 출시"
        en = "Release 4.0"
        starts_on = 2026-03-10
        touchpoint = "payment"
        """,
    )
    settings = load_settings(path)
    assert settings.time_zone == "UTC"
    assert (settings.small_numbers.hidden_below, settings.small_numbers.few_below) == (7, 30)
    assert settings.events[0].starts_on == date(2026, 3, 10)
    assert len(settings.touchpoints) == 9


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("time_zone = ", "not valid TOML"),
        ("x = " + "9" * 5_000, "not valid TOML"),
        ("x = " + "[" * 5_000, "nests lists or tables too deeply"),
        ("x = " + "{ a = " * 5_000, "nests lists or tables too deeply"),
        ("x = { " + "a." * 100_000 + "a = 1 }", "nests lists or tables too deeply"),
        ("fields." + "'a' . " * 100_000 + "a = 1", "nests lists or tables too deeply"),
        ("[reading]\nmemory_megabytes = 5", "reading.memory_megabytes is 5, not a whole number of at least 100"),
        ("[reading]\nrows = 0", "reading.rows is 0"),
        ("[reading]\ncell = 1", "did you mean 'cells'"),
        ("#" * 5_000_001, "larger than 5,000,000 bytes"),
        ("timezone = 'UTC'", "unknown setting 'timezone'"),
        ("time_zone = 3", "time_zone is 3, not a text"),
        ("workers = true", "workers is true, not a whole number from 0 to 64"),
        ("adapt_from = 'stars'", "adapt_from is 'stars', not one of"),
        ("workers = 65", "workers is 65, not a whole number from 0 to 64"),
        ("emotional_capital = {half_life_days = nan}", "emotional_capital.half_life_days is nan, not a number of days"),
        ("emotional_capital = {half_life_days = '90'}", "half_life_days is '90', not a number of days of at least 1"),
        ("[small_numbers]\nhidden_under = 3", "small_numbers: unknown setting 'hidden_under'"),
        ("time_zone = '" + "x" * 500 + "'", "time_zone is"),
        ("time_zone = 'Mars/Olympus'", "Mars/Olympus"),
        ("small_numbers = 3", "not a table"),
        ("[small_numbers]\nhidden_below = 0", "hidden_below is 0"),
        ("[small_numbers]\nfew_below = 2", "few_below is under"),
        ("touchpoint = 3", "touchpoint is 3, not a list"),
        ("[touchpoint]\ncode = 'a'", "touchpoint is a table, not a list"),
        ("touchpoint = ['a']", "touchpoint 1 is 'a', not a table"),
        ("[[touchpoint]]\ncode = 'a'", "touchpoint 1 lacks 'ko'"),
        ("[[touchpoint]]\ncode='a'\nko='가'\nen='A'\naliases=['x', 3]", "touchpoint 1: aliases 2 is 3, not a text"),
        ("[[touchpoint]]\ncode='a'\nko='가'\nen='A'\nintended='bliss'", "'bliss' is not one of"),
        ("[[touchpoint]]\ncode='a'\nko='가'\nen='A'\n[[touchpoint]]\ncode='b'\nko='가'\nen='B'", "share the name"),
        (
            "[[event]]\ncode='a'\nkind='party'\nko='가'\nen='A'\nstarts_on=2026-01-01",
            "event 1: kind is 'party', not one of",
        ),
        ("[[event]]\ncode='a'\nkind='release'\nko='가'\nen='A'\nstarts_on='2026-01-01'", "without quotes"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    path = _written(tmp_path, text)
    with pytest.raises(WrongUsage, match=told) as caught:
        load_settings(path)
    assert caught.value.where == str(path) and caught.value.remedy


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("timezone = 'UTC'", "did you mean 'time_zone'? known are: access, "),
        ("[access]\nlocale_role = 'admin'", "did you mean 'local_role'?"),
        ("[small_numbers]\nzzz = 1", "known are: employee_below, few_below, hidden_below"),
        ("small_numbers = 3", "small_numbers is written as [small_numbers]"),
        ("access = {people = 3}", "access is written as [access.people]"),
        ("event = {}", "event is written as [[event]], once for each"),
        ("[[touchpoint]]\ncode = 'a'", "add ko"),
        ("workers = 'all'", "correct workers"),
    ],
)
def test_a_refusal_says_what_to_write(tmp_path: Path, text: str, remedy: str) -> None:
    with pytest.raises(WrongUsage) as caught:
        load_settings(_written(tmp_path, text))
    assert caught.value.remedy.startswith(remedy) and caught.value.remedy.endswith("defaults.toml shows the form")


_TOML = st.recursive(
    st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.dates(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=5), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(KEYS), _TOML))
def test_whatever_stands_in_the_file_is_taken_or_refused_with_its_key(raw: dict[str, object]) -> None:
    said = _refusal({**read_toml(DEFAULTS_FILE), **raw})
    assert said is None or (any(key in str(said) for key in raw) and said.remedy)


def _refusal(raw: dict[str, object]) -> InvalidSetting | None:
    try:
        converted(raw, SettingsFile)
    except InvalidSetting as error:
        return error
    return None


def test_a_missing_settings_file_is_said(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="cannot be read"):
        load_settings(tmp_path / "none.toml")


def test_the_environment_names_database_and_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONDO_DB", str(tmp_path / "x.duckdb"))
    monkeypatch.setenv("ONDO_CONFIG", str(_written(tmp_path, "time_zone = 'Europe/Paris'")))
    assert database_path() == tmp_path / "x.duckdb"
    assert load_settings().time_zone == "Europe/Paris"


def _luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_emotions_are_thirteen_in_order_with_visible_colours() -> None:
    assert len(set(EMOTION_CODES)) == 13
    assert [emotion.order for emotion in EMOTIONS] == list(range(1, 14))
    for emotion in EMOTIONS:
        light = _luminance(emotion.colour)
        assert (1.0 + 0.05) / (light + 0.05) >= 3, f"{emotion.code} on white"
        assert (light + 0.05) / (_luminance("#0e1117") + 0.05) >= 3, f"{emotion.code} on dark"


EVENTS_CSV = """kind,ko,en,starts_on,ends_on,touchpoint,비고
release,앱 4.0 출시,App 4.0,2026-03-10,,결제,new
,,,,,,
campaign,추석 행사,,2026-09-20,2026-09-28,,
"""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_events_can_stand_in_a_csv_file_beside_the_settings(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "events.csv").write_text(EVENTS_CSV, encoding=encoding)
    path = _written(
        tmp_path,
        """
        events = "events.csv"

        [[event]]
        code = "own"
        kind = "incident"
        ko = "장애"
        en = "Outage"
        starts_on = 2026-01-01
        touchpoint = "delivery"
        """,
    )
    assert load_settings(path).events == (
        Event("own", "incident", {"ko": "장애", "en": "Outage"}, date(2026, 1, 1), None, "delivery"),
        Event("row-2", "release", {"ko": "앱 4.0 출시", "en": "App 4.0"}, date(2026, 3, 10), None, "payment"),
        Event("row-4", "campaign", {"ko": "추석 행사", "en": "추석 행사"}, date(2026, 9, 20), date(2026, 9, 28), None),
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (None, "cannot be read"),
        (b"\xff\xfe\xff", "is no text"),
        (b"starts_on,ko\n2026-01-01,x\n", "no column kind"),
        (b"starts_on,kind\n2026-01-01,release\n", "no column ko or en"),
        (b"starts_on,kind,en\n1/2/2026,release,x\n", "'1/2/2026' is no date (.*row 2, column starts_on)"),
        (b"starts_on,kind,en\n,release,x\n", "no date (.*row 2, column starts_on)"),
        (b"starts_on,kind,en\n2026-01-01,release,\n", "no name (.*row 2, column ko)"),
        (b"starts_on,kind,en\n2026-01-01,party,x\n", "kind 'party'"),
        (b"starts_on,kind,en,code\n2026-01-01,release,x,a\n2026-02-01,release,y,a\n", "two events have the code 'a'"),
        (b"starts_on,kind,en,ends_on\n2026-01-01,release,x,2026-01-01\n", "ends_on is not after starts_on"),
    ],
)
def test_a_wrong_file_of_events_says_where(tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "events.csv").write_bytes(content)
    with pytest.raises(WrongUsage) as caught:
        load_settings(_written(tmp_path, 'events = "events.csv"'))
    assert re.search(said, f"{caught.value.args[0]} ({caught.value.where}")


def test_events_must_name_a_file(tmp_path: Path) -> None:
    with pytest.raises(WrongUsage, match="not the name of a file"):
        load_settings(_written(tmp_path, "events = 3"))


def test_labels_can_be_in_further_languages(tmp_path: Path) -> None:
    (tmp_path / "events.csv").write_text(
        "starts_on,kind,ko,en,ja,de\n2026-03-10,release,출시,Release,発売,\n", encoding="utf-8"
    )
    settings = load_settings(
        _written(
            tmp_path,
            """
            events = "events.csv"

            [[touchpoint]]
            code = "payment"
            ko = "결제"
            en = "Payment"
            ja = "支払い"

            [[event]]
            code = "own"
            kind = "incident"
            ko = "장애"
            en = "Outage"
            starts_on = 2026-01-01
            de = "Ausfall"
            """,
        )
    )
    [payment] = settings.touchpoints
    assert payment.labels == {"ko": "결제", "en": "Payment", "ja": "支払い"}
    assert settings.touchpoint_code("支払い") == "payment"
    assert [event.labels for event in settings.events] == [
        {"ko": "장애", "en": "Outage", "de": "Ausfall"},
        {"ko": "출시", "en": "Release", "ja": "発売"},
    ]
    rows = dimension_rows(settings, "test-1", ["kiosk"])
    assert [row[-1] for row in rows["touchpoint"]] == [payment.labels, {"ko": "kiosk", "en": "kiosk"}]
    assert [row[-1] for row in rows["event"]] == [event.labels for event in settings.events]


@pytest.mark.parametrize(
    ("line", "said"), [("ja = 3", "labels.ja is 3, not a text"), ("jap = '支払い'", "unknown setting 'jap'")]
)
def test_a_label_is_a_text_under_a_two_letter_code(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(WrongUsage, match=said):
        load_settings(_written(tmp_path, f"[[touchpoint]]\ncode = 'a'\nko = '가'\nen = 'A'\n{line}"))
