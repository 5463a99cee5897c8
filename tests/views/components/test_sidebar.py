"""From the address to the Filter, and back."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

import queries
from tests.views.conftest import Open, counts_few, page_name, said, select
from views.components import period_choice
from views.session.drill_down import DrillDown
from views.words import address, filter_fields
from views.words.labels import View
from views.words.strings import words_in

KO = words_in("ko")

KNOWN = filter_fields.allowed_values(
    ("joy", "anger"),
    ("payment", "delivery"),
    [("touchpoint", "payment"), ("touchpoint", ""), ("channel", "app"), ("product", None), ("language", "ko")],
)


def test_known_values_keep_the_journey_order_and_name_what_has_no_value() -> None:
    assert KNOWN["touchpoints"] == ("payment", filter_fields.NONE)
    assert KNOWN["products"] == (filter_fields.NONE,)
    assert KNOWN["states"] == ("scored", "no_text", "unsupported_language", "empty", "no_answer")


def test_an_address_becomes_a_filter() -> None:
    link = "http://127.0.0.1:8501/trends?lang=ko&touchpoints=payment&touchpoints=(none)&emotions=joy&from=2026-01-01&until=2026-01-31&contains=환불"
    assert address.from_link(link, KNOWN) == address.ParsedAddress(
        queries.Filter(
            date_from=date(2026, 1, 1),
            date_until=date(2026, 2, 1),
            touchpoints=("payment", ""),
            emotions=("joy",),
            contains="환불",
        ),
        period="free",
    )


@pytest.mark.parametrize(
    ("link", "unknown"),
    [
        ("?touchpoints=moon", ("touchpoints", "moon")),
        ("?from=gestern", ("from", "gestern")),
        ("?until=1492-01-01", ("until", "1492-01-01")),
        ("?audience=everyone", ("audience", "everyone")),
        ("?nps_bands=fan", ("nps_bands", "fan")),
        ("?intensity_from=4", ("intensity_from", "4")),
        ("?intensity_from=1.5", ("intensity_from", "1.5")),
        ("?tone_from=nan", ("tone_from", "nan")),
        ("?tone_until=-1e9", ("tone_until", "-1e9")),
        ("?confidence_from=sure", ("confidence_from", "sure")),
        ("?period=someday", ("period", "someday")),
        ("?period=last_28", ("period", "last_28")),
    ],
)
def test_nonsense_is_left_out_and_named(link: str, unknown: tuple[str, str]) -> None:
    assert address.from_link(link, KNOWN) == address.ParsedAddress(queries.Filter(), (unknown,))


_TUPLES = {name: st.lists(st.sampled_from(KNOWN[name]), unique=True) for name in filter_fields.CHOICES if KNOWN[name]}


@given(
    st.fixed_dictionaries(_TUPLES),
    st.none() | st.dates(filter_fields.FIRST_DAY, filter_fields.LAST_DAY),
    st.none() | st.dates(filter_fields.FIRST_DAY, filter_fields.LAST_DAY),
    st.sampled_from(filter_fields.AUDIENCES),
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), max_size=20),
    st.fixed_dictionaries(
        {
            name: st.none() | st.integers(int(100 * scale.least), int(100 * scale.most))
            for name, scale in filter_fields.SCALES.items()
        }
    ),
)
def test_the_address_of_a_filter_leads_back_to_it(
    chosen: dict[str, list[str]],
    first: date | None,
    last: date | None,
    audience: str,
    contains: str,
    hundredths: dict[str, int | None],
) -> None:
    numbers = {name: None if value is None else value / 100 for name, value in hundredths.items()}
    numbers["intensity_from"] = numbers["intensity_from"] and int(numbers["intensity_from"])
    filter = queries.Filter(
        **{name: address.without_none(codes) for name, codes in chosen.items()},
        date_from=first,
        date_until=last and last + timedelta(days=1),
        audience=audience,
        contains=contains,
        **{name: filter_fields.SCALES[name].limit(value, name.endswith("_until")) for name, value in numbers.items()},
    )
    assert address.from_link(urlencode(address.parameters(filter), doseq=True), KNOWN).filter == filter


@given(st.text(max_size=300))
def test_no_address_is_too_strange(link: str) -> None:
    assert isinstance(address.from_link(link, KNOWN).filter, queries.Filter)


def test_narrowing_cuts_dates_and_replaces_the_rest() -> None:
    base = queries.Filter(date_from=date(2026, 1, 10), date_until=date(2026, 2, 10), touchpoints=("payment",))
    narrow = filter_fields.narrowed(base, date_from=date(2026, 1, 1), date_until=date(2026, 2, 1), emotions=("joy",))
    assert narrow == replace(base, date_until=date(2026, 2, 1), emotions=("joy",))


def test_the_address_sets_the_widgets(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, touchpoints=["payment"], emotions=["anger"], **{"from": "2026-01-02"})
    assert app.multiselect(key="touchpoints_ko").value == ["payment"]
    assert app.date_input(key="from").value == date(2026, 1, 2)
    assert counts_few(app)


def test_nonsense_in_the_address_falls_back(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    nonsense = {
        "touchpoints": ["moon", "<script>"],
        "from": "yesterday",
        "until": "0001-01-01",
        "grain": "century",
        "audience": "everyone",
        "lang": "tlh",
        "at": "-7",
        "order": "random",
    }
    app = open_dashboard(tiny_warehouse_file, "comments", **nonsense)
    assert not app.exception
    assert "의견·응답 **16건**" in said(app)


def test_what_of_the_address_was_left_out_is_said(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(
        tiny_warehouse_file, touchpoints=["moon", "<script>"], grain="century", **{"from": "yesterday"}
    )
    (told,) = [box.value for box in app.warning if "주소에서" in box.value]
    assert "접점 ‘moon’" in told and "\\<script\\>" in told and "yesterday" in told and "century" in told


def current_view_of(app: AppTest) -> View:
    found: View = app.session_state["view"]
    return found


def _left_out(app: AppTest) -> list[str]:
    return [box.value.partition(": ")[2] for box in app.warning if "make no sense here" in box.value]


def test_a_misspelt_name_is_said_with_what_may_be_meant(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, language="en", touchpoint="payment", xyz="1")
    assert _left_out(app) == ["‘touchpoint=payment’ (did you mean touchpoints?), ‘xyz=1’"]
    assert "**15** comments and answers" in said(app) and not app.query_params, "those of the summary's last 90 days"
    assert not _left_out(app.run()), "it is said once"


@pytest.mark.parametrize(
    ("page", "asked", "left_out"),
    [
        ("comments", {"order": "random"}, "order ‘random’"),
        ("trends", {"measure": "rage"}, "measure ‘rage’"),
        ("compare", {"a_channels": "fax", "b_from": "soon"}, "a_channels ‘fax’, b_from ‘soon’"),
        ("summary", {"period": "last_28", "from": "2026-01-01"}, "From ‘2026\\-01\\-01’"),
        ("summary", {"audience": ["customer", "employee"]}, "Audience ‘employee’"),
    ],
)
def test_what_a_page_cannot_use_is_said(
    open_dashboard: Open, tiny_warehouse_file: Path, page: str, asked: dict[str, Any], left_out: str
) -> None:
    app = open_dashboard(tiny_warehouse_file, "summary", "en", **asked)
    app = app if page == "summary" or _left_out(app) else app.switch_page(f"views/pages/{page}.py").run()
    assert _left_out(app) == [left_out]


def test_what_goes_without_saying_is_not_said(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(
        tiny_warehouse_file, "comments", "en", at="1", grain="month", period="all", audience="customer"
    )
    assert not _left_out(app)


def test_a_period_by_name_is_counted_from_the_last_day(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    """The last answer is of 27 February 2026; 8 of the customers' dated answers are of January."""
    app = open_dashboard(tiny_warehouse_file, period="last_month")
    assert "의견·응답 **8건**" in said(app)
    assert app.date_input(key="from").value == date(2026, 1, 1)
    assert app.date_input(key="until").value == date(2026, 1, 31)
    app.date_input(key="until").set_value(date(2026, 1, 30)).run()
    assert app.query_params == {"from": "2026-01-01", "until": "2026-01-30"}, "one day of one's own keeps the other"
    app.pills(key="period_ko_1").set_value("all").run()
    assert "의견·응답 **16건**" in said(app)
    assert app.date_input(key="from_1").value is None and app.query_params == {"period": "all"}


