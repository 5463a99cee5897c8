"""Rescoring stored comments: all of them for another model, those concerned for changed brand words."""

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from pipeline.brand_words.finder import BrandWordFinder, any_of, labels_of
from pipeline.brand_words.scoring import score_with_words
from pipeline.config.brand_words import RULE, BrandWord
from pipeline.listener import Progress, ProgressBar, Say
from pipeline.records import RunReport
from pipeline.scoring.cache import CachingScorer
from pipeline.storage.answer_parts import PARTS, put_in, take_out
from pipeline.storage.connection import Connection
from pipeline.storage.database_file import mention_rule_in
from pipeline.storage.lemma_codes import drop_unused_lemmas
from pipeline.storage.pair_codes import drop_unused_pairs
from pipeline.storage.rows import emotion_rows, lemma_rows, mention_rows, score_columns
from pipeline.storage.tables import Tables

BATCH_ROWS = 4096
"""Comments rescored at once, so that memory stays flat."""

MEASURED = 512
"""Comments scored to measure how long the others will take."""

_SCORED = "state, language, tone, confidence, valence, intensity, felt, leading_emotion, evidence, scorer_version, brand_words, topics, other_lemmas, pairs, reply_tone"
"""Columns of feedback that scoring sets."""

_CANDIDATES = """
    ($new_rule and brand_words is not null)
    or coalesce(list_has_any(brand_words, $gone::varchar[]), false)
    or (state = 'scored' and coalesce(regexp_matches(text_folded, $pattern), false))
    or (state = 'scored' and feedback_id in (from with_lemma))
"""


@dataclass(frozen=True, slots=True)
class BrandWordChange:
    """What differs between the brand words applied to stored comments and those asked for.

    ``gone`` are labels that no longer hold as they did; ``added`` finds what is new; ``new_rule`` says that the rule
    itself has changed.
    """

    gone: tuple[str, ...]
    added: BrandWordFinder
    new_rule: bool

    def __bool__(self) -> bool:
        return bool(self.gone or self.added or self.new_rule)


@dataclass(frozen=True, slots=True)
class RescoredBatch:
    """Rescored comments: ``scores`` with brand words applied, and the ``labels`` of these.

    ``for_model`` is true where the stored scores are another model's.
    """

    ids: list[int]
    languages: list[str | None]
    scores: pa.Table
    labels: list[list[str] | None]
    reply_tones: pa.Array | pa.ChunkedArray
    for_model: list[bool]
    has_text: list[bool]
    places: list[str | None]
    """The answers' own touchpoints."""


def change_of_words(connection: Connection, words: Sequence[BrandWord]) -> BrandWordChange:
    """What ``words`` change against those in the database."""
    rows = connection.execute("select word, tone, emotion, product_group, products from brand_word").fetchall()
    stored = {
        BrandWord(word, tone, emotion, group, None if products is None else tuple(products))
        for word, tone, emotion, group, products in rows
    }
    rule = connection.execute("select value from meta where name = 'brand_word_rule'").fetchall()
    new_rule = bool(stored) and rule != [(str(RULE),)]
    differing = stored.union(words) if new_rule else stored.symmetric_difference(words)
    names = {word.folded for word in differing}
    gone = sorted({word.label for word in stored if word.folded in names})
    added = BrandWordFinder([word for word in words if word.folded in names])
    return BrandWordChange(tuple(gone), added, new_rule)


def list_to_do(
    connection: Connection,
    change: BrandWordChange,
    *,
    version: str | None = None,
    but_for: str = "",
    placed_anew: bool = False,
) -> int:
    """Make the temporary table ``to_do`` of comments whose scores may be due; how many there are.

    With ``version``, those of other models are among them, with ``placed_anew`` all that have mentions. ``but_for`` names a
    table of comments that are not.
    """
    needs = change.added.needs if change.added else None
    others = f"anti join {but_for} using (feedback_id)" if but_for else ""
    asked = {
        "version": version,
        "new_rule": change.new_rule,
        "placed_anew": placed_anew,
        "gone": list(change.gone),
        "pattern": any_of(needs.patterns) if needs and needs.patterns else None,
        "lemmas": sorted(needs.lemmas) if needs else [],
    }
    connection.execute(
        "create or replace temp table to_do as with with_lemma as (select feedback_id from feedback_lemma "
        "where lemma in (select unnest($lemmas::varchar[]))) "
        "select feedback_id, state, text, product, question, language, brand_words, touchpoint, reply, "
        f"coalesce(scorer_version <> $version, false) or ($placed_anew and state = 'scored') as for_model from feedback {others} "
        f"where expired_on is null and (for_model or {_CANDIDATES}) order by answered_at, feedback_id",
        asked,
    )
    [(count,)] = connection.execute("select count(*) from to_do").fetchall()
    return int(count)


