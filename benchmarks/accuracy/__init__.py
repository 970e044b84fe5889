"""The accuracy campaign: invented reports, read back and held against the truth they came from.

`make accuracy` runs it and writes `docs/accuracy.md`. A campaign, not a test: it takes minutes,
and says how good the extraction is rather than whether it works.
"""
