"""Model: who scored this database, how right the scorer is by language and emotion, and what it is bad at."""

from queries.model_card import model_figures
from views.charts.model_rows import corpora
from views.components import correction_panels, model_panels
from views.session.current_view import View, current


def show_page(view: View) -> None:
    """How far the scores can be trusted."""
    figures = model_figures()
    tone, emotions = (corpora(view, figures, section) for section in ("tone", "emotions"))
    model_panels.show_head(view, tone, str(figures.get("version") or ""))
    model_panels.show_own_layer(view)
    correction_panels.show_corrections(view)
    model_panels.show_figures(view, tone, emotions, figures)
    model_panels.show_weaknesses(view)
    model_panels.show_training_sources(view)
    model_panels.show_model_card(view)


show_page(current())
