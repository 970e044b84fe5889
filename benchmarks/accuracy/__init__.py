"""The accuracy campaign: invented reports, read back and compared with their known truth.

`make accuracy` runs it and writes `docs/accuracy.md`. A campaign, not a test: it takes minutes,
and measures how good the extraction is rather than whether it works.
"""
