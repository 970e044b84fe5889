"""What the report states about itself (the second path): counts, captions, names."""
