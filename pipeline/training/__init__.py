"""Learning and measuring the weights: the only imports of scikit-learn."""
