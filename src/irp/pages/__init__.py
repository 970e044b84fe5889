"""HTML pages: the review of one report, the site of many. Plain files, no server.

``irp.pages.base`` is what both use: templates that escape everything, one stylesheet, a
content security policy. ``irp.pages.words`` names what the record's vocabularies mean.
"""
