"""Saved views: named addresses in a file beside the database, shared by everyone who uses this installation.

The keys of NotKept are those of ``saved.<key>`` of the words on screen.
"""

import json
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path

import queries
from queries import PRIVATE, write_whole
from views.session.kept_beside import NotKept, changing

MOST = 100
LONGEST_NAME = 60
LONGEST_QUERY = 4_000
"""Saved views at most; letters of a name and of an address at most."""

LARGEST = 4_000_000
"""Bytes of the file that are read: more than MOST views take, however their letters are written."""


@dataclass(frozen=True, slots=True)
class SavedView:
    """A name, the page it opens, and the address from its question mark on."""

    name: str
    page: str
    query: str


@dataclass(frozen=True, slots=True)
class SavedViews:
    """The saved views in the order of their names; ``is_broken`` where the file could not be read."""

    views: tuple[SavedView, ...]
    is_broken: bool = False


def path_of(database: Path) -> Path:
    """The file of the saved views that belong to a database."""
    return database.with_name(database.name + ".views.json")


def read(database: Path) -> SavedViews:
    """The saved views; a file that is damaged in any way counts as broken and is left as it is."""
    try:
        content = queries.read_small(path_of(database), LARGEST)
        views = tuple(map(_view, json.loads(content.decode("utf-8-sig"))["views"]))
    except FileNotFoundError:
        return SavedViews(())
    except (OSError, ValueError, TypeError, KeyError, RecursionError, NotKept):
        return SavedViews((), is_broken=True)
    return SavedViews(_sorted(views[:MOST]))


def save(database: Path, view: SavedView) -> None:
    """Keep a view under its name. Raises NotKept: bad_name, taken, full, long, broken or unwritable."""
    checked = SavedView(clean_name(view.name), view.page, view.query)
    if len(view.query) > LONGEST_QUERY:
        raise NotKept("long")

    def add(views: tuple[SavedView, ...]) -> tuple[SavedView, ...]:
        if any(_same(item.name, checked.name) for item in views):
            raise NotKept("taken")
        if len(views) >= MOST:
            raise NotKept("full")
        return (*views, checked)

    _change(database, add)


def rename(database: Path, name: str, new: str) -> None:
    """Give a view another name. Raises NotKept as ``save`` does, and gone where there is none of this name."""
    checked = clean_name(new)

    def renamed(views: tuple[SavedView, ...]) -> tuple[SavedView, ...]:
        others = tuple(item for item in views if item.name != name)
        if len(others) == len(views):
            raise NotKept("gone")
        if any(_same(item.name, checked) for item in others):
            raise NotKept("taken")
        return tuple(SavedView(checked, item.page, item.query) if item.name == name else item for item in views)

    _change(database, renamed)


def delete(database: Path, name: str) -> None:
    """Forget a view; one that is not there is forgotten already. Raises NotKept: broken or unwritable."""
    _change(database, lambda views: tuple(item for item in views if item.name != name))


def clean_name(name: str) -> str:
    """The name in NFC with single spaces. Raises NotKept (bad_name): empty, too long, or with what is no letter on screen."""
    tidy = " ".join(unicodedata.normalize("NFC", name).split())
    if not tidy or len(tidy) > LONGEST_NAME or any(unicodedata.category(letter)[0] == "C" for letter in tidy):
        raise NotKept("bad_name")
    return tidy


def _view(item: dict[str, object]) -> SavedView:
    """Raises KeyError, TypeError, ValueError or NotKept where it is none."""
    name, page, query = (_text(item[part]) for part in ("name", "page", "query"))
    if not page.isidentifier() or len(query) > LONGEST_QUERY:
        raise ValueError("no saved view")
    return SavedView(clean_name(name), page, query)


def _text(value: object) -> str:
    """A text that can be written into an address; raises TypeError or ValueError for anything else."""
    if not isinstance(value, str):
        raise TypeError("no text")
    value.encode()
    return value


def _same(one: str, other: str) -> bool:
    return one.casefold() == other.casefold()


def _sorted(views: tuple[SavedView, ...]) -> tuple[SavedView, ...]:
    return tuple(sorted(views, key=lambda view: view.name.casefold()))


def _change(database: Path, change: Callable[[tuple[SavedView, ...]], tuple[SavedView, ...]]) -> None:
    with changing(path_of(database)):
        saved = read(database)
        if saved.is_broken:
            raise NotKept("broken")
        _write(path_of(database), _sorted(change(saved.views)))


def _write(target: Path, views: tuple[SavedView, ...]) -> None:
    """Replace the file as a whole, readable by its owner only: it holds search words."""
    text = json.dumps({"views": [asdict(view) for view in views]}, ensure_ascii=False, indent=1)
    write_whole(target, text, mode=PRIVATE)
