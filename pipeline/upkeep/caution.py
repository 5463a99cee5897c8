"""What looks like a mistake before much is deleted for good: a wrong clock, or far more at once than usual.

Where it does, a person has to say yes; nothing is deleted until then.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from pipeline.errors import Reason, WrongUsage
from pipeline.listener import Say
from pipeline.storage.connection import Connection

FAR_AHEAD = timedelta(days=183)
"""How long after the last run, or after the newest answer, the clock is believed without a question."""

MANY = 0.1
"""The share of all texts, or of all answers with identifiers, that is deleted at once without a question."""

ONE_PERSONS = 10
"""Texts that are forgotten of one customer without a question, whatever their share: a person may have written these."""

_EVERY_RUN = 2**31 - 1


@dataclass(frozen=True, slots=True)
class SignsOfTime:
    """Days that a database knows to have passed: that of its last run, and that of its newest answer."""

    last_run: date | None
    newest_answer: date | None


@dataclass(frozen=True, slots=True)
class Share:
    """How many of all texts, and of all answers, would be deleted; ``anything`` counts rows that nobody has seen yet, too."""

    texts: int
    of_texts: int
    answers: int
    of_answers: int
    anything: int

    @property
    def is_large(self) -> bool:
        """Whether it is more than MANY."""
        return self.texts > MANY * self.of_texts or self.answers > MANY * self.of_answers


def signs_of_time(connection: Connection, before_run: int = _EVERY_RUN) -> SignsOfTime:
    """What a database knows of the time; of runs only those before this one."""
    query = (
        "select (select max(finished_at)::date from run where run_id < $before_run), "
        "(select max(answered_at)::date from feedback)"
    )
    [(last_run, newest_answer)] = connection.execute(query, {"before_run": before_run}).fetchall()
    return SignsOfTime(last_run, newest_answer)


def refuse_rash_retention(
    connection: Connection, signs: SignsOfTime, today: date, before_run: int = _EVERY_RUN, where: str = ""
) -> None:
    """Raise WrongUsage where what is in tables ``expiring`` and ``expiring_row`` looks like those that a wrong clock or setting would take.

    The clock must not be more than FAR_AHEAD of either sign, and not more than MANY of what stood in the database
    before this run may go.
    """
    share = _share_of_expiring(connection, before_run)
    if share.anything and is_far_ahead(today, signs.last_run, signs.newest_answer):
        seen = {"last_run": str(signs.last_run or "–"), "newest": str(signs.newest_answer or "–")}
        reason = Reason("expires_by_far_clock", {"today": str(today), "rows": share.anything, **seen})
        raise WrongUsage(reason, where=where)
    if share.is_large:
        counts = {"texts": share.texts, "of": share.of_texts, "answers": share.answers}
        raise WrongUsage(Reason("expires_much_at_once", counts), where=where)


def is_far_ahead(today: date, *signs: date | None) -> bool:
    """Whether the clock is more than FAR_AHEAD of any of these days."""
    return any(day is not None and today - day > FAR_AHEAD for day in signs)


def _share_of_expiring(connection: Connection, before_run: int) -> Share:
    query = (
        "select count(text) filter (goes and stood), count(text) filter (stood), "
        "count(*) filter (goes and stood), count(*) filter (stood), "
        "count(*) filter (goes) + (select count(*) from expiring_row) "
        "from (select text, run_id < $before_run as stood, feedback_id in (select feedback_id from expiring) as goes "
        "from feedback where expired_on is null)"
    )
    [row] = connection.execute(query, {"before_run": before_run}).fetchall()
    return Share(*map(int, row))


def refuse_rash_forgetting(connection: Connection, keys: frozenset[str], today: date) -> None:
    """Raise WrongUsage where forgetting these customer keys looks like a mistake: an id that is no single person's, or a
    clock more than FAR_AHEAD of the last run."""
    query = (
        "select count(text) filter (list_contains($keys, customer_key)), count(text) from feedback "
        "where expired_on is null"
    )
    [(texts, of_texts)] = connection.execute(query, {"keys": sorted(keys)}).fetchall()
    if texts > max(ONE_PERSONS, MANY * of_texts):
        raise WrongUsage(
            f"{texts:,} of {of_texts:,} texts would be erased at once, as those of one customer",
            remedy="is this the id of one person? If it is, say so with --yes",
        )
    last_run = signs_of_time(connection).last_run
    if is_far_ahead(today, last_run):
        raise WrongUsage(
            f"the clock says {today}, long after the last run ({last_run}), and would date what is erased",
            remedy="set the clock; if it is right, say so with --yes",
        )


def note_clock_behind(connection: Connection, today: date, say: Say) -> None:
    """Say that the clock is behind the last run."""
    last_run = signs_of_time(connection).last_run
    if last_run is not None and today < last_run - timedelta(days=1):
        say(
            f"Note: the clock says {today}, but the last run was on {last_run}. If the clock is wrong, set it and run again: "
            "answers of later days are rejected as lying in the future."
        )
