"""Settings as they hold for one database: with the journey that it has, and the words that were added beside it."""

from pathlib import Path

from pipeline.config.added_words import with_words_beside
from pipeline.config.ondo_toml.presets import with_journey
from pipeline.config.settings import Settings
from pipeline.storage.database_file import journey_of


def settings_for(database: Path, settings: Settings) -> Settings:
    """Settings with the journey that a published database has, where they say none themselves, and its added words.

    Raises SchemaMismatch, DatabaseError, and WrongUsage as ``read_added_words``.
    """
    return with_words_beside(with_journey(settings, journey_of(database)), database)
