"""The report's own summary of judgements, in each form it takes."""
