"""Small databases made by hand, with the real schema: for tests whose expected numbers can be worked out on paper."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

import duckdb
import pyarrow as pa

from pipeline.config.settings import SCHEMA_FILE, SCHEMA_VERSION, Event, SmallNumbers, Touchpoint, load_settings
from pipeline.config.settings_types import Topic
from pipeline.emotions import EMOTION_CODES, EMOTIONS, Emotion
from pipeline.errors import Reason
from pipeline.records import Audience
from pipeline.storage.attribute_places import FIELD_NAMES
from pipeline.storage.dimensions import emotion_row, event_row, touchpoint_row
from pipeline.storage.lemma_codes import is_topic
from pipeline.storage.mention_scores import mention_scores
from pipeline.storage.pair_codes import ITEM, code_of
from pipeline.text import words_hash

SCORER_VERSION = "test-1"
PRESENT, FAINT = 0.9, 0.1
"""Probabilities written for emotions that are present and for those that are not."""

_SPAN = pa.struct([("start", pa.int32()), ("end", pa.int32()), ("emotion", pa.string()), ("weight", pa.float32())])
_FEEDBACK = pa.schema(
    [
        ("feedback_id", pa.int64()),
        ("source", pa.string()),
        ("source_id", pa.string()),
        ("run_id", pa.int32()),
        ("answered_at", pa.timestamp("us")),
        ("audience", pa.string()),
        ("language", pa.string()),
        ("question", pa.string()),
        ("state", pa.string()),
        ("text", pa.string()),
        ("text_folded", pa.string()),
        ("text_hash", pa.int64()),
        ("touchpoint", pa.string()),
        ("channel", pa.string()),
        ("product", pa.string()),
        ("segment", pa.string()),
        ("customer_key", pa.string()),
        ("rating", pa.float32()),
        ("rating_max", pa.uint8()),
        ("nps_score", pa.uint8()),
        ("consent_quote", pa.bool_()),
        ("sensitive", pa.bool_()),
        ("tone", pa.float32()),
        ("confidence", pa.float32()),
        ("valence", pa.string()),
        ("intensity", pa.uint8()),
        ("felt", pa.int64()),
        ("leading_emotion", pa.string()),
        ("text_length", pa.int32()),
        ("topics", pa.list_(pa.uint32())),
        ("other_lemmas", pa.list_(pa.uint32())),
        ("pairs", pa.list_(ITEM)),
        ("evidence", pa.list_(_SPAN)),
        ("content_hash", pa.int64()),
        ("scorer_version", pa.string()),
        ("reply", pa.string()),
        ("replied_at", pa.timestamp("us")),
        ("reply_tone", pa.float32()),
    ]
)
_FEEDBACK_EMOTION = pa.schema(
    [
        ("feedback_id", pa.int64()),
        ("emotion", pa.string()),
        ("probability", pa.float32()),
        ("present", pa.bool_()),
        ("intensity", pa.uint8()),
    ]
)
_FEEDBACK_LEMMA = pa.schema([("lemma", pa.string()), ("feedback_id", pa.int64())])
_LEMMA = pa.schema([("code", pa.uint32()), ("lemma", pa.string())])
_PAIR = pa.schema([("code", pa.uint32()), ("pair", pa.string())])


_MENTION = pa.schema(
    [
        ("feedback_id", pa.int64()),
        ("ordinal", pa.int16()),
        ("span_start", pa.int32()),
        ("span_end", pa.int32()),
        ("touchpoint", pa.string()),
        ("touchpoint_from", pa.string()),
        ("words", pa.list_(pa.string())),
        ("tone", pa.float32()),
        ("confidence", pa.float32()),
        ("felt", pa.int64()),
        ("leading_emotion", pa.string()),
    ]
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One row of mention: ``length`` characters of the text, the last one to its end. With words they name the touchpoint."""

    length: int
    touchpoint: str | None
    tone: float
    emotions: Mapping[str, int] = field(default_factory=dict)
    words: tuple[str, ...] = ()
    confidence: float = 0.9


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of feedback. With a tone it is scored, without a text it is no_text, else ``state`` says what it is.

    ``at`` is ISO text. ``emotions`` maps those present to their intensity 1-3; ``faint`` are stored but not present.
    ``customer`` is the customer key, one of its own for each answer unless given.
    """

    at: str | None = None
    text: str | None = None
    tone: float | None = None
    emotions: Mapping[str, int] = field(default_factory=dict)
    faint: tuple[str, ...] = ()
    evidence: tuple[tuple[int, int, str, float], ...] = ()
    nps: int | None = None
    rating: float | None = None
    rating_max: int | None = None
    touchpoint: str | None = None
    channel: str | None = None
    product: str | None = None
    segment: str | None = None
    language: str | None = "ko"
    audience: str = "customer"
    confidence: float = 0.9
    state: str = "empty"
    consent_quote: bool = True
    source: str = "survey"
    lemmas: tuple[str, ...] = ()
    customer: str | None = None
    sensitive: bool = False
    attributes: Mapping[str, str] = field(default_factory=dict)
    mentions: tuple[Clause, ...] = ()
    question: str | None = None
    pairs: Mapping[str, int] = field(default_factory=dict)
    """What it says of what -> the place among its touchpoints, from 1, at which it does; 0 for none."""
    reply: str | None = None
    replied_at: str | None = None
    reply_tone: float | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """One row of rejected_row."""

    row: int
    column: str | None
    reason: Reason
    file: str = "survey.csv"
    raw: str = "{}"
    audience: Audience | None = "customer"


def build_database(
    path: Path,
    answers: Sequence[Answer] = (),
    *,
    rejected: Sequence[Rejected] = (),
    events: Sequence[Event] = (),
    small_numbers: SmallNumbers | None = None,
    schema_version: int = SCHEMA_VERSION,
    half_life_days: float | None = None,
    first_code: int = 0,
    emotions: Sequence[Emotion] = EMOTIONS,
    topics: Sequence[Topic] = (),
) -> Path:
    """Make a database file with these answers, whose feedback_id counts from 1 in their order; returns ``path``.

    The codes of lemmas, in alphabetical order, count from ``first_code``. ``emotions`` are those that can be recognised.
    """
    with duckdb.connect(str(path)) as connection:
        connection.execute(SCHEMA_FILE.read_text(encoding="utf-8"))
        _fill_dimensions(connection, answers, events, small_numbers or SmallNumbers(), schema_version)
        _insert_rows(connection, "emotion", [emotion_row(item) for item in emotions])
        codes = {
            lemma: code
            for code, lemma in enumerate(sorted({lemma for item in answers for lemma in item.lemmas}), first_code)
        }
        _insert(connection, "lemma", [{"code": code, "lemma": lemma} for lemma, code in codes.items()], _LEMMA)
        pairs = sorted({pair for item in answers for pair in item.pairs})
        _insert(connection, "pair", [{"code": code_of(pair), "pair": pair} for pair in pairs], _PAIR)
        _insert_rows(connection, "topic", [(topic.name, list(topic.words)) for topic in topics])
        _insert(connection, "mention", _mentions(answers, emotions), _MENTION)
        feedback = [_feedback(key, item, codes, emotions) for key, item in enumerate(answers, 1)]
        connection.register("answers", pa.Table.from_pylist(feedback, schema=_FEEDBACK))
        connection.execute(
            "insert into feedback by name select answers.*, scores.touchpoint_scores, scores.complains "
            f"from answers left join ({mention_scores('mention')}) as scores using (feedback_id) order by feedback_id"
        )
        connection.unregister("answers")
        _fill_attributes(connection, answers)
        _insert(connection, "feedback_emotion", _feedback_emotions(answers), _FEEDBACK_EMOTION)
        if half_life_days is not None:
            connection.execute("insert into meta values ('half_life_days', ?)", [str(half_life_days)])
        _insert(connection, "feedback_lemma", _feedback_lemmas(answers), _FEEDBACK_LEMMA)
        if answers or rejected:
            _fill_run(connection, answers, rejected)
    return path


def _fill_attributes(connection: duckdb.DuckDBPyConnection, answers: Sequence[Answer]) -> None:
    """The attributes of each source in alphabetical order, so that one name has other places in other sources."""
    for source in {item.source for item in answers}:
        names = sorted({name for item in answers if item.source == source for name in item.attributes})
        rows: list[tuple[object, ...]] = [
            (source, name, name, "choice", place, []) for place, name in enumerate(names, 1)
        ]
        _insert_rows(connection, "attribute", rows)
        values = ", ".join(f"'{name}': cast(${name} as varchar)" for name in FIELD_NAMES)
        for key, item in enumerate(answers, 1):
            if item.source == source and item.attributes:
                told = dict(zip(FIELD_NAMES, map(item.attributes.get, names), strict=False))
                connection.execute(
                    f"update feedback set attributes = {{{values}}} where feedback_id = $key",
                    dict.fromkeys(FIELD_NAMES) | told | {"key": key},
                )


def _fill_dimensions(
    connection: duckdb.DuckDBPyConnection,
    answers: Sequence[Answer],
    events: Sequence[Event],
    small: SmallNumbers,
    schema_version: int,
) -> None:
    settings = load_settings()
    meta = {
        "schema_version": schema_version,
        "time_zone": settings.time_zone,
        "scorer_version": SCORER_VERSION,
        "hidden_below": small.hidden_below,
        "few_below": small.few_below,
        "employee_below": small.employee_below,
    }
    for name, value in meta.items():
        connection.execute("insert into meta values (?, ?)", [name, str(value)])
    points = [
        touchpoint_row(point, position, in_journey=point in settings.touchpoints)
        for position, point in enumerate(_touchpoints(settings.touchpoints, answers), 1)
    ]
    _insert_rows(connection, "touchpoint", points)
    _insert_rows(connection, "event", [event_row(event) for event in events])


def _insert_rows(connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[tuple[object, ...]]) -> None:
    """Insert rows whose values stand in the order of the table's columns."""
    for row in rows:
        connection.execute(f"insert into {table} values ({', '.join('?' for _ in row)})", row)


