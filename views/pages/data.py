"""Data: where the numbers come from, how far they reach, what was left out, and what every one of them means."""

from views.components import definitions, parts, provenance
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """What the numbers are made of."""
    parts.page_head(view, "data", provenance.answer(view), [definitions.range_line(view), *provenance.sums_lines(view)])
    definitions.show_coverage(view)
    provenance.sources(view)
    provenance.rejected(view)
    provenance.unread(view)
    provenance.events(view)
    provenance.runs(view)
    definitions.show_definitions(view)
    definitions.show_technical(view)


show_page(current())
