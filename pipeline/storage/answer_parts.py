"""Answers with all that belongs to them: brought into the tables from those beside them, and taken out."""

from pipeline.storage.connection import Connection
from pipeline.storage.lemma_codes import keep_lemmas
from pipeline.storage.mention_scores import mention_scores
from pipeline.storage.pair_codes import keep_pairs

PARTS = ("feedback_emotion", "feedback_lemma", "mention")
"""Tables of what belongs to answers, by feedback_id, and is made with their scores."""

STAGED_TABLES = ("feedback", *PARTS)
"""Tables that a run fills with answers."""

_ANSWERS = """
insert into feedback by name
select answer.* replace (of_mentions.touchpoint_scores as touchpoint_scores, of_mentions.complains as complains)
from {answers} as answer left join of_mentions using (feedback_id)
order by answered_at, feedback_id
"""

_MENTIONS = """
insert into mention by name
select said.* from {prefix}mention as said join {answers} as answer using (feedback_id)
order by answered_at, feedback_id, ordinal
"""


def put_in(connection: Connection, answers: str, prefix: str) -> None:
    """Bring the answers of the table ``answers`` into table feedback, with what their mentions come to, and their parts into theirs.

    The parts are those of the tables of PARTS with ``prefix`` before their names. Rows stand in the order of schema.sql.
    """
    run = connection.execute
    run(f"create or replace temp table of_mentions as {mention_scores(f'{prefix}mention')}")
    run(_ANSWERS.format(answers=answers))
    run(_MENTIONS.format(answers=answers, prefix=prefix))
    run(f"insert into feedback_emotion from {prefix}feedback_emotion order by feedback_id, emotion")
    run(f"insert into feedback_lemma from {prefix}feedback_lemma order by lemma, feedback_id")
    keep_lemmas(connection, f"{prefix}feedback_lemma")
    keep_pairs(connection)


def take_out(connection: Connection, ids: str, prefix: str = "") -> None:
    """Delete the answers whose ids the table ``ids`` has, with their parts; ``prefix`` as in ``put_in``."""
    for table in STAGED_TABLES:
        connection.execute(f"delete from {prefix}{table} where feedback_id in (select feedback_id from {ids})")
