"""The segmenter: a document's lines to an outline of sections, areas, follow-ups and lists.

``irp.parser.segment.segmenter.segment`` is its entry. It decides what each line belongs to;
the normaliser decides what the words mean.
"""
