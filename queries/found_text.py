"""What a text is found in, looked for once: searching every comment letter by letter is the slowest part of a question.

The first question with a text writes down the places of the answers that have it, in memory; those after it look there.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

MOST_PLACES = 20_000_000
MOST_TEXTS = 200
"""Places kept, four bytes each, and texts; those asked for longest ago make room."""

COMMON_SHARE = 0.25
"""A text that a larger share of the answers has is looked for each time: reading the places takes as long."""

_FIND = """
insert into found_text
select $search, rowid
from warehouse.feedback
where text_folded is not null
  and contains(text_folded, cast($contains as varchar))
  and contains_all(text_folded, $phrases)
  and contains_none(text_folded, $without_phrases)
"""

TextQuestion = tuple[str, tuple[str, ...], tuple[str, ...]]


@dataclass(slots=True)
class _Search:
    number: int
    users: int = 0
    places: int | None = None
    is_common: bool = False
    lock: Lock = field(default_factory=Lock)


class FoundTexts:
    """The places of the texts that were asked for, for any number of threads.

    ``execute`` gives the one number that a statement answers with: what it counts, or how many rows it changes.
    """

    def __init__(self, execute: Callable[[str, dict[str, Any]], int], most_places: int = MOST_PLACES) -> None:
        self._execute = execute
        self._most_places = most_places
        self._searches: OrderedDict[TextQuestion, _Search] = OrderedDict()
        self._count = 0
        self._lock = Lock()

    @contextmanager
    def looked_up(self, fields: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
        """A filter's fields with the number of a search (queries/macros, ``found_text``) in the place of its texts.

        They are as they were where no text must be there, or too many answers have it. The places stay until the end.
        Raises what ``execute`` does.
        """
        wanted = (fields["contains"], tuple(fields["phrases"]), tuple(fields["without_phrases"]))
        if not any(wanted[:2]):
            yield dict(fields)
            return
        search = self._taken(wanted)
        try:
            self._find(search, wanted)
            if search.is_common:
                yield dict(fields)
            else:
                yield {**fields, "contains": "", "phrases": [], "without_phrases": [], "search": search.number}
        finally:
            self._give_back(search)

    def _taken(self, wanted: TextQuestion) -> _Search:
        with self._lock:
            if wanted not in self._searches:
                self._count += 1
                self._searches[wanted] = _Search(self._count)
            self._searches.move_to_end(wanted)
            search = self._searches[wanted]
            search.users += 1
            return search

    def _find(self, search: _Search, wanted: TextQuestion) -> None:
        with search.lock:
            if search.places is not None:
                return
            contains, phrases, without = wanted
            texts = {"contains": contains, "phrases": list(phrases), "without_phrases": list(without)}
            places = self._execute(_FIND, {"search": search.number, **texts})
            rows = self._execute("select count(*) from warehouse.feedback", {})
            search.is_common = places > COMMON_SHARE * rows
            if search.is_common:
                self._forget(search)
            search.places = 0 if search.is_common else places

    def _give_back(self, search: _Search) -> None:
        with self._lock:
            search.users -= 1
            idle = [wanted for wanted, item in self._searches.items() if not item.users]
            while idle and self._is_full():
                self._forget(self._searches.pop(idle.pop(0)))

    def _is_full(self) -> bool:
        places = sum(item.places or 0 for item in self._searches.values())
        return places > self._most_places or len(self._searches) > MOST_TEXTS

    def _forget(self, search: _Search) -> None:
        self._execute("delete from found_text where search = $search", {"search": search.number})
