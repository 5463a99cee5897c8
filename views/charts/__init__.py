"""Chart specifications and the rows behind them."""
