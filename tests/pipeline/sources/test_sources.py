"""Files of all kinds as people have them: which columns are found, and that every row comes back once."""

from datetime import datetime
from pathlib import Path

import pytest

from pipeline.records import RawFeedback
from tests.pipeline.sources.tables import NAVER, book, everything, table, written


def test_the_korean_film_reviews(tmp_path: Path) -> None:
    inspection, good, bad = everything(written(tmp_path, NAVER, "naver.csv"))
    assert inspection.mapping == {
        "id": "review_id",
        "date": "date",
        "product": "movie_id",
        "rating": "rating",
        "text": "text",
    }
    assert (inspection.kind, inspection.encoding, inspection.delimiter) == ("delimited", "utf-8", ",")
    assert (inspection.rating_max, inspection.rows, inspection.source, inspection.notes) == (10, 2, "naver", ())
    assert not bad
    assert good[0] == RawFeedback(
        file="naver.csv", row=2, source="naver", id="9748770", text="환상을 보다", answered_at=datetime(2015, 3, 1),
        rating=7.0, rating_max=10, product="67514",
    )  # fmt: skip


def test_the_english_seat_reviews(tmp_path: Path) -> None:
    header = [
        "airline_name",
        "link",
        "title",
        "author",
        "date",
        "content",
        "date_flown",
        "overall_rating",
        "seat_width_rating",
        "recommended",
    ]
    rows = [
        [
            "aer-lingus",
            "/seats",
            "A review",
            "Jay S",
            "2015-07-20",
            "Tight but bearable seats",
            "19-07-2015",
            "10.0",
            "4",
            "1",
        ]
    ] * 3
    inspection, good, bad = everything(table(tmp_path, [header, *rows]))
    assert inspection.mapping == {
        "product": "airline_name",
        "date": "date",
        "text": "content",
        "rating": "overall_rating",
    }
    reasons = {guess.column: guess.reason.found for guess in inspection.columns if not guess.field}
    assert reasons["author"] == "personal data"
    assert "another column fits better" in reasons["date_flown"]
    assert "another column fits better" in reasons["seat_width_rating"]
    assert reasons["recommended"] == "not recognised"
    assert (good[0].rating, good[0].rating_max, good[0].nps) == (10.0, 10, None)
    assert not bad


def test_a_workbook_of_reviews(tmp_path: Path) -> None:
    rows = [
        [
            "리뷰글번호",
            "상품번호",
            "상품명",
            "리뷰구분",
            "구매자평점",
            "리뷰상세내용",
            "등록자",
            "리뷰등록일",
            "답글내용",
            "리뷰도움수",
        ],
        [4810727703885, 123, "머그", "일반", 5, "예뻐요", "abc***", "2026.09.16. 17:49:52", "감사합니다", 2],
        [4810727703886, 123, "머그", "포토", 4, "=보통이에요", "def***", datetime(2026, 9, 16, 17, 49), "", 0],
    ]
    inspection, good, bad = everything(book(tmp_path, rows, sheet="리뷰"))
    assert inspection.mapping == {
        "id": "리뷰글번호", "product": "상품명", "rating": "구매자평점", "text": "리뷰상세내용",
        "customer": "등록자", "date": "리뷰등록일", "reply": "답글내용",
    }  # fmt: skip
    assert (inspection.kind, inspection.sheet, inspection.rows, inspection.rating_max) == ("excel", "리뷰", 2, 5)
    assert [row.id for row in good] == ["4810727703885", "4810727703886"]
    assert [row.answered_at for row in good] == [datetime(2026, 9, 16, 17, 49, 52), datetime(2026, 9, 16, 17, 49)]
    assert good[1].text == "=보통이에요"
    assert not bad


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("이 서비스를 추천할 의향은 몇 점입니까? (0-10)", "그렇게 생각하신 이유를 적어주세요"),
        ("How likely are you to recommend us to a friend?", "Why did you give that score?"),
        ("NPS", "의견"),
        ("추천의향", "하고 싶은 말씀을 남겨주세요"),
    ],
)
def test_a_survey(tmp_path: Path, question: str, reason: str) -> None:
    header = [
        "응답ID",
        "응답일시",
        "접점",
        "채널",
        "고객등급",
        "고객번호",
        question,
        reason,
        "구분",
        "분석동의",
        "인용동의",
        "이메일",
        "전화번호",
    ]
    first = [
        "S1",
        "2026-09-16 17:49",
        " 결제 ",
        "앱",
        "VIP",
        "C1",
        "9",
        "빨라요 정말",
        "고객",
        "예",
        "아니오",
        "a@b.kr",
        "010-0000-0000",
    ]
    second = ["S2", "2026-09-17 10:00", "", "", "", "C2", "0", "", "직원", "동의합니다", "", "", ""]
    inspection, good, bad = everything(table(tmp_path, [header, first, second]), channel="web", touchpoint="지원")
    assert inspection.kept_out == ("이메일", "전화번호")
    assert [guess.field for guess in inspection.columns[:11]] == [
        "id", "date", "touchpoint", "channel", "segment", "customer", "nps", "text", "audience",
        "consent_analyse", "consent_quote",
    ]  # fmt: skip
    assert (good[0].nps, good[0].text, good[0].touchpoint, good[0].channel, good[0].audience) == (
        9,
        "빨라요 정말",
        "결제",
        "앱",
        "customer",
    )
    assert (good[0].consent_analyse, good[0].consent_quote) == (True, False)
    assert (good[1].nps, good[1].text, good[1].touchpoint, good[1].channel, good[1].audience) == (
        0,
        None,
        "지원",
        "web",
        "employee",
    )
    assert (good[1].consent_analyse, good[1].consent_quote) == (True, False)
    assert not bad
