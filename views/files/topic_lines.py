"""The page of topics in words: what it says first, and topics as rows."""

from collections.abc import Sequence
from html import escape

from views.charts.moved_topics import MovedTopic
from views.charts.topic_rows import times
from views.charts.topics import Topic, TopicsFound
from views.files import look
from views.files.printed import Printed, printed, printed_pair
from views.words.labels import View, count


def headline(view: View, found: TopicsFound, moved: Sequence[MovedTopic]) -> tuple[str, MovedTopic | None]:
    """What the page says first: the clearest change since the former period, else that there is none, else what is said most."""
    words, comparison = view.words, view.comparison
    if not found.topics and not moved:
        return words("topics.none", limit=view.limits.hidden_below).rstrip("."), None
    if comparison is None or comparison.former is None:
        key = "most" if found.topics[0].log_odds is None else "here"
        return words(f"topics.answer.{key}", topic=marked(view, found.topics[0].name)), None
    first = _clearest(view, moved)
    if first is None:
        return words("topics.answer.unclear", former=comparison.former_name), None
    return _moved_text(view, first, comparison.former_name), first


def _clearest(view: View, moved: Sequence[MovedTopic]) -> MovedTopic | None:
    """The clearest change of a topic in the reader's language, else in any; None where none is clear."""
    clear = [one for one in moved if one.is_clear and pair(view, one).difference]
    return next((one for one in clear if not _other_language(view, one.name)), next(iter(clear), None))


def _moved_text(view: View, one: MovedTopic, former: str) -> str:
    values = pair(view, one)
    key = f"topics.answer.{'up' if values.difference > 0 else 'down'}"
    return view.words(key, former=former, topic=marked(view, one.name), before=values.former, now=values.now)


def marked(view: View, name: str) -> str:
    """The name of a topic, with its language where that is not the reader's: topics of two languages are counted apart."""
    other = _other_language(view, name)
    return view.words(f"topics.in.{other}", topic=name) if other else name


def _other_language(view: View, name: str) -> str:
    """ "ko" or "en" where a name has the letters of that language and the reader another one; else ''."""
    is_korean = any("가" <= letter <= "힣" for letter in name)
    if is_korean:
        return "" if view.language == "ko" else "ko"
    return "en" if view.language == "ko" and any(letter.isalpha() for letter in name) else ""


def pair(view: View, one: MovedTopic) -> Printed:
    """Its share now and before, and their difference, as they are printed."""
    return printed_pair(view.words, "share", one.share, one.former_share, is_clear=one.is_clear)


def moved_row(view: View, one: MovedTopic) -> str:
    """A topic whose share has changed: both shares, and its signs."""
    values = pair(view, one)
    change = look.Change(values.difference, one.valence, one.is_clear)
    numbers = f"{escape(values.former)} → <b>{escape(values.now)}</b>"
    return _row(
        marked(view, one.name), numbers, bar(one.share, one.former_share, _top(one)), look.signs(view.words, change)
    )


def _top(one: MovedTopic) -> float:
    return max(one.share, one.former_share, 0.2)


def topic_row(view: View, topic: Topic, former_share: float | None, top: float) -> str:
    """A topic by its share, with that of the former period where it is known; ``top`` is the share at the end of the bar."""
    words = view.words
    side = [words("topics.n", n=count(topic.n))]
    if topic.log_odds is not None:
        side.insert(0, words("topics.times", times=times(topic)))
    number = f"<b>{escape(printed('share', topic.share))}</b>"
    if former_share is not None:
        values = printed_pair(words, "share", topic.share, former_share)
        number = f"{escape(values.former)} → <b>{escape(values.now)}</b>"
    note = f'<span class="o-note">{escape(" · ".join(side))}</span>'
    return _row(marked(view, topic.name), number, bar(topic.share, former_share, top, topic.size == "few"), note)


def rising_row(view: View, topic: Topic) -> str:
    """A topic that more talk of of late: its share now and before. What is called so is sure."""
    words = view.words
    former = topic.rest_n / topic.rest_of_n if topic.rest_n is not None and topic.rest_of_n else None
    note = words("topics.rising.counts", n=count(topic.n), of_n=count(topic.of_n))
    if topic.is_new or former is None:
        values = f"<b>{escape(printed('share', topic.share))}</b>"
        note += f" · {words('topics.rising.new_mark')}" if topic.is_new else ""
    else:
        found = printed_pair(words, "share", topic.share, former)
        values = f"{escape(found.former)} → <b>{escape(found.now)}</b>"
    signs = look.signs(words, look.Change(1.0, 0, True))
    return _row(marked(view, topic.name), values, f'<span class="o-note">{escape(note)}</span>', signs)


def bar(share: float, former: float | None, top: float, is_few: bool = False) -> str:
    """A share as a bar, hollow where it is of few, with a mark where it was before."""
    mark = "" if former is None else f'<u style="left:{min(100, 100 * former / top):.0f}%"></u>'
    hollow = ' class="o-hollow"' if is_few else ""
    return (
        f'<span class="o-topic-bar" aria-hidden="true"><i{hollow} style="width:{min(100, 100 * share / top):.0f}%">'
        f"</i>{mark}</span>"
    )


def _row(name: str, numbers: str, middle: str, end: str) -> str:
    return f'<div class="o-topic"><b>{escape(name)}</b><span>{numbers}</span>{middle}{end}</div>'
