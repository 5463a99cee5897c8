"""Answers whose numbers and words disagree: the kinds, and the filter of each."""

from dataclasses import replace

import queries
from views.words.labels import View


def disagreement_filters(view: View) -> dict[str, queries.Filter]:
    """Kinds of disagreement -> the view's filter cut down to exactly their comments (METRICS, NPS and emotion together)."""
    scored = replace(without_kinds(view.filter), states=("scored",))
    complaints = tuple(code for code, emotion in view.emotions.items() if emotion.is_complaint)
    return {
        "promoter_with_complaint": replace(scored, nps_bands=("promoter",), emotions=complaints),
        "quiet_detractor": replace(scored, nps_bands=("detractor",), valences=("positive", "neutral")),
        "full_marks_with_complaint": replace(scored, rating_bands=("full",), emotions=complaints),
    }


def without_kinds(filter: queries.Filter) -> queries.Filter:
    """The filter without what would choose among the kinds of disagreement."""
    return replace(filter, emotions=(), leading_emotions=(), valences=(), nps_bands=(), rating_bands=(), states=())
