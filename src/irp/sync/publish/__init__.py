"""Quality gates, and the published set with its change log."""
