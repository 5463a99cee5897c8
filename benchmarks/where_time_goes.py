"""Where the processor time of `ondo run` goes, step by step, beside the bare tokeniser on the same texts.

    python benchmarks/where_time_goes.py [FILE.csv [TEXT_COLUMN]] [--rows N] [--language ko|en] [--times N]
                                         [--save FIGURES.json] [--before FIGURES.json]

Without a file, the model's seed comments are put together to --rows texts as long as real reviews. Every step is measured in
one process without further threads, so that each second belongs to one step; the smallest of --times runs counts, step by
step. The last lines are the command as people run it, with its processes, and the bare loop of Kiwi or VADER. --save keeps
the figures, and --before puts kept ones beside the new ones. Processor time means little beside heavy load, too: measure
before and after in turn.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import wraps
from importlib import import_module
from inspect import isgeneratorfunction
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.run_beside_kiwi import LOOPS, bare_loop, run
from benchmarks.texts import write

STEPS: dict[str, tuple[str, ...]] = {
    "looking at the file": ("pipeline.run:inspect_files", "pipeline.run:fitting_journey"),
    "opening the database": ("pipeline.storage.draft:Draft.__init__",),
    "loading the model": ("pipeline.scoring.scorer:load",),
    "loading Kiwi": ("pipeline.languages.korean:kiwi",),
    "dividing the touchpoints' words": ("pipeline.mentions.finder:_index",),
    "reading": ("pipeline.steps.run_steps:RunSteps.read",),
    "masking": ("pipeline.steps.run_steps:RunSteps.mask",),
    "masking: patterns": ("pipeline.masking.mask:mask_text",),
    "comparing": ("pipeline.steps.run_steps:RunSteps.deduplicate",),
    "comparing: hashes of contents": ("pipeline.storage.deduplicate:content_hash",),
    "languages": ("pipeline.scoring.scorer:Scorer._prepared",),
    "Kiwi": ("pipeline.languages.korean:_tokenised",),
    "VADER": ("pipeline.languages.english:_valences",),
    "tokens": (),
    "tokens: scopes": ("pipeline.languages.features:TokenBatchBuilder.build",),
    "tokens: clauses": ("pipeline.languages.features:clauses_of",),
    "tokens: pairs": ("pipeline.languages.features:pairs_of",),
    "scoring": ("pipeline.scoring.scorer:read", "pipeline.scoring.scorer:Scorer._chunk"),
    "scoring: n-grams": (
        "pipeline.scoring.reading:token_occurrences",
        "pipeline.scoring.reading:character_occurrences",
        "pipeline.scoring.reading:content_occurrences",
    ),
    "scoring: features of heads": ("pipeline.scoring.linear:LinearHead.hits",),
    "scoring: sums of heads": ("pipeline.scoring.linear:LinearHead.scores",),
    "scoring: parts of texts": ("pipeline.scoring.reading:Parts.scores", "pipeline.scoring.reading:Parts.of"),
    "scoring: evidence": (
        "pipeline.scoring.scorer:LanguageScores.tone_spans",
        "pipeline.scoring.scorer:LanguageScores.emotion_spans",
        "pipeline.scoring.scorer:units",
    ),
    "scoring: table": ("pipeline.scoring.scorer:as_table",),
    "mentions": ("pipeline.scoring.scorer:Scorer._with_mentions",),
    "mentions: touchpoints": ("pipeline.mentions.placer:TouchpointPlacer.place",),
    "mentions: scores of parts": ("pipeline.scoring.scorer:Scorer._unit_scores",),
    "mentions: column": ("pipeline.scoring.scorer:mention_column",),
    "remembering texts": (
        "pipeline.scoring.cache:CachingScorer.begin",
        "pipeline.scoring.cache:CachingScorer._put_together",
    ),
    "brand words": (
        "pipeline.brand_words.scoring:with_expected_tone",
        "pipeline.brand_words.scoring:apply",
        "pipeline.brand_words.finder:BrandWordFinder.in_scored",
    ),
    "storing: columns": ("pipeline.steps.run_steps:stage_answers",),
    "storing: pairs and lemmas": (
        "pipeline.storage.pair_codes:PairCodes.listed",
        "pipeline.storage.lemma_codes:LemmaCodes.listed",
    ),
    "storing: into the draft": ("pipeline.storage.tables:insert", "pipeline.storage.pair_codes:insert"),
    "publishing: sources": ("pipeline.steps.run_steps:RunSteps.refuse_or_warn",),
    "publishing: merging": ("pipeline.steps.run_steps:RunSteps.merge",),
    "publishing: checks": ("pipeline.steps.run_steps:RunSteps.check",),
    "publishing: the file": (
        "pipeline.steps.run_steps:RunSteps.publish",
        "pipeline.steps.run_steps:RunSteps.has_changes",
    ),
}
"""Step -> the functions in which it is; what they call that is of another step counts there."""

UNDIVIDED = frozenset({"mentions: scores of parts"})
"""Steps to which all belongs that is called in them."""

Figures = dict[str, float]
"""Processor seconds by step."""


class Clock:
    """Processor seconds of each step, and what is left of the time since the process has begun."""

    def __init__(self) -> None:
        self.spent: Figures = dict.fromkeys(("importing", *STEPS), 0.0) | {"everything else": 0.0}
        self._open = ["importing"]
        self._last = 0.0

    def turn(self) -> None:
        """Give the time since the last turn to the step that is open."""
        now = time.process_time()
        self.spent[self._open[-1]] += now - self._last
        self._last = now

    def begin(self, step: str) -> None:
        """What is done from now on belongs to a step."""
        self.turn()
        self._open.append(self._open[-1] if self._open[-1] in UNDIVIDED else step)

    def end(self) -> None:
        """What is done from now on belongs to the step before."""
        self.turn()
        self._open.pop()

    def imported(self) -> None:
        """The program is loaded."""
        self.turn()
        self._open = ["everything else"]

    def timed(self, step: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """A function whose time counts as that of a step; lazy results are worked out at once, but for generators."""

        @wraps(function)
        def called(*given: Any, **named: Any) -> Any:
            self.begin(step)
            try:
                found = function(*given, **named)
                return list(found) if isinstance(found, map) else found
            finally:
                self.end()

        return self._item_by_item(step, function) if isgeneratorfunction(function) else called

    def _item_by_item(self, step: str, function: Callable[..., Iterator[Any]]) -> Callable[..., Iterator[Any]]:
        @wraps(function)
        def called(*given: Any, **named: Any) -> Iterator[Any]:
            items, nothing = function(*given, **named), object()
            following = self.timed(step, lambda: next(items, nothing))
            while (item := following()) is not nothing:
                yield item

        return called


def put_in_place(clock: Clock) -> None:
    """Have the functions of all steps timed."""
    for step, places in STEPS.items():
        for place in places:
            module, _, name = place.partition(":")
            *owner, last = name.split(".")
            holder = getattr(import_module(module), owner[0]) if owner else import_module(module)
            setattr(holder, last, clock.timed(step, getattr(holder, last)))
    from pipeline.languages import LANGUAGES

    for code, language in LANGUAGES.items():
        LANGUAGES[code] = replace(language, token_batch=clock.timed("tokens", language.token_batch))


def run_here(path: Path) -> Figures:
    """What `ondo run` spends by step, in this process alone."""
    clock = Clock()
    from pipeline.cli.main import cli
    from pipeline.languages import korean
    from pipeline.own_process import OwnProcess
    from pipeline.scoring import scorer

    OwnProcess.claim()
    clock.imported()
    korean.use_threads(0)
    put_in_place(clock)
    scorer._one_ahead = map  # type: ignore[assignment]
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "ondo.toml"
        settings.write_text("workers = 1\n", encoding="utf-8")
        database = str(Path(folder) / "ondo.duckdb")
        cli(["run", str(path), "--db", database, "--config", str(settings)], standalone_mode=False)
    clock.turn()
    return clock.spent


def measured(path: Path, column: str, language: str, times: int) -> Figures:
    """The smallest of several measurements: the steps, the command with its processes, the bare loop."""
    found: list[Figures] = []
    for _ in range(times):
        command = [sys.executable, __file__, "--here", str(path)]
        told = subprocess.run(command, capture_output=True, text=True, check=False)
        if told.returncode:
            raise SystemExit(told.stderr)
        steps: Figures = json.loads(told.stdout.splitlines()[-1])
        whole, _ = run(path)
        _, bare = bare_loop(language, path, column, 2)
        found.append(steps | {"`ondo run`": whole.processor, "the bare loop": bare})
    return {step: min(figures[step] for figures in found) for step in found[0]}


def show(figures: Figures, before: Figures, rows: int) -> None:
    """Print a line a step: processor seconds before and now, microseconds a row, share of all steps."""
    steps = {step: spent for step, spent in figures.items() if step not in ("`ondo run`", "the bare loop")}
    whole = sum(steps.values())
    print(f"{'step':<34} {'before s':>9} {'now s':>9} {'us a row':>9} {'share':>7}")
    ends = {name: figures[name] for name in ("`ondo run`", "the bare loop")}
    for step, spent in {**steps, "all of it, in one process": whole, **ends}.items():
        former = f"{before[step]:9.3f}" if step in before else f"{'':9}"
        print(f"{step:<34} {former} {spent:9.3f} {1e6 * spent / rows:9.1f} {spent / whole:7.1%}")


def main() -> None:
    """Measure on the file, or on texts put together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("column", nargs="?", default="text")
    parser.add_argument("--rows", type=int, default=8_000)
    parser.add_argument("--language", choices=LOOPS, default="ko")
    parser.add_argument("--times", type=int, default=3)
    parser.add_argument("--save", type=Path)
    parser.add_argument("--before", type=Path)
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.here:
        print(json.dumps(run_here(asked.file)))
        return
    with tempfile.TemporaryDirectory() as folder:
        if asked.file is None:
            asked.file = Path(folder) / "texts.csv"
            write(asked.file, asked.rows, language=asked.language)
        rows = sum(1 for _ in asked.file.open(encoding="utf-8-sig")) - 1
        figures = measured(asked.file, asked.column, asked.language, asked.times)
    figures["all of it, in one process"] = sum(
        spent for step, spent in figures.items() if step not in ("`ondo run`", "the bare loop")
    )
    if asked.save:
        asked.save.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    del figures["all of it, in one process"]
    show(figures, json.loads(asked.before.read_text(encoding="utf-8")) if asked.before else {}, rows)


if __name__ == "__main__":
    main()
