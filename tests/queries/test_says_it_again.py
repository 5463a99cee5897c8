"""The words by which somebody says that it was said before and had to be said again: hits and near misses in both languages."""

import duckdb
import pytest

from queries.catalogue import FOLDER
from queries.selections import split_macros

AGAIN = """
상담원한테 두 번 설명했어요
같은 내용을 세 번이나 말씀드렸는데 해결이 안 됐어요
벌써 네번째 문의입니다
전화를 세 번 했는데 아무도 안 받아요
문의를 여러 번 했는데 답이 없네요
상담원이 바뀔 때마다 처음부터 설명해야 했어요
같은 말을 또 해야 하나요
똑같은 얘기를 몇 번을 반복했는지 모르겠어요
처음부터 다시 설명하느라 진이 빠졌습니다
이미 말씀드렸는데 기록이 없대요
지난번에도 문의했는데 그대로예요
매번 같은 설명을 하게 만드네요
몇 번을 얘기해야 알아듣나요
환불 요청을 다섯 번 했습니다
또 설명해야 한다니 어이가 없네요
설명을 두번 하게 하네요
앱에서 접수하고 전화로 또다시 설명했어요
챗봇에 쓴 걸 상담원에게 다시 말해야 했습니다
여러 차례 연락드렸지만 소용없었어요
벌써 세 번 신고했는데 조치가 없어요
i said it three times already
i had to explain my problem twice
explained the issue again to a new agent
i've already told you this
called four times and nobody helped
had to repeat myself to every agent
i contacted support several times about this
told the same story over and over
emailed them twice, no answer
this is the third time i am writing about this
had to explain everything from scratch
asked for a refund three times
same question every time i call
i repeated the whole thing to a different person
i have reported this multiple times
explaining it to another person each time is exhausting
for the second time i am asking where my order is
i've called 5 times
we complained twice and nothing changed
had to tell them everything again
"""
ONCE = """
두번결제됨 두번!!! 문의남겼더니 기다리래요
support says yes, the app says no, my bank says twice
두 번 설명해 주셔서 이해가 잘 됐어요
상담원이 세 번이나 자세히 안내해 주셨어요
다시 설명할 필요 없이 바로 해결됐어요
같은 말을 반복하지 않아도 돼서 좋았어요
두 번째 구매인데 만족합니다
배송이 두 번 왔어요
결제가 두 번 됐어요
세 번 주문했는데 다 좋아요
또 주문할게요
다시 구매하고 싶어요
설명이 자세해서 좋았어요
문의했더니 바로 답이 왔어요
한 번에 해결됐어요
같은 제품 또 샀어요
다시 전화 주셔서 감사합니다
친구에게도 말했어요
설명서대로 했더니 잘 돼요
여러 번 빨아도 색이 안 빠져요
몇 번 써보니 좋네요
매번 친절하게 설명해 주세요
두 번 전화 주셨어요
i bought it twice
will order again
i would buy again and again
she patiently explained it twice
they told me three times how it works
didn't have to explain it twice
never had to repeat myself
the agent explained everything again until i understood
the app crashed twice
i told my friends about it
was charged two times
they called me twice to make sure
explained once and solved
used it several times, works great
no need to call again
thanks again
said i would love it, and i do
same great quality every time
i asked and got an answer at once
read the reviews twice before buying
"""


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    texts = split_macros((FOLDER / "macros" / "customers.sql").read_text(encoding="utf-8"))[0]
    for statement in texts.split(";\n"):
        if any(name in statement for name in ("macro without_no_repeats", "macro says_it_again")):
            connection.execute(statement)
    return connection


@pytest.mark.parametrize(
    ("text", "is_again"),
    [(text, is_again) for texts, is_again in ((AGAIN, True), (ONCE, False)) for text in texts.strip().splitlines()],
)
def test_says_it_again(connection: duckdb.DuckDBPyConnection, text: str, is_again: bool) -> None:
    assert connection.execute("select says_it_again($text)", {"text": text}).fetchall() == [(is_again,)]
