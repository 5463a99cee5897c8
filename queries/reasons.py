"""The English sentences of reasons, as the command line says them, for the views' words."""

from pipeline.errors import english_reasons


def english_sentences() -> dict[str, str]:
    """``reason.<code>`` and ``remedy.<code>`` -> sentence, what it names in braces."""
    return english_reasons().sentences
