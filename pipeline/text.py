"""Names of columns, compared as people read them."""

import re


def folded(name: str) -> str:
    """A column name without case, spaces and punctuation, for comparing."""
    return re.sub(r"[\W_]+", "", name).casefold()
