"""Pages for people: the review of one report, the site over many. Plain files, no server.

``irp.pages.base`` is what both stand on: templates that escape everything, one stylesheet, a
content security policy. ``irp.pages.words`` names what the record's vocabularies mean.
"""
