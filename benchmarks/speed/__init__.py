"""What reading a report costs, against other programs and against its length: `make bench`."""
