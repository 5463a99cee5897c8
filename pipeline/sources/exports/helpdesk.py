"""Help desks (Zendesk and its kin): satisfaction with a ticket as good or bad, or 1 to 5, with a comment; never NPS."""

from collections.abc import Iterator, Sequence
from itertools import chain

from pipeline.errors import Reason
from pipeline.sources.cells.header_names import folded
from pipeline.sources.cells.parse import SCALES
from pipeline.sources.exports.survey_questions import PERSONAL
from pipeline.sources.source_kind import (
    PLANNED,
    Cell,
    Probe,
    ReadingPlan,
    SourceKind,
    SourceRow,
    filled_cells,
    is_blank,
)

GOOD = frozenset(
    "good goodwithcomment goodwithoutcomment goodimsatisfied satisfied positive happy thumbsup 좋음 만족 좋아요".split()
)
BAD = frozenset(
    "bad badwithcomment badwithoutcomment badimunsatisfied unsatisfied dissatisfied negative unhappy thumbsdown "
    "나쁨 불만족 싫어요".split()
)
ASKED = frozenset("offered unoffered notoffered notrated noresponse pending 미응답 미발송 미평가".split())
"""Folded words of a score: good is the top of the scale and bad its lowest point; ASKED is no answer."""

LOWEST = 1
"""What bad is."""

SCORES = (
    "satisfactionratingscore satisfactionscore ticketsatisfactionrating ticketsatisfactionscore satisfactionrating "
    "csatscore csatrating csat score rating 만족도 만족도점수 만족도평가 상담만족도 평가점수 평가"
).split()
TICKETS = "ticketid ticket ticketnumber ticketno conversationid caseid casenumber 티켓id 티켓번호 티켓 문의번호 문의id 상담번호".split()
STAFF = (
    "assigneeid assignee assigneename agentid agent agentname groupid group groupname organizationid submitterid "
    "담당자 담당자명 담당자id 상담사 상담사명 상담원 그룹"
).split()
CUSTOMERS = "requesterid customerid contactid enduserid userid requester 요청자id 요청자 고객id 고객번호".split()
COMMENTS = (
    "satisfactionratingcomment satisfactioncomment ticketsatisfactioncomment comment customercomment feedback bodytext "
    "코멘트 의견 고객의견 평가의견 만족도코멘트 만족도의견"
).split()
DATES = (
    "ratedat respondedat answeredat scoreddatetime submittedat createdat createddatetime created updatedat date "
    "평가일시 평가일 생성일시 생성일 작성일시 작성일"
).split()
FROM_LIST, ABOUT_TICKET = Reason("chosen_from_list"), Reason("about_ticket")
NEEDLESS = {
    "reason": FROM_LIST,
    "reasonid": FROM_LIST,
    "reasoncode": FROM_LIST,
    "satisfactionratingreason": FROM_LIST,
    "satisfactionratingid": Reason("useless_number"),
    "satisfactionratingreasonid": FROM_LIST,
    "subject": ABOUT_TICKET,
    "description": ABOUT_TICKET,
    "url": Reason("link"),
}
"""Folded name -> why the column is left alone."""

NO_ANSWER = Reason("not_rated")


def look(probe: Probe) -> ReadingPlan | None:
    """The plan of an export of satisfaction ratings, or None. Tickets without an answer are rejected."""
    places = {folded(name): place for place, name in reversed([*enumerate(probe.layout.columns)])}
    score, comment = _first(places, SCORES), _first(places, COMMENTS)
    if score is None or places.keys().isdisjoint((*TICKETS, *STAFF)):
        return None
    if not _is_helpdesk(places, filled_cells(probe.sample, score)):
        return None
    top = probe.options.rating_max or SCALES[0]
    fields, reasons = _fields(probe.layout.columns, places, score, comment)
    return ReadingPlan(
        columns=probe.layout.columns,
        read=lambda: _rows(probe.rows(), score, comment, top),
        fields=fields,
        reasons=reasons,
        notes=(Reason("good_and_bad", {"top": top}),) if _words(filled_cells(probe.sample, score)) else (),
        rows=probe.layout.rows,
    )


