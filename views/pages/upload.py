"""Upload: choose files, see how they would be read, correct that, load them; for admins."""

from html import escape

import streamlit as st

from views.access import gate
from views.components import upload_panels
from views.files import look
from views.session import uploads
from views.session.current_view import Words, current_words


def show_page(words: Words) -> None:
    """How a file gets into the database without a terminal."""
    gate.require("upload")
    head = st.container()
    files = upload_panels.choose_files(words)
    st.caption(words("upload.privacy"))
    chosen, failed = uploads.of_files([file.file_id for file in files]), st.container()
    for file in files:
        with st.container(border=True, key=f"upload_{file.file_id}"):
            upload_panels.show_file(words, file, chosen[file.file_id])
    for key in chosen.keys() - {file.file_id for file in files}:
        with st.container(border=True, key=f"upload_{key}"):
            upload_panels.show_left(words, chosen[key], key)
    with failed:
        upload_panels.show_failed(words, files, chosen)
    lines = [escape(words("upload.what"))]
    head.html(look.head(words("page.upload"), upload_panels.answer(words, chosen.values()), lines))


show_page(current_words())
