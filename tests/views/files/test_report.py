"""`ondo report`: two pages that need nothing else, say what the queries say, lead into the dashboard, and quote only who allowed it."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from html import escape, unescape
from itertools import pairwise
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

import queries
from pipeline.config.settings import Event
from tests import sample_databases
from tests.sample_databases import Answer
from tests.views.conftest import Open
from tests.views.files.changed_quarters import CHANGED
from views.commands.report import report, view_of
from views.files import fonts
from views.files.clause_marks import marked_clauses
from views.files.report_contents import report_of
from views.files.report_journey import journey_map
from views.files.report_pages import attention_on_pages, second_page
from views.files.report_parts import Report, TrendEvent
from views.files.summary import with_period
from views.files.text_room import lines_of, shortened_to, width_of
from views.files.trend_picture import placed_events, round_ticks

TODAY = date(2026, 6, 11)
A4 = (595, 842)
NAME = "아주 긴 접점 이름이라서 표의 칸에 다 들어가지 않는 이름"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of CHANGED."""
    return sample_databases.build_database(tmp_path_factory.mktemp("report") / "changed.duckdb", CHANGED)


def _run(database: Path, *args: str) -> Result:
    return CliRunner().invoke(report, ["--db", str(database), *args])


def _made(database: Path, span: str = "90", language: str = "ko", **limits: object) -> Report:
    source = queries.open_warehouse(database)
    view = view_of(source, queries.Filter(**limits), language, "month")  # type: ignore[arg-type]
    return report_of(with_period(view, span), source, TODAY)


def _pages(path: Path) -> list[str]:
    read = PdfReader(path)
    assert [tuple(map(round, page.mediabox[2:])) for page in read.pages] == [A4] * len(read.pages)
    names = {str(font["/BaseFont"]) for page in read.pages for font in _fonts(page)}
    assert names and all("+" in name for name in names), "every font is embedded, cut to what is used"
    return [page.extract_text() for page in read.pages]


def _fonts(page: object) -> list[dict[str, object]]:
    return [font.get_object() for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]


