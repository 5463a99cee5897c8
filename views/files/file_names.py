"""What a file is called: what it holds, and its period; whether it is only a part of the answers."""

import re
from dataclasses import replace
from datetime import timedelta

import queries
from views.words import address
from views.words.labels import View


def titled_name(title: str) -> str:
    """The name, without its suffix, of a file with what stands under a title: ondo-접점별-월-흐름."""
    return "-".join(("ondo", *re.findall(r"\w+", title)))


def file_name(view: View, what: str) -> str:
    """The name without its suffix: ondo-comments-2026-07-01_2026-09-30, with -filtered where more than days limits the view."""
    filter = view.filter
    first = filter.date_from.isoformat() if filter.date_from else view.facts.first_day
    last = (filter.date_until - timedelta(days=1)).isoformat() if filter.date_until else view.facts.last_day
    days = "_".join(dict.fromkeys(day for day in (first, last) if day))
    undated = replace(filter, date_from=None, date_until=None)
    is_filtered = address.parameters(undated) != address.parameters(queries.Filter())
    return "-".join(part for part in ("ondo", what, days or "all", "filtered" if is_filtered else "") if part)