def rescored_batches(
    connection: Connection,
    scorer: CachingScorer,
    finder: BrandWordFinder,
    change: BrandWordChange,
    progress: Progress,
) -> Iterator[RescoredBatch]:
    """Score those of ``to_do`` whose scores are due, batch by batch: another model's, or with other brand words."""
    for rows in to_do_batches(connection):
        due = [row for row in rows if row["for_model"] or _is_due(row, finder, change)]
        if due:
            yield _rescored(scorer, finder, due)
        progress(len(rows))


def _rescored(scorer: CachingScorer, finder: BrandWordFinder, due: Sequence[dict[str, Any]]) -> RescoredBatch:
    texts = [row["text"] for row in due]
    products, questions, replies = ([row[name] for row in due] for name in ("product", "question", "reply"))
    scores, labels, reply_tones = score_with_words(scorer, finder, texts, products, questions, replies)
    return RescoredBatch(
        [row["feedback_id"] for row in due],
        [row["language"] for row in due],
        scores,
        labels,
        reply_tones,
        [row["for_model"] for row in due],
        [text is not None for text in texts],
        [row["touchpoint"] for row in due],
    )


def to_do_batches(connection: Connection) -> Iterator[list[dict[str, Any]]]:
    """The rows of ``to_do`` with the lemmas of their texts (but for another model's), in batches."""
    [(count,)] = connection.execute("select count(*) from to_do").fetchall()
    for first in range(0, count, BATCH_ROWS):
        rows = connection.execute(
            "with part as (select rowid as place, * from to_do where rowid >= $first and rowid < $last), "
            "words as (select feedback_id, list(lemma) as lemmas from feedback_lemma "
            "where feedback_id in (select feedback_id from part where not for_model) group by feedback_id) "
            "select part.* exclude (place), lemmas from part left join words using (feedback_id) order by place",
            {"first": first, "last": first + BATCH_ROWS},
        )
        yield rows.to_arrow_table().to_pylist()


def _is_due(row: dict[str, Any], finder: BrandWordFinder, change: BrandWordChange) -> bool:
    """Whether a comment of this model has other brand words than those applied to it."""
    stored = row["brand_words"]
    if change.new_rule and stored is not None:
        return True
    if row["state"] != "scored" or not finder:
        return stored is not None
    found = finder.find(row["text"], row["product"], frozenset(row["lemmas"] or ()))
    return bool(labels_of(found) != stored)