def _touchpoints(journey: Sequence[Touchpoint], answers: Sequence[Answer]) -> list[Touchpoint]:
    known = {point.code for point in journey}
    named = {item.touchpoint for item in answers} | {clause.touchpoint for item in answers for clause in item.mentions}
    found = sorted({code for code in named if code} - known)
    return [*journey, *(Touchpoint(code, {"ko": code, "en": code}, None, ()) for code in found)]


def _feedback(key: int, item: Answer, codes: Mapping[str, int], emotions: Sequence[Emotion]) -> dict[str, Any]:
    scored = item.tone is not None
    return {
        "feedback_id": key,
        "source": item.source,
        "source_id": f"id-{key}",
        "run_id": 1,
        "answered_at": datetime.fromisoformat(item.at) if item.at else None,
        "audience": item.audience,
        "language": item.language,
        "question": item.question,
        "state": "scored" if scored else "no_text" if item.text is None else item.state,
        "text": item.text,
        "text_folded": item.text and item.text.lower(),
        "text_hash": words_hash(item.text),
        "touchpoint": item.touchpoint,
        "channel": item.channel,
        "product": item.product,
        "segment": item.segment,
        "customer_key": item.customer or f"key-{key}",
        "rating": item.rating,
        "rating_max": item.rating_max,
        "nps_score": item.nps,
        "consent_quote": item.consent_quote,
        "sensitive": item.sensitive,
        "tone": item.tone,
        "confidence": item.confidence if scored else None,
        "valence": _valence(item.emotions, emotions) if scored else None,
        "intensity": max(item.emotions.values(), default=0) if scored else None,
        "felt": _bits(item.emotions, emotions) if scored else None,
        "leading_emotion": _leading(item.emotions, emotions),
        "text_length": None if item.text is None else len(item.text),
        "topics": sorted(codes[lemma] for lemma in item.lemmas if is_topic(lemma)) or None,
        "other_lemmas": sorted(codes[lemma] for lemma in item.lemmas if not is_topic(lemma)) or None,
        "pairs": [{"code": code_of(pair), "at": place} for pair, place in item.pairs.items()] or None,
        "evidence": [dict(zip(("start", "end", "emotion", "weight"), span, strict=True)) for span in item.evidence],
        "content_hash": key,
        "scorer_version": SCORER_VERSION,
        "reply": item.reply,
        "replied_at": datetime.fromisoformat(item.replied_at) if item.replied_at else None,
        "reply_tone": item.reply_tone,
    }


