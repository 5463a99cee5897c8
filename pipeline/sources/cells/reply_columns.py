"""Which columns hold what the company answered to a comment, and when: by their names, and by how their texts read."""

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from pipeline.sources.cells.field_fit import fits_field
from pipeline.sources.cells.header_names import QUESTION, tidy
from pipeline.sources.cells.value_shapes import are_free
from pipeline.sources.source_kind import Cell

ReplyField = Literal["reply", "reply_date"]
_FIELDS: tuple[ReplyField, ...] = ("reply", "reply_date")

_WHO = r"owner|seller|developer|host|manager|management|merchant|vendor|publisher"
_WHAT = rf"{_WHO}|business|shop|store|company|brand|property|provider|hotel|restaurant|airline|admin|administrator"
_KOREAN_WHO = r"사장님?|판매자|셀러|점주|업주|점장님?|관리자|운영자|운영진|호스트|개발자"
_KOREAN_WHAT = rf"{_KOREAN_WHO}|담당자|상담사|상담원|매장|업체|본사|회사|당사|숙소|호텔|스토어|고객\s?(센터|지원|상담)"
_STRONG = re.compile(
    r"답글|대댓글|회신"
    rf"|({_KOREAN_WHO})\s?(의\s?)?(댓글|코멘트|응답|한마디|답)|({_KOREAN_WHAT}|cs)\s?(의\s?)?(댓글|코멘트|답변)"
    r"|(?<![a-z])repl(y|ies|ied)(?![a-z])"
    rf"|(?<![a-z])({_WHO})('?s)?[ .-]?comments?(?![a-z])"
    rf"|(?<![a-z])({_WHAT})('?s)?[ .-]?(repl(y|ies)|responses?|answers?)(?![a-z])"
    rf"|(?<![a-z])(response|reply|answer)s?[ .-]?(from|by|of)[ .-]?(the[ .-]?)?({_WHAT})(?![a-z])"
    r"|response[ .-]?(text|body|content)(?![a-z])",
    re.IGNORECASE,
)
"""What names a reply, whatever its texts are."""

_WEAK = re.compile(
    r"((latest|last|our|agents?|support|staff|team|official|operator|landlord|review|customer (service|support|care))('?s)?[ .-]?)*"
    r"(responses?|answers?|(?<=agent[ _])comments?|(?<=our[ _])comments?)([ .-]to[ .-](the[ .-])?(review|comment|feedback|customer|guest)s?)?"
    r"\W*(text|body|content|snippet)?\W*(date|time|datetime|at|on)?\W*(utc|gmt|kst)?\W*$"
    r"|((리뷰|후기|문의|상담|처리|최종)\s?)?(댓글|답변)\s?(글|본문|내용)?\s?(작성|등록|완료)?\s?(일시?|일자|날짜|시간|시각)?$",
    re.IGNORECASE,
)
"""Names that mean the customer's own answer as often: their texts have to read as replies do."""

_TIME = re.compile(
    r"일시|일자|날짜|시간|시각|(답변|답글|댓글|회신|등록|작성|완료|처리)일$"
    r"|(?<![a-z])(date|time|datetime|at|on|dt|ts|millis|timestamp|modified|updated|created)(?![a-z])",
    re.IGNORECASE,
)
_NO_REPLY = re.compile(
    r"수$|개수|여부|유무|상태|횟수|건수|번호|필요|만족도|만족$|점수|평점|별점|작성자|담당자$|답[글변]자$|이름|구분|언어|길이|소요|속도|주소|메일"
    r"|희망|연락처|방법|의견|이유|대한|품질|고객(?!\s?(센터|지원|상담))|손님|응답자|주관식|서술형"
    r"|(?<![a-z])(counts?|number|num|status|flag|is|has|ids?|sequence|depth|mail|email|address"
    rf"|by(?! (the )?({_WHAT}))|user|author|name|type|rating|score|length|likes?|votes?|url|links?|language|needed|required|rate|speed"
    r"|satisfaction|helpful|quality|why|how|what|your|to(?![ .-](the[ .-])?(review|comment|feedback|customer|guest))"
    r"|(?<!to )(consumer|customer(?! (service|support|care))|respondent|reviewer))(?![a-z])",
    re.IGNORECASE,
)
"""What is about a reply, and none, or the customer's own: whether there is one, whose it is, how many, how it was."""

_READS_AS_REPLY = re.compile(
    r"안녕하세요|고객님|감사(합니다|드립니다|드려요|해요)|죄송|불편을|찾아\s?주셔|이용해\s?주셔|소중한|문의\s?주신|뵙|드리겠습니다|도와드"
    r"|드렸(습니다|어요|으니)|드립니다|바랍니다|고객센터로|연락\s?주시|하겠습니다|되었습니다"
    r"|thank(s| you)|sorry|apologi[sz]e|we('re| are|'ll| will|'ve| have)|dear |reach out|contact us|happy to"
    r"|your (feedback|review|patience|order|account)|please|you can |let us know|our team",
    re.IGNORECASE,
)
_READS_FROM = 0.5
"""Share of texts that have to read as replies do, where the name does not say it."""

_SEVERAL_WORDS = re.compile(r"\S+\s+\S+")


def reply_columns(columns: Sequence[str], values: Sequence[Sequence[Cell]]) -> dict[int, ReplyField]:
    """Place -> what the column is of a reply, at most one for each field; ``values`` are those sampled of each column.

    A date is one of a reply only beside replies, or where its name says so.
    """
    found: dict[int, ReplyField] = {}
    for field in _FIELDS:
        place = next(_of_field(field, columns, values, has_reply="reply" in found.values()), None)
        if place is not None:
            found[place] = field
    return found


def _of_field(
    field: ReplyField, columns: Sequence[str], values: Sequence[Sequence[Cell]], *, has_reply: bool
) -> Iterator[int]:
    """The places of columns that are of a field, those whose names say so first."""
    for is_strong in (True, False):
        for place, column in enumerate(columns):
            if _named(tidy(column).replace("_", " "), is_strong) != field:
                continue
            if _fits(field, values[place], is_strong=is_strong, has_reply=has_reply):
                yield place


def _named(name: str, is_strong: bool) -> ReplyField | None:
    """The field that a name stands for."""
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)
    is_of_reply = _STRONG.search(spaced) if is_strong else _WEAK.match(spaced)
    if not is_of_reply or _NO_REPLY.search(spaced) or QUESTION.search(spaced):
        return None
    return "reply_date" if _TIME.search(spaced) else "reply"


def _fits(field: ReplyField, values: Sequence[Cell], *, is_strong: bool, has_reply: bool) -> bool:
    """Whether a column's values are those of a field."""
    if field == "reply_date":
        return (is_strong or has_reply) and (not values or fits_field("date", values) > _READS_FROM)
    texts = [value for value in values if isinstance(value, str) and not value.strip().isdigit()]
    if len(texts) < len(values) or (not is_strong and not texts):
        return False
    like_replies = sum(bool(_READS_AS_REPLY.search(text)) for text in texts)
    if like_replies >= _READS_FROM * len(texts):
        return True
    in_words = sum(bool(_SEVERAL_WORDS.search(text)) for text in texts)
    return is_strong and are_free(texts) and in_words >= _READS_FROM * len(texts)
