"""Answers that say nothing, and those that look like them."""

import pytest

from pipeline.languages import detect

SAY_NOTHING = """없음|특별히 없어요|무응답|N/A|n.a.|nothing to add|ㅇㅇ|없습니다.|no comment|None|same as above|딱히 없습니다|할 말 없음
건의사항 없음|특이사항 없습니다|기타 의견 없음|없음 ㅎㅎ|No comments at this time.|Nothing in particular|I have no suggestions|해당없음|상동|위와 같음
노코멘트|Nope|ditto|not applicable|nothing else to say|없 음|개선할 점은 없습니다|I don't have any comments|응답 안 함
적을 게 없습니다|떠오르는 게 없어요|패스할게요|대답할 게 없네요|That is all.|don't know what to say|dk"""
SAY_SOMETHING = """불만 없음|불편한 점 없음|맛없음|답이 없음|별로|재미없음|no complaints|nothing works|Nothing beats it|성의 없음|최고|단점 없음
문제없어요|실망|네 좋아요|no problems|No refund|말이 필요없음|ㅋㅋ|ㄱㅅ|none of the buttons work|no way"""


def _items(table: str) -> list[str]:
    return [item for line in table.splitlines() for item in line.split("|")]


@pytest.mark.parametrize("text", _items(SAY_NOTHING))
def test_it_says_nothing(text: str) -> None:
    assert detect(text).state == "no_answer"


@pytest.mark.parametrize("text", _items(SAY_SOMETHING))
def test_it_says_something(text: str) -> None:
    assert detect(text).state == "scored"


@pytest.mark.parametrize(
    ("text", "state"), [("10/10", "scored"), ("4.5 / 5!", "scored"), ("12/24", "empty"), ("...", "empty")]
)
def test_marks_are_read(text: str, state: str) -> None:
    assert detect(text).state == state