def test_two_pages_that_say_the_answer_first(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.pdf"
    done = _run(database, "--lang", "ko", "-o", str(out))
    assert done.exit_code == 0, done.output
    first, second = _pages(out)
    said = " ".join(first.split())
    assert said.index("신뢰·안심이 90%에서 40%로 줄었습니다") < said.index("NPS 응답 40") < said.index("평균 톤의 흐름")
    assert "−100" in said and "그 전 90일 +100, 차이 −200" in said and "감소(악화)" in said and "분명" in said
    assert all(heading in second for heading in ("접점별 평균 톤", "고객의 말", "NPS: 추천"))


def _crowded() -> Iterator[Answer]:
    """Forty touchpoints of long names, spoken of in long comments, in two quarters that differ."""
    text = "오늘도 어김없이 찾아온 주말 아침에 창밖을 보며 커피를 마시다가 문득 생각이 나서 적는 아주 긴 글입니다. " * 4
    for number in range(40):
        for day, tone, emotion in (("2026-03-10", 0.5, "trust"), ("2026-06-10", -0.5, "anger")):
            for at in range(6):
                nps, rating = (9, 5) if tone > 0 else (2, 1)
                place = f"{NAME} {number}" if number else "WithoutAnyBlankThatEverEnds" * 3
                yield Answer(
                    day,
                    f"{number} {at} {text}",
                    tone,
                    {emotion: 2},
                    nps=nps,
                    rating=rating,
                    rating_max=5,
                    touchpoint=place,
                )


def test_no_more_than_two_pages_however_much_there_is(tmp_path: Path) -> None:
    events = [
        Event(f"e{number}", "release", {"ko": f"{NAME} {number}", "en": NAME}, date(2026, 3, 9 + number), None, None)
        for number in range(9)
    ]
    path = sample_databases.build_database(tmp_path / "crowded.duckdb", list(_crowded()), events=events)
    out = tmp_path / "report.pdf"
    assert _run(path, "-o", str(out)).exit_code == 0
    first, second = _pages(out)
    assert "살펴볼 것" in first and "접점 28곳은 뺐습니다" in " ".join(second.split()) and "NPS: 추천" in second
    out = tmp_path / "nothing.pdf"
    assert _run(path, "-o", str(out), "--from", "2030-01-01", "--until", "2030-02-01").exit_code == 0
    first, _ = _pages(out)
    assert "표본이부족해감정이그전32일보다달라졌는지판단할수없습니다" in "".join(first.split())


def test_the_answer_has_its_evidence(database: Path) -> None:
    made = _made(database)
    assert made.answer.told and made.answer.told.filter.date_until == date(2026, 3, 13), (
        "where trust was, before it fell"
    )
    evidence = made.evidence
    assert evidence.place and evidence.place.text == "가장 뚜렷한 곳은 결제 (90% → 40%)"
    assert evidence.quote and evidence.quote["present"] == ["trust"] and evidence.quote_label == "그 전 90일"
    assert made.period == "2026년 3월 13일–6월 10일 · 그 전 90일(2025년 12월 13일–2026년 3월 12일)과 비교"
    alone = _made(database, "all", "en")
    assert "+0.15" in alone.answer.text and alone.evidence.quote is None and alone.period == "All dates"
    first_days = {"date_from": date(2026, 3, 1), "date_until": date(2026, 3, 11)}
    assert "+0.40" in _made(database, **first_days).answer.text, "nothing is before the first days"


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("ko", {"period": "last_90"}),
        ("en", {"period": "last_90", "touchpoints": "payment"}),
        ("ko", {"period": "this_month", "versus": "year"}),
        ("ko", {"from": "2026-06-01", "until": "2026-06-10", "versus": "before", "emotions": "anxiety"}),
        ("en", {"from": "2026-03-01", "until": "2026-06-30", "versus": "none"}),
        ("ko", {"from": "2030-01-01", "until": "2030-02-01"}),
    ],
)
def test_it_says_what_the_summary_says(
    database: Path, open_dashboard: Open, tmp_path: Path, language: str, asked: dict[str, str]
) -> None:
    app, out = open_dashboard(database, "summary", language, **asked), tmp_path / "report.html"
    link = f"http://localhost/?{urlencode(asked)}"
    assert _run(database, "--lang", language, "-o", str(out), "--link", link).exit_code == 0
    report = _bare(out.read_text(encoding="utf-8").partition("<body>")[2])
    page = "".join(str(element.value) for element in app.html)
    found = re.compile(
        r"<h1>(.*?)</h1>|o-card-value\"><b>(.*?)</b><span>(.*?)</span>|o-topic\"><b>(.*?)</b><span>(.*?)</span>|"
        r"o-answer-line\">(.*?)</div>|o-look\"><b>(.*?)</b><span>(.*?)</span>"
    )
    said = [_bare(part) for match in found.findall(page) for part in match if part]
    if "2030-01-01" not in asked.values():
        assert len(said) > 8
        assert [part for part in said if part not in report] == []
    else:
        assert "표본이부족해감정이그전32일보다달라졌는지판단할수없습니다" in report, "the page says what to do instead"


def _bare(html: str) -> str:
    """The text of HTML without icons, in single blanks around marks."""
    icons = re.sub(r'<span class="o-icon".*?</span>|<svg.*?</svg>', "", html)
    return re.sub(r"\s+", "", unescape(re.sub(r"<[^>]+>", "", icons)))


