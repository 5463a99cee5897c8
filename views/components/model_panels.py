"""The model page's panels: which scorer, how right it is by corpus and emotion, what it is bad at, what it learned from."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from queries.model_card import model_card
from views.charts import group_specs, model_rows, specs
from views.charts.chart_rows import Series
from views.charts.model_rows import CardFigures, CorpusFigures, FigureRow
from views.components import chart, parts
from views.session import data
from views.session.current_view import View, plain

_WEAKNESSES = 8
"""Texts model.weak.1 and so on."""

_OWN = "+"
"""Between the shipped scorer's version and that of a company's own layer."""

_OWN_COLUMNS = ("language", "learned", "before", "after", "gain", "measured")

_PARITY = ("share_difference_points", "tone_correlation")


def show_head(view: View, tone: Sequence[CorpusFigures], installed: str) -> None:
    """How right the tone is where the reader's language is spoken, and which scorer has scored this database."""
    words, stored = view.words, view.facts.scorer_version.partition(_OWN)[0]
    is_same = bool(installed) and stored == installed
    told = [model_rows.basis(view, tone), words("model.same", version=installed) if is_same else ""]
    lines = [escape(line) for line in told if line]
    parts.page_head(view, "model", model_rows.answer(view, tone), lines)
    if not is_same:
        versions = {"stored": plain(stored) or "–", "installed": plain(installed) or "–"}
        st.warning(words("model.other", **versions), icon=":material/history:")


def show_own_layer(view: View) -> None:
    """What the company's own stars have taught, before and after; nothing where nothing was learned."""
    words, rows = view.words, data.run("own_layer_list").to_pylist()
    if not rows:
        return
    parts.section_title(words("model.own"))
    st.caption(words("model.own.note", when=f"{rows[0]['learned_at']:%Y-%m-%d}", version=plain(rows[0]["version"])))
    lines = [model_rows.own_layer_line(view, row) for row in rows]
    _show_lines([words(f"model.own.{name}") for name in _OWN_COLUMNS], lines)
    columns = [words(f"model.own.word.{name}") for name in ("word", "change", "comments")]
    for row in rows:
        with st.expander(words("model.own.words", language=words(f"comment_language.{row['language']}"))):
            changed = [(plain(item["word"]), f"{item['change']:+.2f}", item["comments"]) for item in row["words"]]
            _show_lines(columns, changed)


def _show_lines(columns: Sequence[str], lines: Sequence[Sequence[object]]) -> None:
    """A table of lines with a cell for each column."""
    st.table({title: [line[place] for line in lines] for place, title in enumerate(columns)}, border="horizontal")


def show_figures(view: View, tone: list[CorpusFigures], emotions: list[CorpusFigures], figures: CardFigures) -> None:
    """How right tone and emotions are on each corpus; says so where the model brings no figures."""
    if not tone and not emotions:
        st.info(view.words("model.no_figures"), icon=":material/info:")
        return
    _show_tone(view, tone)
    _show_emotions(view, emotions)
    _show_emotion_details(view, emotions, figures)


def _show_tone(view: View, corpora: list[CorpusFigures]) -> None:
    parts.section_title(view.words("model.tone"))
    rows = model_rows.tone_rows(view, corpora, "accuracy")
    if rows:
        _show_dots(view, rows, "tone_accuracy", (0.5, 1.0), ("model.corpus", "model.method"))
    with st.expander(view.words("model.details"), icon=":material/table:", key="model_tone_details"):
        st.caption(view.words("model.tone.note"))
        st.table(model_rows.tone_table(view, corpora), border="horizontal")


def _show_emotions(view: View, corpora: list[CorpusFigures]) -> None:
    parts.section_title(view.words("model.emotions"))
    for column, measure, span in zip(st.columns(2, gap="medium"), ("f1", "auc"), ((0.0, 1.0), (0.5, 1.0)), strict=True):
        rows = model_rows.emotion_rows(view, corpora, measure)
        if rows:
            with column:
                _show_dots(view, rows, f"emotions_{measure}", span, ("word.emotion", "model.corpus"))


def _show_emotion_details(view: View, corpora: list[CorpusFigures], figures: CardFigures) -> None:
    """Folded: the emotions' figures by corpus, both languages beside each other, every emotion on each corpus."""
    with st.expander(view.words("model.details"), icon=":material/table:", key="model_emotion_details"):
        st.caption(view.words("model.emotions.note"))
        st.table(model_rows.corpus_table(view, corpora), border="horizontal")
        _show_parity(view, figures)
        for one in corpora:
            st.markdown(f"**{view.words('model.each', corpus=one.label)}**")
            st.table(model_rows.emotion_table(view, one), border="horizontal")
            if names := model_rows.weakest(view, one):
                st.caption(view.words("model.weakest", corpus=one.label, emotions=names))


def _show_parity(view: View, figures: CardFigures) -> None:
    """How alike the same comments score in both languages."""
    both = figures.get("parity")
    if isinstance(both, dict) and all(isinstance(both.get(name), float) for name in _PARITY):
        difference, correlation = (model_rows.decimals(both[name]) for name in _PARITY)
        st.caption(view.words("model.parity", difference=difference, correlation=correlation))


def _show_dots(
    view: View, rows: list[FigureRow], key: str, span: tuple[float, float], columns: tuple[str, str]
) -> None:
    """One chart of a measure: a line for each name, a dot for each group; ``columns`` are the words for these two."""
    words, value = view.words, view.words(f"model.axis.{key}")
    texts = specs.ChartTexts(
        words(f"model.chart.{key}"), words(f"model.chart.{key}.alt"), value=value, n=words("word.n_comments")
    )
    low = min([span[0], *(row["value"] for row in rows)])
    measure = specs.Measure(value, ".1f", (low, span[1]))
    lines, groups = (model_rows.labels_of(rows, name) for name in ("line_text", "group_text"))
    spec = data.spec(group_specs.group_dots_spec, texts, measure, lines, groups, view.dark)
    table = model_rows.chart_table(view, rows, (words(columns[0]), words(columns[1]), value))
    chart.show_chart_with_table(view, spec, rows, f"model_{key}", table, shown=(Series.of(rows),))


def show_weaknesses(view: View) -> None:
    """What the scorer is bad at."""
    words = view.words
    parts.section_title(words("model.weak"))
    st.markdown("\n".join(f"- {words(f'model.weak.{place}')}" for place in range(1, _WEAKNESSES + 1)))


def show_training_sources(view: View) -> None:
    """What the model learned from, and on which terms."""
    words, rows = view.words, list(model_rows.training_sources(view))
    columns = {words(f"model.column.{name}"): [row[name] for row in rows] for name in ("name", "use", "terms")}
    with st.expander(words("model.sources"), icon=":material/school:", key="model_sources"):
        st.caption(words("model.sources.note"))
        st.table(columns, border="horizontal")


def show_model_card(view: View) -> None:
    """The model's own card, in a closed box."""
    text = model_card()
    if text:
        with st.expander(view.words("model.card"), icon=":material/description:", key="model_card"):
            st.markdown(text)
