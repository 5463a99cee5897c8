"""The section [consent]: answers of one's own to a question of consent."""

from msgspec import Struct

from pipeline.config.ondo_toml.checking import InvalidSetting
from pipeline.records import ConsentAnswers
from pipeline.text import folded_name


class ConsentSection(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [consent]."""

    yes: list[str]
    no: list[str]


def consent_of(section: ConsentSection) -> ConsentAnswers:
    """The section's answers, folded. Raises InvalidSetting for an empty one and for one that means both."""
    found = ConsentAnswers(frozenset(map(folded_name, section.yes)), frozenset(map(folded_name, section.no)))
    if "" in found.yes | found.no:
        raise InvalidSetting("consent has an empty answer", "leave it out: an empty cell is never a yes")
    if both := next((answer for answer in section.no if folded_name(answer) in found.yes), None):
        raise InvalidSetting(f"consent has {both!r} in both yes and no", "take it out of one of them")
    return found