def test_every_sentence_leads_into_the_dashboard(database: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert _run(database, "-o", str(out), "--dashboard", "https://ondo.example.com/cx").exit_code == 0
    page = out.read_text(encoding="utf-8")
    places = {"h1": 1, "h2": 4, "li": 1, "td": 2}
    for element, least in places.items():
        inside = [found for found in re.findall(rf"<{element}[^>]*>(.*?)</{element}>", page) if re.search(r"\w", found)]
        assert len(inside) >= least and all("https://ondo.example.com/cx" in found for found in inside), element
    assert "comments?lang=ko&amp;emotions=trust&amp;states=scored&amp;from=2026-03-13&amp;until=2026-06-10" in page
    assert _run(database, "-o", str(out)).exit_code == 0
    assert "<a " not in out.read_text(encoding="utf-8"), "nobody has said where the dashboard is"
    refused = _run(database, "-o", str(out), "--dashboard", "javascript:alert(1)")
    assert refused.exit_code == 2 and "is no address" in refused.output


def test_the_map_hides_and_hollows_small_numbers(tmp_path: Path) -> None:
    def said(month: int, n: int, tone: float) -> Iterator[Answer]:
        for number in range(n):
            yield Answer(
                f"2026-0{month}-10", f"말 {month} {number}", tone + number / 1000, {"joy": 1}, touchpoint="payment"
            )

    answers = [*said(1, 40, 0.5), *said(2, 40, -0.5), *said(3, 10, 0.4), *said(4, 3, 0.9), *said(5, 40, 0.4)]
    source = queries.open_warehouse(sample_databases.build_database(tmp_path / "map.duckdb", answers))
    journey = journey_map(view_of(source, queries.Filter(), "ko", "month"), source.run)
    assert journey is not None and journey.periods == ("1월", "2월", "3월", "4월", "5월")
    cells = [(cell.text, cell.size) for cell in journey.rows[0].cells]
    assert cells[:4] == [("+0.52", "normal"), ("−0.48", "normal"), ("+0.40", "few"), ("·", "hidden")]
    assert journey.worst and journey.worst.text == "가장 크게 나빠진 곳은 2월의 결제입니다 (+0.52 → −0.48)"
    assert journey.worst.change and journey.worst.change.meaning == "worse" and journey.worst.change.is_clear
    assert "10–40건" in journey.note


def test_a_long_sentence_over_the_map_breaks_into_lines(database: Path) -> None:
    made = _made(database)
    assert made.journey and made.journey.worst
    page = second_page(made, attention_on_pages(made), "")
    assert f'<span class="long">{escape(made.journey.worst.text)}</span>' in page


def test_felt_clauses_are_marked_without_their_full_stop() -> None:
    text = "늦었어요. <b>그래도</b> 고마워요! 끝"
    mentions = [
        {"start": 0, "end": 6, "leading_emotion": "anger"},
        {"start": 6, "end": 21, "leading_emotion": "joy"},
        {"start": 21, "end": 22, "leading_emotion": None},
    ]
    row = {"text": text, "mentions": mentions}
    marked = marked_clauses(row, lambda html, emotion: f"[{emotion} {html}]", 240)
    assert marked == "[anger 늦었어요]. [joy &lt;b&gt;그래도&lt;/b&gt; 고마워요]! 끝"
    only = marked_clauses(row | {"present": ["joy"]}, lambda html, emotion: f"[{emotion}]", 240)
    assert only == "늦었어요. [joy]! 끝", "just the emotions that the legend names"
    late = {"text": "가 " * 100 + "고마워요.", "mentions": [{"start": 200, "end": 205, "leading_emotion": "joy"}]}
    assert marked_clauses(late, lambda html, emotion: f"[{html}]", 50).startswith("… ")
    assert "[고마워요]." in marked_clauses(late, lambda html, emotion: f"[{html}]", 50)
    assert marked_clauses(late, lambda html, emotion: html, 240).endswith("고마워요.")


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from([(-1.0, 1.0), (-100.0, 100.0), (0.0, 1.0), (1.0, 5.0)]))
def test_ticks_are_few_and_hold_what_is_drawn(one: float, other: float, limits: tuple[float, float]) -> None:
    span = limits[1] - limits[0]
    low, high = (limits[0] + span * part for part in sorted((one, other)))
    ticks = round_ticks(low, high, limits)
    assert 2 <= len(ticks) <= 5 and ticks[0] <= low + 1e-6 * span and ticks[-1] >= high - 1e-6 * span


@given(st.lists(st.floats(0, 11), max_size=9).map(sorted))
def test_names_of_events_run_into_no_other(places: list[float]) -> None:
    events = [TrendEvent(f"앱 4.{number} 출시와 그 밖의 일", "3월 10일", place) for number, place in enumerate(places)]
    placed = [one for one in placed_events(events, lambda place: 70 + 53 * place) if one.name]
    ends = [(one.height, one.at - (width_of(one.name, 12) if one.anchor == "end" else 0), one.name) for one in placed]
    for height in range(3):
        row = sorted((left, left + width_of(name, 12)) for at, left, name in ends if at == height)
        assert all(one[1] <= other[0] for one, other in pairwise(row))


def test_room_is_measured_in_words() -> None:
    assert (
        lines_of("가나다 라마바", 10, 32) == 2 and lines_of("가나다라마바사", 10, 32) == 3 and lines_of("", 10, 32) == 1
    )
    assert shortened_to("가나다라마바사", 10, 40).endswith("…") and shortened_to("가나", 10, 40) == "가나"


def test_html_is_whole_and_runs_nothing(hostile_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    assert _run(hostile_file, "--lang", "ko", "-o", str(out), "--days", "all").exit_code == 0
    page = out.read_text(encoding="utf-8")
    assert "<script" not in page and not re.search(r"""\s(src|href)=["'](?!#|data:)""", page)
    assert not re.search(r"url\((?!data:|#)", page)
    assert "onerror" not in re.sub(r"&lt;.*?&gt;", "", page)
    assert 'role="img"' in page and 'lang="ko"' in page
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
    from views.files import report_file

    def missing(page: str) -> bytes:
        raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.setattr(report_file, "pdf", missing)
    done = _run(database, "-o", str(tmp_path / "x.pdf"))
    assert done.exit_code == 2 and "libpango" in done.output
