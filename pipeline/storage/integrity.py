"""The last check of a draft before it is published: what cannot be right is refused."""

from pipeline.errors import DatabaseError
from pipeline.masking.mask import mask_text
from pipeline.masking.masked_texts import MaskedTexts
from pipeline.storage.answer_parts import PARTS, STAGED_TABLES
from pipeline.storage.draft import Draft
from pipeline.storage.lemma_codes import differing_lemmas

CHECKED_AT_ONCE = 10_000


def check(draft: Draft, new: int, masked: MaskedTexts | None = None) -> None:
    """Refuse to publish what cannot be right; raises DatabaseError.

    ``new`` is the number of rows that were not in the database before, ``masked`` are the texts as masking gave them in this run: any
    other one is masked once more, and nothing may be found in it. What was published has been checked, so that
    only what a run has changed is looked at; `ondo admin verify` looks at everything.
    """
    if draft.count("select count(*) from withdrawn"):
        _check_withdrawn(draft)
    staged = draft.count("select count(*) from new_feedback")
    merged = draft.count("select count(*) from feedback semi join new_feedback using (feedback_id)")
    if merged > staged or staged > draft.count("select count(distinct feedback_id) from new_feedback"):
        raise _refusal(draft, "a feedback id stands twice")
    if merged < staged or new > staged or draft.count("select count(*) from feedback") != draft.rows_expected:
        raise _refusal(draft, "the counts of rows do not add up")
    if draft.connection.execute(
        "select 1 from feedback where scorer_version <> $version and expired_on is null limit 1",
        {"version": draft.scorer_version},
    ).fetchall():
        raise _refusal(draft, "a row has scores of another model")
    _check_references(draft)
    _check_lemmas(draft)
    _check_masking(draft, masked or MaskedTexts())


def _check_withdrawn(draft: Draft) -> None:
    for table in STAGED_TABLES:
        if draft.count(f"select count(*) from {table} semi join withdrawn using (feedback_id)"):
            raise _refusal(draft, "a row without consent is stored")


def _check_references(draft: Draft) -> None:
    """Every new emotion, lemma and mention has its answer, and nothing is left of the versions that were replaced."""
    is_replacing = draft.count("select count(*) from replaced") > 0
    for table in PARTS:
        if draft.count(f"select count(*) from new_{table} anti join new_feedback using (feedback_id)"):
            raise _refusal(draft, f"{table} names feedback that is not there")
        if is_replacing:
            of_replaced = "semi join replaced using (feedback_id)"
            if draft.count(f"select count(*) from {table} {of_replaced}") > draft.count(
                f"select count(*) from new_{table} {of_replaced}"
            ):
                raise _refusal(draft, f"{table} keeps what was said before")


def _check_lemmas(draft: Draft) -> None:
    """New and rescored answers list the lemmas that they have."""
    changed = {"new_feedback": "new_feedback_lemma"} | (
        {"rescored": "rescored_feedback_lemma"} if draft.rescored else {}
    )
    for answers, rows in changed.items():
        if draft.count(differing_lemmas(_unexpired(draft, answers), _unexpired(draft, rows))):
            raise _refusal(draft, "an answer lists other lemmas than it has")


def _unexpired(draft: Draft, table: str) -> str:
    """The rows of a table but those whose texts this run has deleted already: their lemmas are gone."""
    if not draft.purged:
        return table
    return (
        f"(from {table} anti join (select feedback_id from feedback where expired_on is not null) using (feedback_id))"
    )


def _check_masking(draft: Draft, masked: MaskedTexts) -> None:
    texts = draft.connection.execute("select distinct text from new_feedback where text is not null")
    while batch := texts.fetchmany(CHECKED_AT_ONCE):
        if any(mask_text(text)[1] for text in masked.others([text for (text,) in batch])):
            texts.fetchall()
            raise _refusal(draft, "a text still holds personal data")


def _refusal(draft: Draft, what: str) -> DatabaseError:
    return DatabaseError(
        f"not published: {what}",
        where=str(draft.database),
        remedy="this is a fault of Ondo, please report it; the published database is as it was before",
    )
