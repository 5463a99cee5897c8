"""The comments from which an action was made, kept as an address selects them."""

from urllib.parse import parse_qs, urlencode

import queries
from views.access import gate
from views.session import data
from views.session.current_view import View
from views.words import address


def written(filter: queries.Filter) -> str:
    """A filter as it is kept with an action."""
    return urlencode(address.parameters(filter), doseq=True)


def read(view: View, origin: str) -> queries.Filter:
    """The filter that was kept, without what the visitor may not select answers by."""
    parsed = address.parse(parse_qs(origin), data.allowed_values(), view.facts.last)
    return address.without_refused(parsed, gate.may("read"))[0].filter
