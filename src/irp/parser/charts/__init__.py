"""Charts: read from what a PDF draws, or from a picture, each value with the place of its bar."""