def _is_helpdesk(places: dict[str, int], scores: Sequence[Cell]) -> bool:
    """Whether scores are those of tickets: in words, or 1 to 5 beside the member of staff who answered."""
    has_ticket, has_staff = not places.keys().isdisjoint(TICKETS), not places.keys().isdisjoint(STAFF)
    words, numbers = _words(scores), _numbers(scores)
    if not numbers <= {str(number) for number in range(LOWEST, SCALES[0] + 1)}:
        return False
    is_rated = words <= GOOD | BAD | ASKED
    return is_rated and ((bool(words) and (has_ticket or has_staff)) or (bool(numbers) and has_ticket and has_staff))


def _words(scores: Sequence[Cell]) -> set[str]:
    return set(filter(None, map(_word, scores)))


def _numbers(scores: Sequence[Cell]) -> set[str]:
    return {str(score).strip().removesuffix(".0") for score in scores if not _word(score)}


def _word(score: Cell) -> str:
    word = folded(score) if isinstance(score, str) else ""
    return "" if word.isdecimal() else word


def _first(places: dict[str, int], names: Sequence[str]) -> int | None:
    return next((places[name] for name in names if name in places), None)


def _fields(
    columns: Sequence[str], places: dict[str, int], score: int, comment: int | None
) -> tuple[dict[str, str], dict[str, Reason]]:
    """What the columns are, and why."""
    fields = {columns[place]: "" for name, place in places.items() if name in (*STAFF, *TICKETS, *NEEDLESS, *CUSTOMERS)}
    reasons = _reasons_to_leave(columns, places)
    for field, (place, why) in _roles(places, score, comment).items():
        if place is not None:
            fields[columns[place]], reasons[columns[place]] = field, why
    return fields, reasons


def _roles(places: dict[str, int], score: int, comment: int | None) -> dict[str, tuple[int | None, Reason]]:
    """Field -> the place of its column, if the file has one, and why it is that."""
    own, ticket = places.get("id"), _first(places, TICKETS)
    number = ticket if own is None else own
    return {
        "rating": (score, Reason("satisfaction")),
        "text": (comment, Reason("customer_comment")),
        "id": (number, Reason("one_for_each_rating") if number == own else Reason("ticket")),
        "customer": (_first(places, CUSTOMERS), Reason("who_asked_for_help")),
        "date": (_first(places, DATES), Reason("when_rated")),
    }


def _reasons_to_leave(columns: Sequence[str], places: dict[str, int]) -> dict[str, Reason]:
    """Why columns are left alone, of all that may be; the last reason of a column counts."""
    reasons = {columns[place]: why for name, why in NEEDLESS.items() if (place := places.get(name)) is not None}
    reasons |= {columns[places[name]]: Reason("ticket_number") for name in TICKETS if name in places}
    reasons |= {columns[places[name]]: PERSONAL for name in chain(STAFF, CUSTOMERS) if name in places}
    return reasons


def _rows(rows: Iterator[SourceRow], score: int, comment: int | None, top: int) -> Iterator[SourceRow]:
    for row in rows:
        if row.fault is not None or score >= len(row.cells):
            yield row
            continue
        cells = list(row.cells)
        cells[score] = _on_scale(cells[score], top)
        has_words = comment is not None and comment < len(cells) and not is_blank(cells[comment])
        is_empty = is_blank(cells[score]) and not has_words
        yield SourceRow(row.number, cells, NO_ANSWER if is_empty else None)


def _on_scale(score: Cell, top: int) -> Cell:
    """A score in words as an end of the scale, or as no answer; any other as it is."""
    word = _word(score)
    if word not in GOOD | BAD | ASKED:
        return score
    return top if word in GOOD else LOWEST if word in BAD else None


HELPDESK: dict[str, SourceKind] = {
    "helpdesk": SourceKind(
        "satisfaction with tickets (Zendesk and other help desks)",
        PLANNED,
        source="help-desk",
        touchpoint="support",
        look=look,
    ),
}
"""The kind, for SOURCES."""
