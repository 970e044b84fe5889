"""From the site's pages to the PDFs of reviews."""
