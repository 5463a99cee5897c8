"""docs/adding-a-page.md does what it says."""

import tomllib
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.config.settings import DATABASE_VARIABLE
from tests.views.conftest import ROOT, page_name, said
from tests.worked_examples import blocks
from views.words import strings


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_page_is_a_file_a_line_and_its_words(
    tiny_warehouse_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    [page], [entry] = blocks("adding-a-page.md", "python"), blocks("adding-a-page.md", "text")
    pages = tmp_path / "views" / "pages"
    pages.mkdir(parents=True)
    for file in (ROOT / "views" / "pages").glob("*.py"):
        (pages / file.name).symlink_to(file)
    (pages / "mood.py").write_text(page, encoding="utf-8")
    dashboard = (ROOT / "dashboard.py").read_text(encoding="utf-8")
    with_entry = dashboard.replace('    "nps": ', f'{entry}    "nps": ')
    assert with_entry != dashboard
    (tmp_path / "dashboard.py").write_text(with_entry, encoding="utf-8")
    for code, block in zip(("en", "ko"), blocks("adding-a-page.md", "toml"), strict=True):
        for key, text in tomllib.loads(block).items():
            monkeypatch.setitem(strings.TEXTS[code], key, text)

    monkeypatch.setenv(DATABASE_VARIABLE, str(tiny_warehouse_file))
    app = AppTest.from_file(str(tmp_path / "dashboard.py"), default_timeout=60)
    app.context = {"locale": {"ko": "ko-KR", "en": "en-US"}[language], "theme": "light"}
    app.run().switch_page("views/pages/mood.py").run()
    assert not app.exception
    words = strings.words_in(language)
    assert page_name(app) == words("page.mood")
    assert [metric.label for metric in app.metric] == [words("mood.tone")]
    assert "n = " in said(app)
