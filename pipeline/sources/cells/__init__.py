"""From a cell to a value: dates, ratings, ids, consent; and from column names to fields."""
