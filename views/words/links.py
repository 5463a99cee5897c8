"""Links into the dashboard, for what is read elsewhere: digests, alerts, answers of an assistant."""

from urllib.parse import urlencode

import queries
from views.words.address import parameters

FIRST_PAGE = "summary"
"""The page that stands at the dashboard's own address."""


def dashboard_link(dashboard: str, page: str, filter: queries.Filter, **chosen: str) -> str:
    """The address of a page that shows what a filter selects; '' where nobody has said where the dashboard is.

    ``dashboard`` is its address as https://ondo.example.com; ``chosen`` are choices of the page, such as lang="en".
    """
    if not dashboard:
        return ""
    place = dashboard.rstrip("/") + ("/" if page == FIRST_PAGE else f"/{page}")
    asked = urlencode({**{name: [value] for name, value in chosen.items()}, **parameters(filter)}, doseq=True)
    return f"{place}?{asked}" if asked else place
