"""What both paths may know of words: dates, numbers and references."""
