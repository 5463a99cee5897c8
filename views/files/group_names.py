"""What the two groups of a comparison are called: on their buttons by all that they set, in sentences by what tells them apart."""

from collections.abc import Sequence
from datetime import date

from views.words.address import GroupChoice, GroupPair
from views.words.labels import View
from views.words.period_names import days_name, period_name
from views.words.presets import whole_months

_LONGEST = 48
"""Letters of a group's name that a sentence can hold; longer ones are A and B."""


def is_turned(group: GroupChoice) -> bool:
    """Whether the days of a group are the wrong way round."""
    return bool(group.first and group.last and group.first > group.last)


def name(view: View, group: GroupChoice) -> str:
    """All that a group sets for itself; '' for nothing."""
    return " · ".join(_parts(view, group))


def names(view: View, pair: GroupPair) -> tuple[str, str]:
    """What both groups are called in a sentence, in Korean as a word that particles can follow."""
    one, other = (_parts(view, group) for group in pair)
    first, second = _apart(one, other), _apart(other, one)
    if first == second or max(len(first), len(second)) > _LONGEST:
        return view.words("compare.a"), view.words("compare.b")
    return _spoken(view, first), _spoken(view, second)


def _apart(own: Sequence[str], others: Sequence[str]) -> str:
    return " · ".join(part for part in own if part not in others)


def _spoken(view: View, said: str) -> str:
    if not said:
        return view.words("compare.whole")
    return said if view.language != "ko" or "가" <= said[-1] <= "힣" else view.words("compare.side_of", name=said)


def _parts(view: View, group: GroupChoice) -> list[str]:
    said = [
        ", ".join(view.label(name, code) for code in codes) for name, codes in (group.limits or {}).items() if codes
    ]
    if group.first or group.last:
        said.append(_days_name(view, group.first, group.last))
    return said


def _days_name(view: View, first: date | None, last: date | None) -> str:
    """A calendar period by its name, other days without the year where it is that of the data's last one; an end that is not set
    is that of the data, where that is in order."""
    first, last = _in_full(view, first, last)
    if first and last and whole_months(first, last) > 0:
        return period_name(view.words, first, last, "")
    return days_name(view.words, first, last, view.facts.last)


def _in_full(view: View, first: date | None, last: date | None) -> tuple[date | None, date | None]:
    least, most = view.facts.days(first, last)
    is_in_order = least is not None and most is not None and least <= most
    return (first or least, last or most) if is_in_order else (first, last)
