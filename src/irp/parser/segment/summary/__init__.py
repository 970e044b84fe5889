"""The report's own summary of judgements, in each of its forms."""
