"""`ondo mcp`: answers to assistants, by the Model Context Protocol over stdin and stdout."""

from pathlib import Path

import click

from views.commands.export import database_option
from views.commands.shown import dashboard_address

ROLES = ("executive", "manager", "analyst", "admin")
_INSTALL = "Install it, in Ondo's folder: .venv/bin/pip install -c constraints.txt -e '.[mcp]'"


class _WithDatabase(click.Command):
    """A command with the option that names the database."""

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Those of the command, then the database."""
        *own, help_option = super().get_params(ctx)
        return [*own, database_option(), help_option]


@click.command(cls=_WithDatabase)
@click.option(
    "--role",
    type=click.Choice(ROLES),
    help="What may be asked, as in the dashboard: executive (numbers and quotes), manager (comments too). "
    "[default: local_role of [access] in ondo.toml]",
)
@click.option(
    "--dashboard",
    default="",
    metavar="ADDRESS",
    callback=dashboard_address,
    help="Where the dashboard is, such as https://ondo.example.com; answers then link to it.",
)
def mcp(database: Path | None, role: str | None, dashboard: str) -> None:
    """Answer questions of an assistant (MCP over stdin and stdout).

    Read-only, and never SQL: tools tell what there is, measure, compare, and give quotes and comments by id, with n,
    interval and ids. Small groups stay hidden, employees' texts and texts that may not be quoted are not told; what the
    role may not ask is refused, and reading comments is noted in the access log.

    An assistant starts it by itself; its settings name the command `ondo mcp --db FILE`.
    """
    import queries
    from views.commands.assistant_data import AssistantData

    try:
        from views.commands.assistant_tools import server_for
    except ModuleNotFoundError as error:
        raise click.UsageError(f"{error.name} is not installed. {_INSTALL}") from error
    place = database or queries.database_path()
    data = AssistantData(place, role or queries.access_settings().local_role, dashboard)
    server_for(data, _version()).run("stdio")


def _version() -> str:
    from importlib.metadata import version

    return version("ondo")