def _bits(present: Mapping[str, int], emotions: Sequence[Emotion]) -> int:
    order = [emotion.code for emotion in emotions]
    return sum(4 ** order.index(code) * level for code, level in present.items())


def _leading(present: Mapping[str, int], emotions: Sequence[Emotion]) -> str | None:
    order = [emotion.code for emotion in emotions]
    return max(sorted(present, key=order.index), key=present.__getitem__, default=None)


def _mentions(answers: Sequence[Answer], emotions: Sequence[Emotion]) -> list[dict[str, Any]]:
    return [row for key, item in enumerate(answers, 1) for row in _mentions_of(key, item, emotions)]


def _mentions_of(key: int, item: Answer, emotions: Sequence[Emotion]) -> Iterator[dict[str, Any]]:
    start = 0
    for ordinal, clause in enumerate(item.mentions, 1):
        end = len(item.text or "") if ordinal == len(item.mentions) else start + clause.length
        origin = ("word" if clause.words else "answer") if clause.touchpoint else None
        yield {
            "feedback_id": key,
            "ordinal": ordinal,
            "span_start": start,
            "span_end": end,
            "touchpoint": clause.touchpoint,
            "touchpoint_from": origin,
            "words": list(clause.words),
            "tone": clause.tone,
            "confidence": clause.confidence,
            "felt": _bits(clause.emotions, emotions),
            "leading_emotion": _leading(clause.emotions, emotions),
        }
        start = end


