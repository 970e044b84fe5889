"""What the report says of itself (the second path): counts, captions, names."""
