"""HTML pages: the review of one report, the site of many. Plain files, no server.

Both use ``irp.pages.base``: templates that escape everything, one stylesheet, a
content security policy. ``irp.pages.words`` explains the record's vocabularies.
"""