def _valence(present: Mapping[str, int], emotions: Sequence[Emotion]) -> str:
    found = {emotion.valence for emotion in emotions if emotion.code in present}
    return "mixed" if {1, -1} <= found else "positive" if 1 in found else "negative" if -1 in found else "neutral"


def _feedback_emotions(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    return [
        {
            "feedback_id": key,
            "emotion": code,
            "probability": PRESENT if code in item.emotions else FAINT,
            "present": code in item.emotions,
            "intensity": item.emotions.get(code, 0),
        }
        for key, item in enumerate(answers, 1)
        for code in (*item.emotions, *item.faint)
    ]


def _feedback_lemmas(answers: Sequence[Answer]) -> list[dict[str, Any]]:
    pairs = sorted((lemma, key) for key, item in enumerate(answers, 1) for lemma in item.lemmas)
    return [{"lemma": lemma, "feedback_id": key} for lemma, key in pairs]


def _insert(connection: duckdb.DuckDBPyConnection, table: str, rows: list[dict[str, Any]], schema: pa.Schema) -> None:
    connection.register("new_rows", pa.Table.from_pylist(rows, schema=schema))
    connection.execute(f"insert into {table} by name select * from new_rows")
    connection.unregister("new_rows")


def _fill_run(connection: duckdb.DuckDBPyConnection, answers: Sequence[Answer], rejected: Sequence[Rejected]) -> None:
    started = datetime(2026, 3, 1, 9, 0)
    scored = sum(item.tone is not None for item in answers)
    read = len(answers) + len(rejected)
    connection.execute(
        "insert into run values (1, ?, ?, ['survey.csv'], ?, ?, ?, ?, 0, 0, 0, 0, ?, map {'phone': 1}, 2.5, 0, 0, 0)",
        [started, started, SCORER_VERSION, read, scored, len(answers), len(rejected)],
    )
    for item in rejected:
        values = [item.file, item.row, item.column, item.reason.code, item.reason.remedy_code, item.raw]
        arguments = [list(map(str, part)) for part in (item.reason.arguments, item.reason.arguments.values())]
        statement = "insert into rejected_row values (1, 'survey', ?, ?, ?, ?, ?, ?, null, map(?::varchar[], ?::varchar[]), ?, null)"
        connection.execute(statement, [*values, *arguments, item.audience])


BOREDOM = Emotion(
    "boredom", {"ko": "지루함", "en": "Boredom", "ja": "退屈"}, -1, "#6f7d1c", 14, capital_sign=-1, is_complaint=True
)
"""A further emotion, which Ondo does not have."""

BORED: tuple[Answer, ...] = (
    *(
        Answer(
            "2026-03-02 10:00",
            f"So boring {n}",
            -0.5,
            {"boredom": 2},
            nps=9,
            rating=5,
            rating_max=5,
            language="en",
        )
        for n in range(30)
    ),
    *(Answer("2026-03-02 10:00", f"Fun {n}", 0.5, {"joy": 1}, nps=9, language="en") for n in range(10)),
)
"""Forty comments of one moment: thirty of clear boredom by promoters with full marks, ten of slight joy."""


def build_database_with_boredom(path: Path) -> Path:
    """The database of BORED, made by an Ondo that has a further emotion, BOREDOM."""
    return build_database(path, BORED, emotions=(*EMOTIONS, BOREDOM))


TINY: tuple[Answer, ...] = (
    # customers at payment: ids 1 to 6
    Answer("2026-01-05 10:00", "결제가 빨라서 정말 좋아요", 0.8, {"joy": 2, "trust": 1}, ("surprise",), ((0, 3, "joy", 1.2),),
           10, touchpoint="payment", channel="app", product="Ondo Pay", segment="new"),
    Answer("2026-01-12 11:00", "편하긴 한데 결제할 때 불안해요", -0.6, {"anxiety": 2},
           nps=9, touchpoint="payment", channel="app", product="Ondo Pay", segment="loyal"),
    Answer("2026-01-20 12:00", "믿고 쓰는 편이에요", 0.4, {"trust": 1},
           nps=8, touchpoint="payment", channel="web", product="Ondo Pay", segment="loyal"),
    Answer("2026-01-31 23:59:59", "오류가 100% 나요! 짜증나고 화나요", -0.8, {"frustration": 3, "anger": 2},
           nps=3, touchpoint="payment", channel="web", product="Ondo Pay", segment="new", consent_quote=False),
    Answer("2026-02-01 00:00", "다른 카드도 되나요?", 0.2, {"curiosity": 1},
           nps=6, touchpoint="payment", channel="app", product="Ondo Pay"),
    Answer("2026-02-10 09:00", "두 번 결제됐어요. 최악입니다", -1.0, {"anger": 3},
           nps=0, touchpoint="payment", channel="app", product="Ondo Pay", confidence=0.99),
    # customers at delivery, who rate: ids 7 to 11
    Answer("2026-01-06 10:00", "Arrived a day early, WOW", 0.6, {"delight": 2}, rating=5, rating_max=5,
           touchpoint="delivery", channel="web", language="en", source="shop"),
    Answer("2026-01-07 10:00", "Five stars but the box_was crushed", -0.4, {"disappointment": 2}, rating=5,
           rating_max=5, touchpoint="delivery", channel="web", language="en", source="shop"),
    Answer("2026-02-14 10:00", "배송 왔습니다", -0.2, rating=2, rating_max=5,
           touchpoint="delivery", channel="app", confidence=0.5, source="shop"),
    Answer("2026-02-15 10:00", "Fast delivery 인데 포장이 아쉬워요", 0.5, {"joy": 1, "disappointment": 1}, rating=4,
           rating_max=5, touchpoint="delivery", channel="app", language="mixed", source="shop"),
    Answer("2026-02-27 10:00", "Love it ❤️", 1.0, {"joy": 3}, rating=5, rating_max=5,
           touchpoint="delivery", language="en", source="shop"),
    # customers elsewhere, and what could not be scored: ids 12 to 16
    Answer("2026-01-08 10:00", nps=10, language=None),
    Answer("2026-01-09 10:00", nps=7, language=None),
    Answer("2026-02-20 10:00", "とても便利です", nps=9, language="ja", state="unsupported_language"),
    Answer("2026-02-21 10:00", "https://ondo.example", rating=8, rating_max=10, language=None, source="shop"),
    Answer(None, "보통이에요", 0.0, nps=10, touchpoint="support"),
    # eight employees, the fewest that may be shown: ids 17 to 24
    *(
        Answer(f"2026-0{month}-1{day} 10:00", f"결제 문의가 너무 많아요 {day}", tone, emotions,
               nps=score, touchpoint="payment", segment="head office", audience="employee", source="staff")
        for month, day, tone, emotions, score in (
            (1, 1, -0.5, {"frustration": 2}, 9),
            (1, 2, -0.5, {"frustration": 2}, 10),
            (1, 3, -0.5, {"frustration": 1}, 8),
            (1, 4, -0.5, {"frustration": 1}, 7),
            (1, 5, 0.5, {"trust": 1}, 7),
            (2, 6, 0.5, {"trust": 1}, 2),
            (2, 7, 0.5, {}, 1),
            (2, 8, 0.5, {}, 0),
        )
    ),
)  # fmt: skip
"""Sixteen answers of customers and eight of employees in January and February 2026, the last on 27 February."""

TINY_REJECTED: tuple[Rejected, ...] = (
    Rejected(7, "nps", Reason("nps_out_of_range", {"value": 11})),
    Rejected(3, "date", Reason("not_a_date", {"value": "'soon'"})),
)

TINY_EVENTS: tuple[Event, ...] = (
    Event("pay-2", "release", {"ko": "결제 2.0", "en": "Payment 2.0"}, date(2026, 1, 15), None, "payment"),
    Event("new-year", "campaign", {"ko": "새해 행사", "en": "New Year"}, date(2026, 1, 1), date(2026, 1, 8), None),
)


def build_tiny_database(path: Path, small_numbers: SmallNumbers | None = None) -> Path:
    """The database of TINY, its two rejected rows and two events."""
    return build_database(path, TINY, rejected=TINY_REJECTED, events=TINY_EVENTS, small_numbers=small_numbers)


def crowd(size: int = 400, seed: int = 7) -> list[Answer]:
    """Answers drawn at random over 2025, of every audience, state and dimension, some with nothing in most fields.

    What is felt is drawn apart: all else is the same however many emotions there are.
    """
    draw, feelings = Random(seed), Random(seed)
    return [_stranger(draw, feelings) for _ in range(size)]


_SAID = {
    "배송이 늦어요": ("배송/NNG", "늦다/VA"),
    "Great app!": ("great", "app"),
    "100% 만족_ㅎㅎ": ("만족/NNG",),
    "it's ok": ("ok",),
}


def _stranger(draw: Random, feelings: Random) -> Answer:
    day = datetime(2025, 1, 1) + timedelta(minutes=draw.randrange(525_600))
    felt = {code: feelings.randint(1, 3) for code in feelings.sample(EMOTION_CODES, feelings.randint(0, 3))}
    scored = draw.random() < 0.8
    rated = draw.random() < 0.4
    said = draw.choice(tuple(_SAID)) if scored or draw.random() < 0.5 else None
    return Answer(
        at=None if draw.random() < 0.05 else day.isoformat(),
        text=said,
        lemmas=_SAID[said] if said and scored else (),
        tone=round(draw.uniform(-1, 1), 2) if scored else None,
        emotions=felt if scored else {},
        faint=("surprise",) if not scored else (),
        nps=draw.choice([None, *range(11)]),
        rating=draw.randint(1, 5) if rated else None,
        rating_max=5 if rated else None,
        touchpoint=draw.choice([None, "payment", "delivery", "use", "kiosk"]),
        channel=draw.choice([None, "app", "web"]),
        product=draw.choice([None, "A", "B"]),
        segment=draw.choice([None, "new", "loyal"]),
        language=draw.choice(["ko", "en", "mixed", None]),
        audience="employee" if draw.random() < 0.2 else "customer",
        confidence=round(draw.random(), 2),
        state=draw.choice(["empty", "unsupported_language"]),
    )
