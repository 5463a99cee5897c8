"""The placer that scoring asks: the touchpoint of each clause of many texts, by rules."""

from collections.abc import Sequence
from functools import cached_property
from hashlib import blake2b
from itertools import pairwise

from pipeline.config.settings_types import Touchpoint
from pipeline.languages.chunk_clauses import ChunkClauses, ClauseTokens, PlacedMentions
from pipeline.mentions.finder import FoundWords, TouchpointFinder
from pipeline.mentions.placing import placed
from pipeline.mentions.rules import TouchpointRule, rules_of

ITSELF = "use"
"""Code of the touchpoint that is the product or service itself."""

RULE = 2
"""Version of how clauses are divided, placed and read for pairs; raise it with any change there, and stored comments are placed anew."""


class TouchpointPlacer:
    """Says which touchpoint clauses speak of, by ``rules``; made ready with the first text, since that needs Kiwi."""

    def __init__(self, rules: Sequence[TouchpointRule]) -> None:
        self.rules = tuple(rules)

    def __reduce__(self) -> tuple[type["TouchpointPlacer"], tuple[Sequence[TouchpointRule]]]:
        """Other processes get the rules alone."""
        return TouchpointPlacer, (self.rules,)

    @property
    def fingerprint(self) -> str:
        """Tells these rules, and how they are applied, from others."""
        return blake2b(repr((RULE, self.rules)).encode(), digest_size=8).hexdigest()

    @property
    def _itself(self) -> str | None:
        """The touchpoint of a comment that names none but says what somebody feels."""
        return ITSELF if any(rule.touchpoint == ITSELF for rule in self.rules) else None

    @cached_property
    def _finder(self) -> TouchpointFinder:
        return TouchpointFinder(self.rules)

    def place(self, clauses: ChunkClauses, tokens: Sequence[ClauseTokens]) -> PlacedMentions:
        """The mentions of texts, from the tokens of their clauses."""
        found: list[list[FoundWords]] = [[] for _ in clauses.starts]
        for half in tokens:
            for item in self._finder.find(half.code, half.batch, half.rows):
                found[int(half.clauses[item.clause])].append(item)
        result = PlacedMentions([], [], [], [], [], [0], self._itself)
        for first, last in pairwise(clauses.offsets):
            for part in placed(clauses.starts[first:last], clauses.turned[first:last], found[first:last]):
                result.starts.append(part.start)
                result.clauses.append(first + part.clause)
                result.touchpoints.append(part.touchpoint)
                result.words.append(part.words)
                result.general.append(part.is_general)
            result.offsets.append(len(result.starts))
        return result


def placer_of(touchpoints: Sequence[Touchpoint]) -> TouchpointPlacer:
    """The placer by the rules of a journey."""
    return TouchpointPlacer(rules_of(touchpoints))
