"""Compares what is read with what is seen: the words of a page with its picture."""
