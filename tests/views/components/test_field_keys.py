"""Fields in popovers begin with a value and are made anew once something else has changed it."""

from streamlit.testing.v1 import AppTest


def _one_field() -> None:
    import streamlit as st

    from views.components import field_keys

    state = st.session_state
    state.setdefault("said", "b")
    st.button("elsewhere", on_click=lambda: state.update(said="c"))
    key = field_keys.key("field", state.said)
    st.selectbox("one", list("abc"), "abc".index(state.said), key=key, on_change=lambda: state.update(said=state[key]))


def test_a_field_is_another_one_once_something_else_has_changed_it() -> None:
    app = AppTest.from_function(_one_field).run()
    assert app.selectbox(key="field").value == "b"
    app.selectbox(key="field").select("a").run()
    assert app.selectbox(key="field").value == "a", "what somebody chooses there leaves the field"
    app.button[0].click().run()
    assert app.selectbox(key="field_1").value == "c"
    app.selectbox(key="field_1").select("a").run()
    assert app.session_state["said"] == "a" and app.selectbox(key="field_1").value == "a"
