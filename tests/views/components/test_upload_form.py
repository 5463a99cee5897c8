"""The form for how an uploaded file is to be read."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

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


def _form(found: dict[str, Any]) -> None:
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
