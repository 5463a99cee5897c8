"""The view of a whole database for commands: its labels and facts, without filters."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import queries
    from views.words.labels import View


def whole_view(source: "queries.Warehouse", language: str) -> "View":
    """All customers' answers, in a language."""
    import queries
    from views.words.labels import View, attributes_of, emotions_of, facts_of, touchpoints_of

    def rows(name: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = source.run(name).to_pylist()
        return found

    return View(
        language,
        emotions_of(rows("emotion_list"), language),
        touchpoints_of(rows("touchpoint_list"), language),
        attributes_of(rows("attribute_list")),
        filter=queries.Filter(),
        grain="week",
        dark=False,
        facts=facts_of(rows("meta_list"), rows("date_range")[0], rows("score_list")),
    )
