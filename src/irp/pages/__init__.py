"""Pages for people: the review of one report, the site over many."""
