"""What reading a report costs, compared with other programs and by length: `make bench`."""
