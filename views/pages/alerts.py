"""Alerts: which figures have left their usual level, since when and how far."""

from views.components import alert_panels
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """What is worse than usual, and what is better."""
    alert_panels.show_alerts(view)


show_page(current())
