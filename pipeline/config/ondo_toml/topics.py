"""The entries [[topic]]: what a company talks of under names of its own."""

from collections.abc import Sequence
from typing import Annotated

from msgspec import Meta, Struct

from pipeline.config.added_words import LONGEST_WORDS
from pipeline.config.ondo_toml.checking import InvalidSetting
from pipeline.config.ondo_toml.journey import LETTER
from pipeline.config.settings_types import Topic
from pipeline.text import folded_term

MOST_TOPICS = 200
MOST_WORDS = 100


class TopicEntry(Struct, frozen=True, forbid_unknown_fields=True):
    """The form of [[topic]]."""

    name: str
    words: Annotated[
        list[str],
        Meta(min_length=1, max_length=MOST_WORDS, description='a list of words such as ["배송 + 늦다", "지연"]'),
    ]


TopicEntries = Annotated[
    list[TopicEntry], Meta(max_length=MOST_TOPICS, description=f"a list of at most {MOST_TOPICS} tables")
]


def topics_of(entries: Sequence[TopicEntry]) -> tuple[Topic, ...]:
    """The topics in the order of their entries. Raises InvalidSetting saying which is at fault."""
    topics = tuple(map(_topic, entries))
    names: set[str] = set()
    owners: dict[str, str] = {}
    for topic in topics:
        if topic.name in names:
            raise InvalidSetting(f"two topics are called {topic.name!r}", "put their words into one of them")
        names.add(topic.name)
        for word in topic.words:
            if owners.setdefault(word, topic.name) != topic.name:
                raise InvalidSetting(
                    f"topics {owners[word]!r} and {topic.name!r} share the words {word!r}", "leave them to one of them"
                )
    return topics


def _topic(entry: TopicEntry) -> Topic:
    name = " ".join(entry.name.split())
    if not LETTER.search(name) or len(name) > LONGEST_WORDS:
        raise InvalidSetting(f"a topic has the name {name[:LONGEST_WORDS]!r}", "give it a short name with letters")
    for words in entry.words:
        if not LETTER.search(words) or len(words) > LONGEST_WORDS:
            raise InvalidSetting(
                f"topic {name!r}: the words {words[:LONGEST_WORDS]!r} say nothing",
                'write a noun, an English word, or two halves such as "배송 + 늦다"',
            )
    return Topic(name, tuple(dict.fromkeys(map(folded_term, entry.words))))
