"""Answers whose numbers and words disagree: the kinds, and the filter of each."""

from dataclasses import replace

import queries
from views.words.labels import View

COMPLAINT_BELOW, COMPLAINT_FROM = -0.35, 0.8
"""Tone under which, and confidence from which, a comment may complain; as the query disagreement_count has it."""

_SCORE_OF = {"promoter_with_complaint": "nps", "quiet_detractor": "nps", "full_marks_with_complaint": "rating"}
"""Kind -> the score that disagrees."""


def disagreement_filters(view: View) -> dict[str, queries.Filter]:
    """Kinds of disagreement -> the view's filter cut down to exactly their comments (METRICS, NPS and emotion together);
    only kinds of the scores that there are."""
    scored = replace(without_kinds(view.filter), states=("scored",))
    complaining = _complaining(view, scored)
    found = {
        "promoter_with_complaint": replace(complaining, nps_bands=("promoter",)),
        "quiet_detractor": replace(scored, nps_bands=("detractor",), valences=("positive", "neutral")),
        "full_marks_with_complaint": replace(complaining, rating_bands=("full",)),
    }
    return {kind: filter for kind, filter in found.items() if _SCORE_OF[kind] in view.scores}


def _complaining(view: View, filter: queries.Filter) -> queries.Filter:
    """The filter cut down to complaints: clearly negative, and an emotion that counts as one (METRICS)."""
    return replace(
        filter,
        emotions=tuple(code for code, emotion in view.emotions.items() if emotion.is_complaint),
        tone_until=min(COMPLAINT_BELOW, 1 if filter.tone_until is None else filter.tone_until),
        confidence_from=max(COMPLAINT_FROM, 0 if filter.confidence_from is None else filter.confidence_from),
    )


def without_kinds(filter: queries.Filter) -> queries.Filter:
    """The filter without what would choose among the kinds of disagreement."""
    return replace(filter, emotions=(), leading_emotions=(), valences=(), nps_bands=(), rating_bands=(), states=())
