"""Caches that the pages' tests share, as visitors of one server do: they are kept by the file and its version."""

from collections.abc import Iterator

import pytest
import streamlit as st


@pytest.fixture(autouse=True, scope="module")
def _no_caches() -> Iterator[None]:
    st.cache_data.clear()
    st.cache_resource.clear()
    yield
    st.cache_data.clear()
    st.cache_resource.clear()
