"""The document of a truth, composed from the traits of its structure, part by part."""
