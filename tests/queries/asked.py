"""The filter and the months that tests of values ask for."""

from datetime import date

from queries import Filter

ALL = Filter()
JANUARY, FEBRUARY = date(2026, 1, 1), date(2026, 2, 1)
