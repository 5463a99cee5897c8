"""[[topic]]: topics that a company names itself, and what is refused."""

from pathlib import Path

import pytest

from pipeline.config.settings import load_settings
from pipeline.errors import WrongUsage


def written(folder: Path, text: str) -> Path:
    path = folder / "own.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_topics_have_their_names_and_words_as_stored(tmp_path: Path) -> None:
    path = written(
        tmp_path, '[[topic]]\nname = " 늦은  배송 "\nwords = ["배송 + 늦다", "지연", "지연", "Late  Delivery"]\n'
    )
    [topic] = load_settings(path).topics
    assert (topic.name, topic.words) == ("늦은 배송", ("배송+늦다", "지연", "late delivery"))
    assert load_settings().topics == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("topic = 3", "topic is 3, not"),
        ("[[topic]]\nname = 'a'", "topic 1 lacks 'words'"),
        ("[[topic]]\nname = 'a'\nwords = []", "words is"),
        ("[[topic]]\nname = 'a'\nwords = 'b'", "words is 'b', not"),
        ("[[topic]]\nname = 'a'\nwords = ['b']\ncolour = 'red'", "unknown setting 'colour'"),
        ("[[topic]]\nname = '-'\nwords = ['b']", "a topic has the name"),
        (f"[[topic]]\nname = '{'a' * 500}'\nwords = ['b']", "a topic has the name"),
        ("[[topic]]\nname = 'a'\nwords = ['+']", "say nothing"),
        ("[[topic]]\nname = 'a'\nwords = ['b']\n[[topic]]\nname = 'a'\nwords = ['c']", "two topics are called 'a'"),
        ("[[topic]]\nname = 'a'\nwords = ['B']\n[[topic]]\nname = 'c'\nwords = ['b']", "share the words 'b'"),
    ],
)
def test_topics_that_make_no_sense_are_refused(tmp_path: Path, text: str, told: str) -> None:
    path = written(tmp_path, text)
    with pytest.raises(WrongUsage, match=told.replace("+", r"\+")) as caught:
        load_settings(path)
    assert caught.value.where == str(path) and caught.value.remedy