def test_the_bar_has_a_chip_for_each_filter_that_takes_it_off(open_dashboard: Open, crowd_warehouse_file: Path) -> None:
    app = open_dashboard(crowd_warehouse_file, "journey", touchpoints=["payment"], nps_bands=["promoter", "detractor"])
    chips = {button.key: button.label for button in app.button if (button.key or "").startswith("chip_")}
    assert chips == {
        "chip_touchpoints": ":gray[접점] 결제",
        "chip_nps_bands": r":gray[NPS 구분] 추천 고객 \(9–10점\), 비추천 고객 \(0–6점\)",
    }
    app = select(app, DrillDown("journey_curve", (("touchpoint", "payment"),), "scored", "month"))
    assert app.button(key="chip_pick").label == ":gray[선택] 결제"
    app.button(key="chip_touchpoints").click().run()
    assert app.query_params.keys() == {"nps_bands", "pick"}
    app.button(key="reset").click().run()
    assert not app.query_params


@pytest.mark.parametrize(
    ("today", "month", "former"),
    [(date(2026, 10, 31), "이번 달", "지난달"), (date(2026, 12, 1), "데이터의 마지막 달", "그 전달")],
)
def test_named_periods_say_which_days_they_mean(
    open_dashboard: Open, sample_file: Path, monkeypatch: pytest.MonkeyPatch, today: date, month: str, former: str
) -> None:
    class Clock(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> datetime:
            return datetime(today.year, today.month, today.day, 12, tzinfo=tz)

    monkeypatch.setattr(period_choice, "datetime", Clock)
    app = open_dashboard(sample_file, "trends")
    assert app.pills(key="period_ko").options[:5] == [
        f"{month} (10월)",
        f"{former} (9월)",
        "이번 분기 (4분기)",
        "지난 분기 (3분기)",
        "최근 28일 (10월 4일~10월 31일)",
    ]
    labels = [found.proto.popover.label for found in app.get("popover")]
    assert any(KO("period.all") in label and KO("period.usual") in label for label in labels), "nobody has chosen it"
    app.pills(key="period_ko").set_value("last_month").run()
    assert not any(KO("period.usual") in found.proto.popover.label for found in app.get("popover"))


def test_what_a_period_is_compared_with_is_chosen_and_said(open_dashboard: Open, sample_file: Path) -> None:
    app = open_dashboard(sample_file, "data", period="last_quarter", versus="year")
    assert app.segmented_control(key="versus_ko").value == "year"
    former = current_view_of(app).comparison
    assert (former.name, former.former_name) == ("2026년 3분기", "1년 전") and former.former is None
    app.segmented_control(key="versus_ko").set_value("before").run()
    former = current_view_of(app).comparison
    assert former.former_name == "2분기" and former.former.date_from == date(2026, 4, 1)
    assert former.former.date_until == date(2026, 7, 1) and "versus" not in app.query_params


def test_strength_tone_and_confidence_limit_the_answers(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, "data", intensity_from="3")
    assert counts_few(app)
    app.selectbox(key="intensity_from_ko").select("").run()
    app.slider(key="tone_ko").set_range(-1.0, 0.0).run()
    assert app.query_params == {"tone_until": "0"}
    assert "의견·응답 **5건**" in said(app)
    app.slider(key="tone_ko").set_range(-1.0, 1.0).run()
    app.slider(key="confidence_ko").set_value(95).run()
    assert counts_few(app)
    app.button(key="reset").click().run()
    assert "의견·응답 **16건**" in said(app)


def test_filters_stay_from_page_to_page(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file)
    app.multiselect(key="touchpoints_ko").select("delivery").run()
    app.switch_page("views/pages/comments.py").run()
    assert app.multiselect(key="touchpoints_ko").value == ["delivery"]
    assert "의견·응답 **5건**" in said(app)


def test_reset_takes_all_filters_off_and_keeps_the_period(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, "data", touchpoints=["payment"], contains="결제", until="2026-01-31")
    assert counts_few(app)
    app.button(key="reset").click().run()
    assert app.query_params == {"until": "2026-01-31"} and "의견·응답 **8건**" in said(app)
    assert not any(button.key == "reset" for button in app.button), "nothing is left to be taken off"


def test_labels_are_in_the_language_and_codes_in_the_address(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    for language, label in (("ko", "결제"), ("en", "Payment")):
        app = open_dashboard(tiny_warehouse_file, language=language)
        assert label in app.multiselect(key=f"touchpoints_{language}").options
        app.multiselect(key=f"touchpoints_{language}").select("payment").run()
        assert app.query_params == {"touchpoints": "payment"}


def test_language_from_browser_and_address(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    assert page_name(open_dashboard(tiny_warehouse_file, language="en")) == "Summary"
    assert page_name(open_dashboard(tiny_warehouse_file, language="en", lang="ko")) == "요약"
    assert page_name(open_dashboard(tiny_warehouse_file, language="ko", lang="en")) == "Summary"


def test_swapped_dates_are_said(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, **{"from": "2026-02-01", "until": "2026-01-01"})
    assert words_in("ko")("filter.dates_swapped") in said(app)


def test_the_named_period_is_marked_that_a_link_says_by_its_days(
    open_dashboard: Open, tiny_warehouse_file: Path
) -> None:
    named = open_dashboard(tiny_warehouse_file, language="en", period="last_month")
    first, last = (named.date_input(key=key).value for key in ("from", "until"))
    linked = open_dashboard(tiny_warehouse_file, language="en", **{"from": str(first), "until": str(last)})
    marked = [box.value for box in linked.button_group if box.key.startswith("period_en")]
    assert marked == ["last_month"]


def test_a_first_day_after_the_last_takes_its_place(open_dashboard: Open, tiny_warehouse_file: Path) -> None:
    app = open_dashboard(tiny_warehouse_file, language="en", **{"from": "2026-01-01", "until": "2026-02-01"})
    app.date_input(key="from").set_value(date(2026, 3, 1)).run()
    assert (app.query_params["from"], "until" in app.query_params) == ("2026-03-01", False)
