"""Actions: what is done about what customers say, by whom and by when, and what has changed since."""

from views.components import action_panels
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """What is overdue, under way and open, and what became of it."""
    action_panels.show_actions(view)


show_page(current())
