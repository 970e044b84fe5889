"""The words and drawings of a page as pdfium gives them."""
