"""What brand words find in a published database, and what they would change there; nothing is written."""

import heapq
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from pipeline.brand_words.finder import BrandWordFinder
from pipeline.config.brand_words import BrandWord
from pipeline.config.settings import Settings
from pipeline.errors import WrongUsage
from pipeline.scoring.cache import CachingScorer
from pipeline.scoring.workers import parallel
from pipeline.storage.connection import Connection
from pipeline.storage.database_file import reading
from pipeline.text import one_line
from pipeline.upkeep.own_stars import layer_in
from pipeline.upkeep.rescore import (
    BrandWordChange,
    RescoredBatch,
    change_of_words,
    list_to_do,
    rescored_batches,
    to_do_batches,
)

SHOWN = 20
"""Comments shown before and after."""

SHOWN_LETTERS = 160


@dataclass(frozen=True, slots=True)
class StoredScore:
    """Tone in [-1, 1], or None where not scored, and the codes of the present emotions."""

    tone: float | None
    present: list[str]


@dataclass(frozen=True, slots=True)
class ChangedComment:
    """One comment that would change."""

    feedback_id: int
    product: str | None
    text: str
    before: StoredScore
    after: StoredScore

    @property
    def distance(self) -> float:
        """How far the tone would move."""
        return abs((self.after.tone or 0.0) - (self.before.tone or 0.0))


@dataclass(slots=True)
class LexiconPreview:
    """What the next run would change in stored comments because of brand words.

    ``comments`` have scores now, ``changed`` would get others, ``flipped`` a tone of the other sign; ``shown`` are
    customers' comments, the largest change of tone first. ``other_model`` comments are rescored by the next run
    whatever their words.
    """

    comments: int = 0
    other_model: int = 0
    changed: int = 0
    flipped: int = 0
    shown: list[ChangedComment] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class BrandWordCount:
    """A brand word: in how many stored comments it is found, and to how many it has been applied."""

    word: BrandWord
    found: int
    applied: int


@contextmanager
def _opened(database: Path, settings: Settings) -> Iterator[Connection]:
    with reading(database) as connection:
        [(zone,)] = connection.execute("select value from meta where name = 'time_zone'").fetchall()
        if zone != settings.time_zone:
            raise WrongUsage(
                f"its times are those of {zone}, the settings say {settings.time_zone}",
                where=str(database),
                remedy="name the settings of this database with --config",
            )
        yield connection


def preview(database: Path, settings: Settings) -> LexiconPreview:
    """What the next run with these settings would change; raises DatabaseError and its kin."""
    finder = BrandWordFinder(settings.brand_words)
    with _opened(database, settings) as connection, parallel(settings.workers, layer_in(connection)) as workers:
        scorer = CachingScorer(workers)
        [(comments, other_model)] = connection.execute(
            "select count(tone), count(text) filter (scorer_version <> $version) from feedback",
            {"version": scorer.version},
        ).fetchall()
        result = LexiconPreview(comments, other_model)
        change = change_of_words(connection, finder.words)
        if change and list_to_do(connection, change):
            for batch in rescored_batches(connection, scorer, finder, change, lambda rows: None):
                _add(result, _compared(connection, batch))
    return result


def _add(result: LexiconPreview, changed: Sequence[tuple[ChangedComment, bool]]) -> None:
    result.changed += len(changed)
    result.flipped += sum((item.before.tone or 0.0) * (item.after.tone or 0.0) < 0 for item, _ in changed)
    readable = [item for item, may_be_shown in changed if may_be_shown]
    readable += result.shown
    result.shown = heapq.nsmallest(SHOWN, readable, key=lambda item: (-item.distance, item.feedback_id))


def _compared(connection: Connection, batch: RescoredBatch) -> list[tuple[ChangedComment, bool]]:
    """Each comment of a batch before and after, and whether it may be shown: employees' are only counted."""
    stored = connection.execute(
        "select feedback_id, product, text, audience, tone, "
        "list(emotion order by position) filter (present) as present "
        "from feedback left join feedback_emotion using (feedback_id) left join emotion using (emotion) "
        "where feedback_id in (select unnest($ids)) group by all",
        {"ids": batch.ids},
    ).fetchall()
    rows = {key: rest for key, *rest in stored}
    after = map(StoredScore, batch.scores["tone"].to_pylist(), batch.scores["present"].to_pylist())
    pairs = zip(batch.ids, after, strict=True)
    return [(_changed(key, rows[key], scores), rows[key][2] == "customer") for key, scores in pairs]


def _changed(key: int, row: Sequence[Any], after: StoredScore) -> ChangedComment:
    product, text, _, tone, present = row
    return ChangedComment(key, product, text or "", StoredScore(tone, present or []), after)


def listed(database: Path, settings: Settings) -> list[BrandWordCount]:
    """The brand words of the settings with their counts, in the settings' order."""
    finder = BrandWordFinder(settings.brand_words)
    found: Counter[BrandWord] = Counter()
    with _opened(database, settings) as connection:
        if finder and list_to_do(connection, BrandWordChange((), finder, new_rule=False)):
            for rows in to_do_batches(connection):
                for row in rows:
                    words = finder.find(row["text"], row["product"], frozenset(row["lemmas"] or ()))
                    found.update({item.word for item in words})
        applied = dict(
            connection.execute("select unnest(brand_words) as label, count(*) from feedback group by label").fetchall()
        )
    return [BrandWordCount(word, found[word], applied.get(word.label, 0)) for word in finder.words]


def preview_text(result: LexiconPreview) -> str:
    """A preview for people."""
    counts = f"{result.comments:,} comments have scores; brand words would change {result.changed:,} of them"
    lines = [f"{counts}, {result.flipped:,} to the other side."]
    if result.other_model:
        lines.append(f"{result.other_model:,} were scored by another model: the next run scores all of those anew.")
    if result.shown:
        lines += ["", f"{len(result.shown)} of them, the largest change first:"]
    for item in result.shown:
        tone = f"{_tone(item.before)} -> {_tone(item.after)}"
        emotions = f"{_present(item.before)} -> {_present(item.after)}"
        product = f"   ({item.product})" if item.product else ""
        lines += [f"  {tone}   {emotions}{product}", f"    {one_line(item.text, SHOWN_LETTERS)}"]
    return "\n".join(lines)


def _tone(scores: StoredScore) -> str:
    return "none" if scores.tone is None else f"{scores.tone:+.2f}"


def _present(scores: StoredScore) -> str:
    return ", ".join(scores.present) or "no emotion"


def preview_object(result: LexiconPreview) -> dict[str, Any]:
    """A preview as JSON."""
    return asdict(result)


def listed_text(words: Sequence[BrandWordCount]) -> str:
    """The list for people."""
    if not words:
        return "There are no brand words in the settings; pipeline/config/defaults.toml shows how to write them."
    lines = ["  found  applied  word"]
    lines += [
        f"{item.found:>7,}  {item.applied:>7,}  {item.word.label}"
        + (f"   ({item.word.group}: {', '.join(item.word.products or ())})" if item.word.group else "")
        for item in words
    ]
    return "\n".join(lines)


def listed_objects(words: Sequence[BrandWordCount]) -> list[dict[str, Any]]:
    """The list as JSON."""
    return [{**asdict(item.word), "found": item.found, "applied": item.applied} for item in words]
