"""The command line: `ondo` and `python -m pipeline`."""

import sys
from typing import ClassVar

import click

from pipeline import __version__
from pipeline.cli.adapt import adapt
from pipeline.cli.admin import admin
from pipeline.cli.cluster import load_scored, spark
from pipeline.cli.command_group import CommandGroup, under_former_name
from pipeline.cli.console import exit_code_of, flush_or_drop, open_missing_streams, show_control_characters
from pipeline.cli.dashboard import dashboard, demo
from pipeline.cli.follow import follow
from pipeline.cli.lexicon import lexicon, rescore
from pipeline.cli.model import evaluate, train
from pipeline.cli.read import check, run
from pipeline.cli.score import score
from pipeline.cli.subject_export import subject_export
from pipeline.cli.touchpoints import touchpoints
from pipeline.errors import ExitCode

NOW_IN_ADMIN = ("verify", "backup", "restore", "forget", "retain", "access-log")
"""Commands of `ondo admin` that keep working under their former names, without `admin`."""


class _Commands(CommandGroup):
    """All commands of Ondo."""

    entry_point_group = "ondo.commands"
    sections: ClassVar = {
        "Start here": ("check", "run", "follow", "dashboard", "export", "report", "score", "demo"),
        "What customers say": ("topics", "drivers", "story", "customers", "watch", "action", "digest", "mcp"),
        "Scores and the model": (
            "touchpoints",
            "lexicon",
            "correct",
            "corrections",
            "adapt",
            "rescore",
            "evaluate",
            "train",
        ),
        "The database": ("admin", "subject-export"),
        "More comments than one machine scores": ("spark", "load-scored"),
        "Former names": NOW_IN_ADMIN,
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted({*super().list_commands(ctx), *NOW_IN_ADMIN})

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; where nobody reads on, as in `ondo score | head`, it is done."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return ExitCode.DONE

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, also of a former one; None where there is none."""
        moved = admin.get_command(ctx, cmd_name) if cmd_name in NOW_IN_ADMIN else None
        return under_former_name(moved, "ondo admin") if moved else super().get_command(ctx, cmd_name)


@click.group(
    cls=_Commands,
    commands=(
        check,
        run,
        follow,
        dashboard,
        score,
        demo,
        touchpoints,
        lexicon,
        rescore,
        adapt,
        evaluate,
        train,
        admin,
        subject_export,
        spark,
        load_scored,
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(__version__, prog_name="ondo")
def cli() -> None:
    """Ondo shows how customers feel: Korean and English feedback in, emotion by touchpoint next to NPS out.

    Exit codes: 0 done, 1 the data was refused and nothing published, 2 wrong usage or settings, 3 the database cannot
    be read or written, 4 nothing is stored of whom or what was asked for, 130 interrupted.
    """


def main() -> None:
    """Run the command line and exit with the code of its outcome (``ExitCode``)."""
    open_missing_streams()
    show_control_characters()
    code = _outcome()
    flush_or_drop()
    sys.exit(code)


def _outcome() -> int:
    try:
        code = int(cli(standalone_mode=False) or ExitCode.DONE)
        sys.stdout.flush()
        return code
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except click.Abort:
        return exit_code_of(KeyboardInterrupt())
    except BrokenPipeError:
        return ExitCode.DONE
    except (Exception, KeyboardInterrupt) as error:
        return exit_code_of(error)
