"""What a nightly run keeps: originals, state and quarantine."""
