"""What a filter selects, in words, such as ``접점: 결제``."""

import queries
from queries import attributes
from queries.filter import FILTER_FIELDS
from queries.filter_fields import ValuesFrom
from views.words import address
from views.words.labels import View


def filter_texts(view: View, filter: queries.Filter) -> list[str]:
    """Each limit of a filter in the view's language; none where there is no limit."""
    limits, parts = address.parameters(filter), []
    for name, item in FILTER_FIELDS.items():
        values = limits.get(item.address, [])
        if item.values_from is ValuesFrom.ATTRIBUTES:
            parts += [
                f"{view.attribute(attribute)}: {', '.join(map(view.attribute_value, told))}"
                for attribute, told in attributes.named(values).items()
            ]
        elif values:
            shown = values if item.holds_text else [view.label(name, value) for value in values]
            parts.append(f"{view.words(f'filter.{item.address}')}: {', '.join(shown)}")
    return parts
