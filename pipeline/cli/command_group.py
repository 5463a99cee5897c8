"""Groups of commands: their help by section, commands of other rooms, and commands under a former name."""

from collections.abc import Mapping, Sequence
from copy import copy
from functools import cached_property
from importlib.metadata import EntryPoint, entry_points
from inspect import cleandoc
from typing import ClassVar

import click

from pipeline.cli.console import say

OTHER_COMMANDS = "Other commands"

LONGEST_SUMMARY = 200
"""Characters of a command's summary in the help of its group; longer ones are cut off."""


class CommandGroup(click.Group):
    """The commands written here, and those that other rooms add as entry points, which are loaded when asked for.

    ``entry_point_group`` names these entry points: the pipeline may not import the rooms that they come from.
    ``sections`` are titles of the help, each with its commands in order.
    """

    entry_point_group: ClassVar[str] = ""
    sections: ClassVar[Mapping[str, tuple[str, ...]]] = {}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, sorted."""
        return sorted({*super().list_commands(ctx), *self._points})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of this name, loaded from its room if need be; None where there is none."""
        own = super().get_command(ctx, cmd_name)
        if own is not None:
            return own
        point = self._points.get(cmd_name)
        return point.load() if point else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands into the help, section by section."""
        names = self.list_commands(ctx)
        width = max(map(len, names), default=0)
        for title, inside in self._by_section(names).items():
            rows = [(name.ljust(width), self._summary(ctx, name)) for name in inside]
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def _by_section(self, names: Sequence[str]) -> dict[str, list[str]]:
        """Title -> those of the commands that stand under it; the ones that no section names come last."""
        sections = {title: [name for name in inside if name in names] for title, inside in self.sections.items()}
        placed = {name for inside in sections.values() for name in inside}
        sections[OTHER_COMMANDS if placed else "Commands"] = [name for name in names if name not in placed]
        return sections

    def _summary(self, ctx: click.Context, name: str) -> str:
        command = self.get_command(ctx, name)
        return command.get_short_help_str(LONGEST_SUMMARY) if command else ""

    @cached_property
    def _points(self) -> dict[str, EntryPoint]:
        return {point.name: point for point in entry_points(group=self.entry_point_group)}


def under_former_name(command: click.Command, place: str) -> click.Command:
    """A command as it was called before it moved to ``place`` (such as ``ondo admin``): it says the new name once."""
    former, name, run = copy(command), f"{place} {command.name}", command.callback
    former.short_help = f"Now `{name}`."
    former.help = f"The former name of `{name}`.\n\n{cleandoc(command.help or '')}"

    def say_and_run(**options: object) -> None:
        say(f"`ondo {command.name}` is now `{name}`; the former name keeps working")
        if run is not None:
            run(**options)

    former.callback = say_and_run
    return former
