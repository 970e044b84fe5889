"""A person's decisions about records: kept in a file, found again, applied before the checks.

``file`` reads, merges and appends lines; ``places`` finds the place of a decision in a record;
``applying`` applies a source's decisions; ``making`` makes one, and moves them to a new edition.
"""
