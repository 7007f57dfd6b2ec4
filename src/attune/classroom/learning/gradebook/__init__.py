"""The gradebook: grades with their trace, totals, extensions, results, the roster."""
