"""What a batch reads: files, folders, archives, lists and web addresses."""
