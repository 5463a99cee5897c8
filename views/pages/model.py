"""Model: who scored this database, how right the scorer is by language and emotion, and what it is bad at."""

import streamlit as st

from queries.model_card import model_card, model_figures
from views.charts import group_specs, specs
from views.charts.chart_rows import Series
from views.components import chart
from views.session import data, model_rows
from views.session.current_view import View, current, plain
from views.session.model_rows import CardFigures, CorpusFigures, FigureRow

_WEAKNESSES = 8
"""Texts model.weak.1 and so on."""


def draw_page(view: View) -> None:
    """The whole page."""
    st.title(view.words("page.model"), anchor=False)
    st.caption(view.words("model.what"))
    figures = model_figures()
    _version(view, str(figures.get("version") or ""))
    tone, emotions = (model_rows.parts(view, figures, section) for section in ("tone", "emotions"))
    if not tone and not emotions:
        st.info(view.words("model.no_figures"), icon=":material/info:")
    else:
        _tone(view, tone)
        _emotions(view, emotions, figures)
    _weaknesses(view, emotions)
    _sources(view)
    _card(view)


def _version(view: View, installed: str) -> None:
    words, stored = view.words, view.facts.scorer_version
    if installed and stored == installed:
        st.success(words("model.same", version=plain(installed)), icon=":material/check_circle:")
        return
    told = {"stored": plain(stored) or "–", "installed": plain(installed) or "–"}
    st.warning(words("model.other", **told), icon=":material/history:")


def _tone(view: View, found: list[CorpusFigures]) -> None:
    words = view.words
    st.subheader(words("model.tone"), anchor=False)
    rows = model_rows.tone_rows(view, found, "accuracy")
    if rows:
        _dots(view, rows, "tone_accuracy", (0.5, 1.0))
    st.caption(words("model.tone.note"))
    st.table(model_rows.tone_table(view, found), border="horizontal")


def _emotions(view: View, found: list[CorpusFigures], figures: CardFigures) -> None:
    words = view.words
    st.subheader(words("model.emotions"), anchor=False)
    for column, measure, span in zip(st.columns(2, gap="medium"), ("f1", "auc"), ((0.0, 1.0), (0.5, 1.0)), strict=True):
        rows = model_rows.emotion_rows(view, found, measure)
        if rows:
            with column:
                _dots(view, rows, f"emotions_{measure}", span)
    st.caption(words("model.emotions.note"))
    st.table(model_rows.corpus_table(view, found), border="horizontal")
    _parity(view, figures)
    for part in found:
        with st.expander(words("model.each", corpus=part.label), icon=":material/table:", key=f"model_{part.name}"):
            st.table(model_rows.emotion_table(view, part), border="horizontal")


def _parity(view: View, figures: CardFigures) -> None:
    both = figures.get("parity")
    names = ("share_difference_points", "tone_correlation")
    if isinstance(both, dict) and all(isinstance(both.get(name), float) for name in names):
        difference, correlation = (model_rows.decimals(both[name]) for name in names)
        st.caption(view.words("model.parity", difference=difference, correlation=correlation))


def _weaknesses(view: View, found: list[CorpusFigures]) -> None:
    words = view.words
    st.subheader(words("model.weak"), anchor=False)
    lines = [words(f"model.weak.{place}") for place in range(1, _WEAKNESSES + 1)]
    for part in found:
        names = model_rows.weakest(view, part)
        if names:
            lines.append(words("model.weakest", corpus=part.label, emotions=names))
    st.markdown("\n".join(f"- {line}" for line in lines))


def _sources(view: View) -> None:
    words, rows = view.words, list(model_rows.sources(view))
    st.subheader(words("model.sources"), anchor=False)
    st.caption(words("model.sources.note"))
    columns = {words(f"model.column.{name}"): [row[name] for row in rows] for name in ("name", "use", "terms")}
    st.table(columns, border="horizontal")


def _card(view: View) -> None:
    text = model_card()
    if text:
        with st.expander(view.words("model.card"), icon=":material/description:", key="model_card"):
            st.markdown(text)


def _dots(view: View, rows: list[FigureRow], key: str, span: tuple[float, float]) -> None:
    """One chart of the rows of a measure: a line for each name, a dot for each group."""
    words = view.words
    title, value = words(f"model.chart.{key}"), words(f"model.axis.{key}")
    texts = specs.ChartTexts(title, words(f"model.chart.{key}.alt"), value=value, n=words("word.n_comments"))
    low = min([span[0], *(row["value"] for row in rows)])
    measure = specs.Measure(value, ".1f", (low, span[1]))
    lines, groups = (model_rows.labels_of(rows, name) for name in ("line_text", "group_text"))
    spec = data.spec(group_specs.dots, texts, measure, lines, groups, view.dark)
    parts = ("model.corpus", "model.method") if key == "tone_accuracy" else ("word.emotion", "model.corpus")
    table = model_rows.drawn_table(view, rows, (words(parts[0]), words(parts[1]), value))
    chart.framed(view, spec, rows, f"model_{key}", table, shown=(Series(rows, 0, False, False),))


draw_page(current())
