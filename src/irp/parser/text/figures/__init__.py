"""Charts and pictures: where they are on a page, and the labels in them."""
