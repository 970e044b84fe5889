"""What a nightly run costs, and what kill -9 does to it; against a local site."""
