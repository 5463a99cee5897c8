"""Answers whose numbers and words disagree: the kinds, and the filter of each."""

from dataclasses import replace

import queries
from views.words.labels import View


def disagreement_filters(view: View) -> dict[str, queries.Filter]:
    """Kinds of disagreement -> the view's filter cut down to exactly their comments (METRICS, NPS and emotion together)."""
    scored = replace(without_kinds(view.filter), states=("scored",))
    complaining = replace(scored, complaints=("yes",))
    return {
        "promoter_with_complaint": replace(complaining, nps_bands=("promoter",)),
        "quiet_detractor": replace(scored, nps_bands=("detractor",), valences=("positive", "neutral")),
        "full_marks_with_complaint": replace(complaining, rating_bands=("full",)),
    }


def without_kinds(filter: queries.Filter) -> queries.Filter:
    """The filter without what would choose among the kinds of disagreement."""
    return replace(
        filter, complaints=(), emotions=(), leading_emotions=(), valences=(), nps_bands=(), rating_bands=(), states=()
    )
