"""Folders of scored rows, a part for each input file: which parts are whole, and by what they were scored."""

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path

from pipeline import __version__
from pipeline.config.brand_words import RULE
from pipeline.config.settings import Settings
from pipeline.errors import DataRefused, WrongUsage
from pipeline.masking.mask import keyed_hash
from pipeline.mentions.placer import placer_of
from pipeline.records import ReadOptions
from pipeline.safe_files import write_whole
from pipeline.sources.source_kind import shown_name, shown_path

FORMAT = 5
"""Version of the columns of a part; raise it with any change to pipeline.cluster.batches.SCHEMA."""

MARKER = "_ondo.json"
"""File in a part that says that it is whole, and how it was made. Readers of Parquet folders leave out names with _."""

PREFIX = "part="
READ_AT_ONCE = 1 << 20


@dataclass(frozen=True, slots=True)
class ScoringFingerprint:
    """What the scores of all parts of one command depend on beside the rows; ``key`` and ``settings`` are hashes."""

    scorer_version: str
    settings: str
    key: str
    format: int = FORMAT
    program: str = __version__


@dataclass(frozen=True, slots=True)
class ScoredPart:
    """A whole part: its ``folder``, the masked name of the ``path`` it was read from, its source and number of rows.

    ``content`` is the hash of the input file, ``options`` of how it was read.
    """

    folder: Path
    path: Path
    source: str
    rows: int
    content: str
    options: str
    marks: ScoringFingerprint

    def files(self) -> list[Path]:
        """The Parquet files of the part."""
        return sorted(self.folder.glob("*.parquet"))


def marks_of(scorer_version: str, settings: Settings, key: bytes) -> ScoringFingerprint:
    """The marks of what is scored with this scorer, these settings and this secret."""
    own = [(item.kind, item.pattern.pattern) for item in settings.personal_patterns]
    words = (settings.brand_words, RULE if settings.brand_words else 0, placer_of(settings.touchpoints).fingerprint)
    parts = repr((settings.time_zone, *words, own, sorted(settings.kinds_off)))
    return ScoringFingerprint(scorer_version, _hash(parts.encode()), keyed_hash("ondo", key))


def options_mark(options: ReadOptions) -> str:
    """The hash of how files are read."""
    return _hash(repr(options).encode())


def content_of(path: Path) -> str:
    """The hash of a file's bytes; raises DataRefused where it cannot be read."""
    digest = blake2b(digest_size=16)
    try:
        with open(path, "rb") as handle:
            while block := handle.read(READ_AT_ONCE):
                digest.update(block)
    except OSError as error:
        raise DataRefused(
            f"the file cannot be read ({error.strerror})", where=shown_path(path), remedy="check its name and rights"
        ) from error
    return digest.hexdigest()


def part_folder(target: Path, path: Path, among: Path) -> Path:
    """Where the part of an input file lies: its name, masked, and the hash of its place in its folder ``among``."""
    stem = "".join(letter if letter.isalnum() or letter in "-_." else "_" for letter in shown_name(path))
    return (
        target / f"{PREFIX}{stem[:60]}-{_hash(path.relative_to(among).as_posix().encode('utf-8', 'surrogatepass'))[:8]}"
    )


def mark_whole(part: ScoredPart) -> None:
    """Say that a part is whole, in one step."""
    facts = {**asdict(part), "path": part.path.name}
    del facts["folder"]
    write_whole(part.folder / MARKER, json.dumps(facts, ensure_ascii=False, indent=1))


def whole_part(folder: Path) -> ScoredPart | None:
    """The part in a folder, or None where it is not whole."""
    try:
        facts = json.loads((folder / MARKER).read_text(encoding="utf-8"))
        marks = ScoringFingerprint(**facts.pop("marks"))
        return ScoredPart(folder=folder, marks=marks, path=Path(facts.pop("path")), **facts)
    except (OSError, ValueError, KeyError, TypeError):
        return None


def parts_in(target: Path) -> Iterator[tuple[Path, ScoredPart | None]]:
    """The folders of parts, each with what is in it if it is whole."""
    for folder in sorted(target.glob(f"{PREFIX}*")):
        yield folder, whole_part(folder)


def loadable(target: Path, wanted: ScoringFingerprint) -> list[ScoredPart]:
    """The parts of a folder, all whole and made as ``wanted``; raises DataRefused or WrongUsage where they are not."""
    found = list(parts_in(target))
    if not found:
        raise DataRefused(
            "no scored rows lie here", where=str(target), remedy="name the folder that `ondo spark` has written"
        )
    broken = [folder for folder, part in found if part is None]
    if broken:
        raise DataRefused(
            f"{len(broken)} of {len(found)} parts are not whole, the first {broken[0].name}",
            where=str(target),
            remedy="run the same `ondo spark` command again: it scores what is missing; or delete these folders",
        )
    parts = [part for _, part in found if part is not None]
    for part in parts:
        _refuse_other(part, wanted)
    return parts


def _refuse_other(part: ScoredPart, wanted: ScoringFingerprint) -> None:
    where, found = str(part.folder), part.marks
    again = "run the same `ondo spark` command again with this version of Ondo: it scores these parts anew"
    if found.format != wanted.format:
        raise DataRefused(
            f"its columns are those of another version of Ondo ({found.program})", where=where, remedy=again
        )
    if found.scorer_version != wanted.scorer_version:
        raise DataRefused(
            f"its scores are those of scorer {found.scorer_version}, this program has {wanted.scorer_version}",
            where=where,
            remedy=again,
        )
    if found.key != wanted.key:
        raise WrongUsage(
            "its customers were hashed with another secret than this database's key file has",
            where=where,
            remedy="score with `ondo spark ... --db` naming this database, or load into the one that was named there",
        )
    if found.settings != wanted.settings:
        raise WrongUsage(
            "it was scored with another time zone, other brand words or other personal patterns",
            where=where,
            remedy="name the same settings file with --config, or score again with this one",
        )


def _hash(content: bytes) -> str:
    return blake2b(content, digest_size=16).hexdigest()
