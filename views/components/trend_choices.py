"""The choices of the trends page: the measure, and the dimension that its lines are split by."""

from queries.attributes import PREFIX
from queries.filter import FILTER_FIELDS
from views.access import gate
from views.charts.trend_measures import TrendMeasure
from views.components import compact_choice
from views.session import data, url_state
from views.session.current_view import View
from views.words.filter_fields import ATTRIBUTES, DIMENSIONS, NONE, attribute_names

_FEW = 4
"""Dimensions that are segments."""


def choose_measure(view: View) -> TrendMeasure:
    """The measure, of which emotions stand in a menu."""
    words, named = view.words, ("tone", *view.scores)
    options = (*named, *view.emotions)
    found = compact_choice.one_of(
        "measure",
        options,
        len(named),
        words("trends.what"),
        words("trends.other_emotion"),
        lambda code: TrendMeasure(code).name(view),
        view.language,
    )
    return TrendMeasure(found)


def dimension(view: View) -> str:
    """The dimension that the lines are split by."""
    options = _dimensions(view)
    return url_state.one("by", options) or options[0]


def choose_dimension(view: View) -> None:
    """Show the choice of the dimension."""
    words = view.words
    compact_choice.one_of(
        "by", _dimensions(view), _FEW, words("trends.by"), words("trends.other_by"), view.dimension, view.language
    )


def _dimensions(view: View) -> tuple[str, ...]:
    """The dimensions that any answer has a value of, the first one, and the one that the address asks for."""
    allowed, asked = data.allowed_values(), url_state.one("by", tuple(DIMENSIONS))
    kept = {*list(DIMENSIONS)[:1], asked}
    found = [name for name, filter in DIMENSIONS.items() if name in kept or {*allowed[filter]} - {NONE}]
    return (*found, *map(PREFIX.__add__, _attributes(view)))


def _attributes(view: View) -> tuple[str, ...]:
    if not gate.may_select_by(FILTER_FIELDS[ATTRIBUTES], view.filter.audience):
        return ()
    return attribute_names(data.allowed_values()[ATTRIBUTES])
