"""The data behind the site's pages: catalogue, rows, counts, search and downloads."""
