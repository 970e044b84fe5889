"""What a run reports: summary, findings, feed, metrics, notification."""