class Rescoring:
    """Brings stored scores up to a scorer and brand words, in the draft of a run."""

    def __init__(self, draft: Tables, scorer: CachingScorer, finder: BrandWordFinder, report: RunReport) -> None:
        self._draft = draft
        self._scorer = scorer
        self._finder = finder
        self._report = report
        self._change = change_of_words(draft.connection, finder.words)
        """Looked up before the run writes its own brand words into the draft."""
        self._placed_anew = bool(draft.mention_rule) and draft.mention_rule != mention_rule_in(draft.connection)

    def announce(self, say: Say) -> None:
        """Say how many comments another model has scored, and how long rescoring them will take."""
        found = self._draft.connection.execute(
            "select scorer_version, count(text), count(tone) filter (expired_on is not null) from feedback "
            "where scorer_version <> $version group by 1 order by 1",
            {"version": self._scorer.version},
        ).fetchall()
        count, lost = (sum(row[place] for row in found) for place in (1, 2))
        if not count and self._placed_anew and self._draft.rows_before:
            say("Which touchpoints comments speak of is decided by other words than before: all are looked at again")
        if count:
            versions = ", ".join(version for version, number, _ in found if number)
            kept = f"; {lost:,} more keep their former scores, because their texts were deleted" if lost else ""
            say(
                f"{count:,} comments were scored by another model (version {versions}); "
                f"all are scored anew, which takes {in_words(self._seconds_each() * count)}{kept}"
            )

    def _seconds_each(self) -> float:
        """Seconds that a comment takes, measured on some; the tokenisers are loaded before."""
        texts = self._draft.connection.execute(
            "select text from feedback where text is not null and scorer_version <> $version "
            "order by hash(feedback_id) limit $measured",
            {"version": self._scorer.version, "measured": MEASURED},
        ).fetchall()
        sample = [text for (text,) in texts]
        self._scorer.score(["가", "a"])
        started = time.perf_counter()
        self._scorer.score(sample)
        return (time.perf_counter() - started) / max(1, len(sample))

    def run(self, progress_bar: ProgressBar) -> None:
        """Put new scores in the place of those that are due; to be called after the run's own rows are merged."""
        connection = self._draft.connection
        if not self._draft.rows_before or not (self._change or self._placed_anew or self._other_models()):
            return
        started = time.perf_counter()
        count = list_to_do(
            connection,
            self._change,
            version=self._scorer.version,
            but_for="new_feedback",
            placed_anew=self._placed_anew,
        )
        if count:
            self._stage()
            with progress_bar(count) as progress:
                for batch in rescored_batches(connection, self._scorer, self._finder, self._change, progress):
                    self._add(batch)
            self._merge()
        self._report.seconds["rescore"] = time.perf_counter() - started

    def _other_models(self) -> bool:
        rows = self._draft.connection.execute(
            "select 1 from feedback where scorer_version <> $version and expired_on is null limit 1",
            {"version": self._scorer.version},
        ).fetchall()
        return bool(rows)

    def _stage(self) -> None:
        connection = self._draft.connection
        connection.execute(
            f"create or replace temp table rescored as select feedback_id, {_SCORED} from feedback limit 0"
        )
        for table in PARTS:
            connection.execute(f"create or replace temp table rescored_{table} as from {table} limit 0")

    def _add(self, batch: RescoredBatch) -> None:
        columns = score_columns(batch.scores, batch.labels, batch.languages, self._scorer.version)
        columns["reply_tone"] = batch.reply_tones
        answers = pa.table({"feedback_id": pa.array(batch.ids, pa.int64()), **columns})
        lemmas = lemma_rows(batch.ids, batch.scores)
        mentions = mention_rows(batch.ids, batch.scores, batch.places)
        coded = self._draft.pair_codes.listed(answers, mentions)
        self._draft.insert("rescored", self._draft.lemma_codes.listed(coded, lemmas))
        self._draft.insert("rescored_feedback_emotion", emotion_rows(batch.ids, batch.scores))
        self._draft.insert("rescored_feedback_lemma", lemmas)
        self._draft.insert("rescored_mention", mentions)
        for_model = sum(model and text for model, text in zip(batch.for_model, batch.has_text, strict=True))
        self._report.rescored_for_model += for_model
        self._report.rescored_for_words += len(batch.ids) - sum(batch.for_model)
        self._draft.rescored += len(batch.ids)

    def _merge(self) -> None:
        """Put the rescored rows in the place of the former ones; all other columns stay."""
        run = self._draft.connection.execute
        run("begin")
        run("create or replace temp table former as select * from feedback semi join rescored using (feedback_id)")
        take_out(self._draft.connection, "rescored")
        run(
            f"create or replace temp table scored_anew as select former.* exclude ({_SCORED}), "
            "rescored.* exclude (feedback_id) from former join rescored using (feedback_id)"
        )
        put_in(self._draft.connection, "scored_anew", "rescored_")
        drop_unused_lemmas(self._draft.connection)
        drop_unused_pairs(self._draft.connection)
        self._draft.write_dimensions()
        run("commit")
        self._draft.wasteful = 2 * self._draft.rescored > self._draft.count("select count(*) from feedback")


def in_words(seconds: float) -> str:
    """A duration as a person says it."""
    minutes = round(seconds / 60)
    if seconds < 90:
        return "less than a minute" if seconds < 55 else "about a minute"
    return f"about {minutes} minutes" if minutes < 100 else f"about {round(minutes / 60)} hours"
