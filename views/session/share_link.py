"""The whole address of what is on screen, so that another browser shows exactly this, whatever language it speaks."""

from urllib.parse import urlencode, urlsplit

import streamlit as st

from views.session import url_state
from views.session.current_view import View

_NOTED = "page_parameters"


def begin() -> None:
    """Forget what the page before has noted; before the page runs."""
    st.session_state[_NOTED] = {}


def note(name: str, value: str | list[str]) -> None:
    """What the page shows although the address does not say so, such as a default that counts from the data's last day."""
    st.session_state.setdefault(_NOTED, {})[name] = value


def parameters(view: View) -> dict[str, list[str]]:
    """Key -> values of the address on screen, language and grain always among them; other defaults are left out."""
    noted = {
        name: value if isinstance(value, list) else [value]
        for name, value in st.session_state.get(_NOTED, {}).items()
        if value
    }
    return {"lang": [view.language], "grain": [url_state.one("grain") or view.grain], **noted} | {
        name: found for name, found in url_state.values().items() if name not in ("lang", "grain")
    }


def query(view: View) -> str:
    """The address on screen from its question mark on, without it."""
    return urlencode(parameters(view), doseq=True)


def whole(view: View, page: str) -> str:
    """The address on screen, as the browser wrote its beginning; ``/<page>`` stands for it where no browser is known."""
    place = (st.context.url or f"/{page}").partition("?")[0]
    return f"{place}?{query(view)}"


def dashboard() -> str:
    """The address of this dashboard, as the browser reached it, without a page; "" where no browser is known."""
    found = urlsplit(st.context.url or "")
    if not found.netloc:
        return ""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{found.scheme}://{found.netloc}" + (f"/{base}" if base else "")
