"""Answers whose numbers and words disagree: the kinds, and the filter of each."""

from dataclasses import replace

import queries
from views.words.labels import View

_SCORE_OF = {"promoter_with_complaint": "nps", "quiet_detractor": "nps", "full_marks_with_complaint": "rating"}
"""Kind -> the score that disagrees."""


def disagreement_filters(view: View) -> dict[str, queries.Filter]:
    """Kinds of disagreement -> the view's filter cut down to exactly their comments (METRICS, NPS and emotion together);
    only kinds of the scores that there are."""
    scored = replace(without_kinds(view.filter), states=("scored",))
    complaining = replace(scored, complaints=("yes",))
    found = {
        "promoter_with_complaint": replace(complaining, nps_bands=("promoter",)),
        "quiet_detractor": replace(scored, nps_bands=("detractor",), valences=("positive", "neutral")),
        "full_marks_with_complaint": replace(complaining, rating_bands=("full",)),
    }
    return {kind: filter for kind, filter in found.items() if _SCORE_OF[kind] in view.scores}


def without_kinds(filter: queries.Filter) -> queries.Filter:
    """The filter without what would choose among the kinds of disagreement."""
    return replace(
        filter, complaints=(), emotions=(), leading_emotions=(), valences=(), nps_bands=(), rating_bands=(), states=()
    )
