"""The whole address of what is on screen, so that another browser shows exactly this.

Streamlit tells the server what the address was when the page was opened, not what its widgets have made of it since; so
it is written from the widgets' values.
"""

from urllib.parse import urlencode

import streamlit as st

from views import address, presets
from views.view import View

_NOTED = "page_parameters"
_PASSED_ON = ("at", "comment")
"""Keys that only the address itself holds, such as one comment and the page of a list."""


def begin() -> None:
    """Forget what the page before had in its address; before the page runs."""
    st.session_state[_NOTED] = {}


def note(name: str, value: str | list[str]) -> None:
    """A choice that belongs to the page: ``value`` is what the address says, one or several; empty for the default."""
    st.session_state.setdefault(_NOTED, {})[name] = value


def parameters(view: View) -> dict[str, list[str]]:
    """Key -> values of the address on screen, the page's own choices included; defaults are left out."""
    state = st.session_state
    found: dict[str, list[str]] = {"lang": [view.language]}
    preset = state.get("period", presets.ALL)
    found |= {key: values for key, values in address.parameters(view.filter).items() if not _is_of(key, preset)}
    if preset in presets.PRESETS:
        found["period"] = [preset]
    asked = state.get("grain")
    found["grain"] = [str(asked)] if asked else [view.grain]
    found |= {name: value if isinstance(value, list) else [value] for name, value in state.get(_NOTED, {}).items() if value}
    for name in _PASSED_ON:
        value = state.get(name) or st.query_params.get(name)
        if value not in (None, "", 1, "1"):
            found.setdefault(name, [str(value)])
    return found


def query(view: View) -> str:
    """The address on screen from its question mark on, without it."""
    return urlencode(parameters(view), doseq=True)


def whole(view: View, page: str) -> str:
    """The address on screen, as the browser wrote its beginning; ``/<page>`` stands for it where no browser is known."""
    place = (st.context.url or f"/{page}").partition("?")[0]
    return f"{place}?{query(view)}"


def _is_of(key: str, preset: str) -> bool:
    """Whether the name of a period stands for this key."""
    return preset in presets.PRESETS and key in ("from", "until")
