"""`ondo report`: one file that needs nothing else, says what the queries say, and quotes only who allowed it."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from pypdf import PdfReader

import queries
from tests import sample_databases
from tests.views.files.changed_quarters import CHANGED
from views.commands import report as report_command
from views.commands.report import report
from views.files import fonts
from views.words.labels import points

HEADINGS = {"ko": ("요약", "감정 자산", "가장 분명한 변화", "살펴볼 것", "고객의 말"),
            "en": ("Summary", "Emotional capital", "The clearest changes", "Needs a look", "In customers")}  # fmt: skip


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of CHANGED."""
    return sample_databases.build_database(tmp_path_factory.mktemp("report") / "changed.duckdb", CHANGED)


def _run(database: Path, *args: str) -> Result:
    return CliRunner().invoke(report, ["--db", str(database), *args])


@pytest.mark.parametrize("language", ["ko", "en"])
def test_pdf(database: Path, tmp_path: Path, language: str) -> None:
    out = tmp_path / "report.pdf"
    done = _run(database, "--lang", language, "-o", str(out))
    assert done.exit_code == 0, done.output
    read = PdfReader(out)
    text = "".join(page.extract_text() for page in read.pages)
    assert len(read.pages) == 1
    assert all(heading in text for heading in HEADINGS[language])
    (nps,) = queries.open_warehouse(database).run(
        "nps", filter=report_command.report_view(queries.open_warehouse(database), _quarter(), "ko", "month").filter
    ).to_pylist()  # fmt: skip
    assert points(nps["nps"]) in text and f"n\u00a0=\u00a0{nps['n']}" in text.replace("n = ", "n\u00a0=\u00a0")
    fonts_used = {str(font["/BaseFont"]) for page in read.pages for font in _fonts(page)}
    assert fonts_used and all("+" in name for name in fonts_used), "every font is embedded, cut to what is used"


def _quarter() -> queries.Filter:
    from datetime import date

    return queries.Filter(date_from=date(2026, 3, 13), date_until=date(2026, 6, 11))


def _fonts(page: object) -> list[dict[str, object]]:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]


def test_html_is_whole_and_runs_nothing(hostile_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert _run(hostile_file, "--lang", "ko", "-o", str(out), "--days", "all").exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "<script" not in page and not re.search(r"""\s(src|href)=["'](?!#|data:)""", page)
    assert not re.search(r"url\((?!data:|#)", page)
    assert "onerror" not in re.sub(r"&lt;.*?&gt;", "", page)
    assert page.count("<svg") == 3 and 'lang="ko"' in page  # without NPS the tone takes its place
    assert [path.name for path in tmp_path.iterdir()] == ["report.html"]


def test_only_who_allowed_it_is_quoted(tmp_path: Path) -> None:
    answers = [
        replace(answer, text=f"비밀 {number}" + " 입니다" * 4, consent_quote=number % 2 == 0)
        for number, answer in enumerate(CHANGED)
    ]
    path = sample_databases.build_database(tmp_path / "x.duckdb", answers)
    out = tmp_path / "report.html"
    assert _run(path, "-o", str(out)).exit_code == 0
    quoted = [
        int(found) for found in re.findall(r"비밀 (\d+)", re.sub(r"<[^>]+>", "", out.read_text(encoding="utf-8")))
    ]
    assert quoted and all(number % 2 == 0 for number in quoted)


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("-o", "x.doc"), "names no format"),
        (("-o", "x.html", "--touchpoint", "moon"), "is not in this database"),
        (("-o", "x.html", "--from", "gestern"), "Write a day as"),
    ],
)
def test_wrong_usage_says_what_to_do(database: Path, args: tuple[str, ...], said: str) -> None:
    done = _run(database, *args)
    assert done.exit_code == 2 and said in done.output


def test_an_empty_database_says_so(empty_warehouse_file: Path) -> None:
    done = _run(empty_warehouse_file, "-o", "x.html")
    assert done.exit_code == 2 and "ondo run" in done.output


def test_a_pdf_without_a_korean_font_is_refused(
    database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(fonts, "PACKAGES", ())
    done = _run(database, "-o", str(tmp_path / "x.pdf"))
    assert done.exit_code == 2 and "fonts-nanum" in done.output and not (tmp_path / "x.pdf").exists()


def test_machines_without_pango_are_told_what_to_install(
    database: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from views.files import report as pages

    def missing(page: str) -> bytes:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(pages, "pdf", missing)
    done = _run(database, "-o", str(tmp_path / "x.pdf"))
    assert done.exit_code == 2 and "libpango" in done.output
