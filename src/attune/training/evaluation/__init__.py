"""How good a model is: metrics, reports, robustness, and the plots that show them."""
