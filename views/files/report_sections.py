"""What a report says beside the summary: topics, what goes with the scores, customers over channels and the employees' mirror."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import queries
from views.files.customer_sentences import customer_sentences, mirror_of, mirror_sentences
from views.files.summary_parts import SummarySentence
from views.files.topic_sentences import driver_sentences, topic_sentences
from views.words.labels import View


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A title and the sentences under it."""

    title: str
    sentences: tuple[SummarySentence, ...]


def report_sections(view: View, source: queries.Warehouse) -> list[ReportSection]:
    """The sections of a view that have something to tell."""
    words = view.words
    told = (
        ReportSection(words("report.topics"), topic_sentences(view, source.run, queries.read_notes(source.path))),
        ReportSection(words("report.drivers"), driver_sentences(view, source.run)),
        ReportSection(words("page.customers"), _without_rows(customer_sentences(view, source.run, only_told=True))),
        ReportSection(words("mirror.title"), _without_rows(_mirror(view, source))),
    )
    return [section for section in told if section.sentences]


def _mirror(view: View, source: queries.Warehouse) -> Iterator[str]:
    places, months = mirror_of(view, source.run)
    if any(one.value is not None for one in (places, *months)):
        yield from mirror_sentences(view, places, months)


def _without_rows(sentences: Iterable[str]) -> tuple[SummarySentence, ...]:
    return tuple(SummarySentence("", sentence, None) for sentence in sentences)
