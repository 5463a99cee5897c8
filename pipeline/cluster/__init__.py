"""Beyond one machine: Arrow batches, Spark, and bringing scored rows in."""
