"""A browser's side of a Streamlit session without a browser: opens pages, changes filters, waits for the page to be drawn."""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from types import TracebackType

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Delta_pb2 import Delta
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.typing import Subprotocol


@dataclass
class Session:
    """One person with the dashboard open on a server at ``address`` (host:port). Use as an async context manager."""

    address: str
    pages: dict[str, str] = field(default_factory=dict)
    """Page name -> the hash by which Streamlit knows it."""
    choices: dict[str, tuple[str, list[str]]] = field(default_factory=dict)
    """Key of a multiple choice -> its widget's id and its options, as drawn last."""
    popovers: dict[str, str] = field(default_factory=dict)
    """Key of a popover -> its widget's id."""
    failures: list[str] = field(default_factory=list)
    received: int = 0
    """Bytes of the last page."""
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _page: str = ""

    async def __aenter__(self) -> "Session":
        self._socket = await websockets.connect(
            f"ws://{self.address}/_stcore/stream",
            subprotocols=[Subprotocol("streamlit")],
            max_size=None,
            open_timeout=60,
        )
        return self

    async def __aexit__(self, kind: type | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self._socket.close()

    async def open(self, page: str, query: str = "") -> float:
        """Open a page, '' being the first one; seconds until it is drawn."""
        self._page = self.pages.get(page, "")
        return await self._rerun(query)

    async def fold(self, key: str, is_open: bool) -> float:
        """Open or close a popover that is on the page; seconds until the page is drawn."""
        widget = self.popovers[key]
        self._states[widget] = WidgetState(id=widget, bool_value=is_open)
        return await self._rerun("")

    async def choose(self, key: str, values: Sequence[str]) -> float:
        """Set a multiple choice that is on the page; seconds until the page is drawn."""
        widget, _ = self.choices[key]
        state = WidgetState(id=widget)
        state.string_array_value.data.extend(values)
        self._states[widget] = state
        return await self._rerun("")

    async def _rerun(self, query: str) -> float:
        message = BackMsg()
        message.rerun_script.query_string = query
        message.rerun_script.page_script_hash = self._page
        message.rerun_script.widget_states.widgets.extend(self._states.values())
        message.rerun_script.context_info.locale = "ko-KR"
        message.rerun_script.context_info.timezone = "Asia/Seoul"
        started = time.perf_counter()
        await self._socket.send(message.SerializeToString())
        self.received = 0
        while True:
            data = await asyncio.wait_for(self._socket.recv(), 120)
            self.received += len(data)
            forward = ForwardMsg.FromString(data if isinstance(data, bytes) else data.encode())
            kind = forward.WhichOneof("type")
            if kind == "delta":
                self._note(forward.delta)
            elif kind == "navigation":
                self.pages = {page.url_pathname: page.page_script_hash for page in forward.navigation.app_pages}
            elif kind == "script_finished" and forward.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return time.perf_counter() - started

    def _note(self, delta: Delta) -> None:
        element = delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception":
            self.failures.append(element.exception.message)
        elif kind == "multiselect":
            choice = element.multiselect
            self.choices[_key(choice.id)] = (choice.id, list(choice.options))
        elif popover := delta.add_block.popover.id:
            self.popovers[_key(popover)] = popover


def _key(widget: str) -> str:
    return widget.rsplit("-", 1)[-1]
