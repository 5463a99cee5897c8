"""The placer that scoring asks: the touchpoint of each clause of many texts, by rules."""

from collections.abc import Sequence
from functools import cached_property

from pipeline.languages.chunk_clauses import ChunkClauses, ClauseTokens, PlacedMentions
from pipeline.mentions.finder import FoundWords, TouchpointFinder
from pipeline.mentions.placing import placed
from pipeline.mentions.rules import TouchpointRule


class TouchpointPlacer:
    """Says which touchpoint clauses speak of, by ``rules``; made ready with the first text, since that needs Kiwi."""

    def __init__(self, rules: Sequence[TouchpointRule]) -> None:
        self.rules = tuple(rules)

    @cached_property
    def _finder(self) -> TouchpointFinder:
        return TouchpointFinder(self.rules)

    def place(self, clauses: ChunkClauses, tokens: Sequence[ClauseTokens]) -> PlacedMentions:
        """The mentions of texts, from the tokens of their clauses."""
        found: list[list[FoundWords]] = [[] for _ in clauses.starts]
        for half in tokens:
            for item in self._finder.find(half.code, half.batch, half.rows):
                found[int(half.clauses[item.clause])].append(item)
        result = PlacedMentions([], [], [], [], [0])
        for first, last in zip(clauses.offsets, clauses.offsets[1:], strict=False):
            for part in placed(clauses.starts[first:last], clauses.turned[first:last], found[first:last]):
                result.starts.append(part.start)
                result.clauses.append(first + part.clause)
                result.touchpoints.append(part.touchpoint)
                result.words.append(part.words)
            result.offsets.append(len(result.starts))
        return result
