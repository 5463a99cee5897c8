"""The form for how an uploaded file is to be read."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from views.words.strings import words_in

EN = words_in("en")

FOUND: dict[str, Any] = {
    "source": "shop",
    "fields": ["id", "text", "rating"],
    "columns": [
        {"column": name, "shown": name, "field": field, "confidence": 1.0, "reason": "any words", "code": code}
        for name, field, code in (
            ("내용", "text", "named_by_user"),
            ("메모", None, "named_by_user"),
            ("별점", "rating", "whole_name"),
            ("기타", None, "not_recognised"),
        )
    ],
}


def _form(found: "dict[str, object]") -> None:
    import streamlit as st

    from views.components.upload_form import asked
    from views.session.upload_jobs import UploadChoices
    from views.words.strings import words_in

    st.session_state["asked"] = asked(words_in("en"), found, "1", UploadChoices())


@pytest.fixture
def form() -> AppTest:
    return AppTest.from_function(_form, args=(FOUND,), default_timeout=30).run()


def test_what_was_mapped_by_hand_before_is_passed_on_again_whatever_is_said_of_it(form: AppTest) -> None:
    assert not form.exception
    assert form.session_state["asked"].mapping == (("내용", "text"), ("메모", ""))


def test_what_is_changed_is_passed_on(form: AppTest) -> None:
    form.selectbox("map_1_3").set_value("id")
    form.selectbox("map_1_2").set_value("").run()
    assert form.session_state["asked"].mapping == (("내용", "text"), ("메모", ""), ("별점", ""), ("기타", "id"))


def test_each_column_says_how_surely_it_is_read_and_what_was_not() -> None:
    unread = {"read": 8, "unread": 2, "unread_examples": ["'상'"], "unread_rows": [4, 9], "rivals": ["만족도"]}
    rating = {
        **FOUND["columns"][2], "certainty": "likely", "evidence": {"code": "part_of_name", "arguments": {}}, **unread
    }  # fmt: skip
    form = AppTest.from_function(_form, args=({**FOUND, "columns": [rating]},), default_timeout=30).run()
    assert not form.exception and "likely" in form.selectbox("map_1_0").label
    said = " ".join(caption.value for caption in form.caption)
    assert EN("upload.unread", n="2", of="10", examples="'상'") in said.replace("\\", "") and "만족도" in said
    assert f"({EN('upload.unread.rows', rows='4, 9')})" in said.replace("\\", ""), "there are no others"


def test_of_thousands_of_columns_few_are_shown_and_any_can_be_changed() -> None:
    columns = [{"column": f"q{n}", "shown": f"q{n}", "field": None, "code": "not_recognised"} for n in range(3_000)]
    columns[2_999] |= {"field": "text", "code": "whole_name"}
    form = AppTest.from_function(_form, args=({**FOUND, "columns": columns},), default_timeout=30).run()
    assert not form.exception and len(form.selectbox) < 40 and form.selectbox("map_1_2999").value == "text"
    form.multiselect("more_1").set_value([1_500]).run()
    form.selectbox("map_1_1500").set_value("rating").run()
    assert form.session_state["asked"].mapping == (("q1500", "rating"),)
