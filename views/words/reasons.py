"""Why a row was set aside and what to do, in Korean: a database holds both in English, as the command line writes them.

Known by their form; the values in them stay as they are. What is not known stays English.
"""

import re

import pyarrow as pa

KOREAN: dict[str, str] = {
    # reasons
    "{value} is not a date of the calendar": "{value}: 달력에 없는 날짜입니다",
    "{value} is not a date": "{value}: 날짜가 아닙니다",
    "{value} is in the future": "{value}: 오지 않은 날짜입니다",
    "the year {year} is before {first}": "{year}년은 {first}년보다 앞선 해입니다",
    "the year {year} is out of range": "{year}년은 다룰 수 있는 범위를 벗어납니다",
    "{value} is not a rating": "{value}: 별점이 아닙니다",
    "the number is far too large for a rating": "별점으로 보기에는 너무 큰 수입니다",
    "{value} is beyond the scale of {scale}": "{value}: {scale}점 만점을 넘습니다",
    "{value} is below the scale of {scale}": "{value}: {scale}점 만점의 가장 낮은 점수보다 낮습니다",
    "a rating out of {top} in a column of ratings out of {scale}": "{scale}점 만점인 열에 {top}점 만점 별점이 있습니다",
    "{value} is not a whole number from 0 to 10": "{value}: 0에서 10까지의 정수가 아닙니다",
    "{value} is outside 0 to 10": "{value}: 0에서 10 사이가 아닙니다",
    "{value} is neither yes nor no": "{value}: 동의인지 아닌지 알 수 없습니다",
    "{value} is neither customer nor employee": "{value}: 고객인지 직원인지 알 수 없습니다",
    "{value} is an id that a spreadsheet has rounded": "{value}: 스프레드시트가 반올림한 ID입니다",
    "the id stands twice in this file, with different content; the first row is kept": (
        "이 파일에 같은 ID가 다른 내용으로 두 번 있어 첫 행만 남겼습니다"
    ),
    "the text has {n} characters, more than {most}": "글이 {n}자로, 한도인 {most}자를 넘습니다",
    "the cell cannot be read ({why})": "셀을 읽을 수 없습니다 ({why})",
    "nothing to count: no text, no rating and no recommend score": "댓글, 별점, 추천 점수가 모두 비어 있습니다",
    "the header stands again here": "머리글 행이 여기에 또 있습니다",
    "the row has {n} cells, the header {width}": "머리글은 {width}칸인데 이 행은 {n}칸입니다",
    "a cell stands right of the last named column ({width})": "이름 있는 마지막 열({width}번째) 오른쪽에 값이 있습니다",
    "a quotation mark opens a cell that holds whole rows of the table": (
        "닫히지 않은 따옴표 때문에 여러 행이 한 셀에 들어 있습니다"
    ),
    "the line is not JSON ({why})": "JSON 형식이 아닌 줄입니다 ({why})",
    "the line is not a JSON object": "JSON 객체가 아닌 줄입니다",
    "a reply on the board, not a review": "리뷰가 아니라 게시판 답글입니다",
    "a notice on the board, not a review": "리뷰가 아니라 게시판 공지입니다",
    "the customer was asked, or not even asked, and has not rated": "고객이 평가하지 않은 상담입니다",
    "a preview, a test or spam, no customer's answer": "고객의 응답이 아니라 미리 보기, 시험 응답 또는 스팸입니다",
    "no submission id: the answer belongs to no response": "응답 ID가 없어 누구의 답인지 알 수 없습니다",
    "no question: nobody knows what the answer is about": "질문이 없어 무엇에 대한 답인지 알 수 없습니다",
    # remedies
    "write it as 2026-09-16 17:49, or leave it empty": "2026-09-16 17:49처럼 쓰거나 비워 두세요",
    "correct it, or leave it empty": "고치거나 비워 두세요",
    "correct it; if the column is a rating, use --map COLUMN=rating": (
        "고치세요. 이 열이 별점이면 --map COLUMN=rating으로 알려 주세요"
    ),
    "if the scale goes to 10, use --rating-max 10": "10점 만점이면 --rating-max 10을 쓰세요",
    "bring the ratings to 1-5 or 0-10": "별점을 1~5점이나 0~10점으로 바꾸세요",
    "write it out of {scale}": "{scale}점 만점으로 바꾸어 쓰세요",
    "leave the cell empty where there is no rating": "별점이 없으면 셀을 비워 두세요",
    "write a number, such as 4 or 4/5, or leave it empty": "4나 4/5처럼 수로 쓰거나 비워 두세요",
    "write yes or no (동의 or 미동의)": "동의 또는 미동의로 쓰세요",
    "write customer or employee (고객 or 직원)": "고객 또는 직원으로 쓰세요",
    "export the file again and do not save it in a spreadsheet, or keep the column out with --map COLUMN=": (
        "파일을 다시 내보낸 뒤 스프레드시트로 저장하지 말고 쓰거나, --map COLUMN=으로 이 열을 빼세요"
    ),
    "map the column that is really unique with --map COLUMN=id, or correct the id": (
        "겹치지 않는 열을 --map COLUMN=id로 알려 주거나 ID를 고치세요"
    ),
    "shorten or split it; if it holds several rows, close its quotation mark": (
        "줄이거나 나누세요. 여러 행이 들어 있으면 따옴표를 닫으세요"
    ),
    "correct it in the program that wrote the file": "파일을 만든 프로그램에서 고치세요",
    "fill one of them, or delete the row": "하나라도 채우거나 행을 지우세요",
    "fill it in, or delete the row": "채우거나 행을 지우세요",
    "delete this line; it was left when files were put together": "파일을 합칠 때 남은 줄이니 지우세요",
    "put cells that contain the delimiter in quotation marks": "구분 기호가 든 셀을 따옴표로 묶으세요",
    "name that column or empty it": "그 열에 이름을 붙이거나 비우세요",
    "close it in the row where it opens, or write a quotation mark inside a cell twice": (
        "따옴표를 연 행에서 닫거나, 셀 안의 따옴표는 두 번 쓰세요"
    ),
    'write one JSON object a line, such as {{"text": "..."}}': '한 줄에 {{"text": "..."}} 같은 JSON 객체 하나씩 쓰세요',
    "nothing to do": "하실 일은 없습니다",
    "nothing to do: replies are the shop's own words": "판매자가 쓴 답글이므로 하실 일은 없습니다",
    "nothing to do: notices are the shop's own words": "판매자가 쓴 공지이므로 하실 일은 없습니다",
    "nothing to do; exclude such responses when exporting": "하실 일은 없습니다. 내보낼 때 이런 응답을 빼도 됩니다",
}
"""The form of a reason or remedy, its values in braces -> the same in Korean."""

_NAME = re.compile(r"\\\{(\w+)\\\}")


def _pattern(form: str) -> re.Pattern[str]:
    escaped = re.escape(form.replace("{{", "\x00").replace("}}", "\x01"))
    held = _NAME.sub(r"(?P<\1>.+?)", escaped)
    return re.compile(held.replace("\x00", re.escape("{")).replace("\x01", re.escape("}")), re.DOTALL)


_PATTERNS = [(_pattern(form), korean) for form, korean in KOREAN.items()]


def worded(text: str, language: str) -> str:
    """A reason or a remedy in the language (ko or en), with its values; English where no Korean is known."""
    if language != "ko":
        return text
    for pattern, korean in _PATTERNS:
        found = pattern.fullmatch(text)
        if found:
            return korean.format(**found.groupdict())
    return text


def in_language(table: pa.Table, language: str) -> pa.Table:
    """The table of rows set aside with its columns reason and remedy in the language."""
    for name in ("reason", "remedy"):
        texts = [worded(text, language) for text in table.column(name).to_pylist()]
        table = table.set_column(table.column_names.index(name), name, pa.array(texts, pa.string()))
    return table
