"""The worked examples of docs/adding-*.md do what they say: their blocks are run as they are printed."""

import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest
from streamlit.testing.v1 import AppTest

from pipeline.config.settings import DATABASE_VARIABLE
from pipeline.sources import SOURCES
from tests.views.conftest import said
from views.words import strings

ROOT = Path(__file__).resolve().parent.parent


def blocks(page: str, language: str) -> list[str]:
    """The code of one language on a page of docs/, in order."""
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def module_of(code: str) -> ModuleType:
    """The block as a module."""
    module = ModuleType("example")
    exec(compile(code, "example.py", "exec"), module.__dict__)
    return module


def test_a_source_is_a_file_and_a_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    source, test = map(module_of, blocks("adding-a-source.md", "python"))
    [table] = blocks("adding-a-source.md", "csv")
    path = tmp_path / "reviews.csv"
    path.write_text(table, encoding="utf-8")
    with pytest.raises(AssertionError):
        test.test_kiosk_reviews_are_recognised(path)
    for name, kind in source.KIOSK.items():
        monkeypatch.setitem(SOURCES, name, kind)
    test.test_kiosk_reviews_are_recognised(path)


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
    assert app.title[0].value == words("page.mood")
    assert [metric.label for metric in app.metric] == [words("mood.tone")]
    assert "n = " in said(app)
