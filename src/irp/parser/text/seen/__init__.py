"""What is read held against what is seen: the words of a page against its picture."""
