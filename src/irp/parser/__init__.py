"""Everything that decides a record: from a source's bytes to its checked extraction."""
