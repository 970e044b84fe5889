"""What comes out: the record of a report, its vocabulary, places, problems and schema."""
