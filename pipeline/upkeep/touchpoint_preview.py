"""How comments find their touchpoints in a published database, and what other rules would move; nothing is written."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.config.settings import Settings
from pipeline.languages.features import token_hash
from pipeline.listener import Progress
from pipeline.mentions.patterns import patterns_of
from pipeline.mentions.placer import TouchpointPlacer, placer_of
from pipeline.scoring.workers import ParallelScorer, parallel
from pipeline.storage.connection import Connection
from pipeline.storage.database_file import mention_rule_in, reading
from pipeline.storage.rows import touchpoints_of_mentions
from pipeline.storage.settings_of_database import settings_for
from pipeline.text import one_line
from pipeline.upkeep.own_stars import layer_in

SHOWN = 20
"""Comments shown before and after."""

MOST_WORDS = 100
"""Words without a place that are listed."""

SHOWN_LETTERS = 160
BATCH_ROWS = 4096

_COVERAGE = """
with told as (
  select feedback_id, bool_or(coalesce(touchpoint_from = 'word', false)) as by_word, bool_or(touchpoint is not null) as is_placed
  from mention
  group by feedback_id
)
select
  source, count(*) as comments,
  count(*) filter (by_word) as by_word,
  count(*) filter (is_placed and not by_word) as by_answer,
  count(*) filter (not coalesce(is_placed, false)) as without_place
from feedback left join told using (feedback_id)
where state = 'scored' and audience = 'customer'
group by source order by source
"""

_WORDS = """
select list(distinct lemma order by lemma), count(distinct feedback_id) as comments
from feedback_lemma join feedback using (feedback_id)
where audience = 'customer' and regexp_matches(lemma, '/(NNG|NNP|XR|VV|VA)$|^[a-z]')
group by split_part(lemma, '/', 1) order by comments desc, min(lemma)
"""

_STORED = """
with told as (
  select feedback_id, list(touchpoint order by ordinal) filter (touchpoint is not null) as touchpoints
  from mention
  group by feedback_id
)
select feedback_id, text, touchpoint, coalesce(touchpoints, []) as touchpoints
from feedback left join told using (feedback_id)
where state = 'scored' and audience = 'customer' and text is not null
order by feedback_id
"""


@dataclass(frozen=True, slots=True)
class SourceCoverage:
    """A source: its scored comments, and how many have a place by their words, only by the file, or none."""

    source: str
    comments: int
    by_word: int
    by_answer: int
    without_place: int


@dataclass(frozen=True, slots=True)
class MovedComment:
    """A comment that would speak of other touchpoints."""

    feedback_id: int
    text: str
    before: list[str]
    after: list[str]


@dataclass(slots=True)
class TouchpointPreview:
    """Coverage by source, the most frequent words that no rule has, and what the rules of now would move.

    ``before`` and ``after`` count comments by touchpoint, both empty where the stored mentions are placed by these rules.
    """

    coverage: list[SourceCoverage] = field(default_factory=list)
    journey: str | None = None
    """The kind of business whose journey it is, where it is one that comes with Ondo."""
    words: list[tuple[str, int]] = field(default_factory=list)
    is_current: bool = True
    moved: int = 0
    before: Counter[str] = field(default_factory=Counter)
    after: Counter[str] = field(default_factory=Counter)
    shown: list[MovedComment] = field(default_factory=list)


def preview(database: Path, settings: Settings, progress: Progress = lambda rows: None) -> TouchpointPreview:
    """How customers' comments find their touchpoints; raises DatabaseError and its kin."""
    settings = settings_for(database, settings)
    placer = placer_of(settings.touchpoints)
    with reading(database) as connection:
        coverage = [SourceCoverage(*row) for row in connection.execute(_COVERAGE).fetchall()]
        result = TouchpointPreview(coverage, settings.journey)
        result.words = list(_words_without_rule(connection, placer))
        result.is_current = mention_rule_in(connection) == placer.fingerprint
        if not result.is_current:
            with parallel(settings.workers, layer_in(connection), placer) as workers:
                _add_moves(result, connection, workers, progress)
    return result


def _add_moves(result: TouchpointPreview, connection: Connection, workers: ParallelScorer, progress: Progress) -> None:
    for rows in _stored(connection):
        scores = workers.score([text for _, text, _, _ in rows])
        placed = touchpoints_of_mentions(scores, [place for _, _, place, _ in rows])
        for (number, text, _, before), after in zip(rows, placed, strict=True):
            _add(result, MovedComment(number, text, _distinct(before), _distinct(after)))
        progress(len(rows))


def _words_without_rule(connection: Connection, placer: TouchpointPlacer) -> Iterator[tuple[str, int]]:
    known = {
        code
        for rule in placer.rules
        for pattern in patterns_of(rule.words)
        for part in pattern.parts
        for token in part
        for code in token
    }
    count = 0
    for lemmas, comments in connection.execute(_WORDS).fetchall():
        if count < MOST_WORDS and known.isdisjoint(map(_token, lemmas)):
            count += 1
            yield lemmas[0], int(comments)


def _token(lemma: str) -> int:
    form, _, tag = lemma.rpartition("/")
    return token_hash(f"{form.removesuffix('다') if tag[:1] == 'V' else form}/{tag}" if form else lemma)


def _stored(connection: Connection) -> Iterator[list[tuple[int, str, str | None, list[str]]]]:
    found = connection.execute(_STORED)
    while rows := found.fetchmany(BATCH_ROWS):
        yield rows


def _distinct(touchpoints: Sequence[str | None]) -> list[str]:
    return list(dict.fromkeys(code for code in touchpoints if code is not None))


def _add(result: TouchpointPreview, comment: MovedComment) -> None:
    result.before.update(comment.before)
    result.after.update(comment.after)
    if set(comment.before) != set(comment.after):
        result.moved += 1
        if len(result.shown) < SHOWN:
            result.shown.append(comment)


def preview_object(result: TouchpointPreview) -> dict[str, Any]:
    """A preview as JSON; ids as text, because many programs round numbers of 19 digits."""
    found = asdict(result)
    found["words"] = [{"word": word, "comments": comments} for word, comments in result.words]
    for item in found["shown"]:
        item["feedback_id"] = str(item["feedback_id"])
    return found


def preview_text(result: TouchpointPreview) -> str:
    """A preview for people."""
    lines = [f'journey = "{result.journey}"', ""] if result.journey else []
    lines.append("comments with a place, of customers:")
    for item in result.coverage:
        placed = item.by_word + item.by_answer
        share = placed / item.comments if item.comments else 0
        lines.append(
            f"  {item.source}: {share:.0%} of {item.comments:,}; {item.by_word:,} by their words, {item.by_answer:,} by the file"
        )
    if result.words:
        lines += ["", "most frequent words that no rule has:"]
        lines.append("  " + ", ".join(f"{word.partition('/')[0]} {comments:,}" for word, comments in result.words))
    lines += ["", *_moves(result)]
    return "\n".join(lines)


def _moves(result: TouchpointPreview) -> Iterator[str]:
    if result.is_current:
        yield "The stored comments are placed by the rules of now."
        return
    yield f"The rules of now would move {result.moved:,} comments; the next `ondo run` or `ondo rescore` does."
    for code in sorted({*result.before, *result.after}):
        yield f"  {code}: {result.before[code]:,} -> {result.after[code]:,}"
    for item in result.shown:
        yield f"  {', '.join(item.before) or 'none'} -> {', '.join(item.after) or 'none'}"
        yield f"    {one_line(item.text, SHOWN_LETTERS)}"
