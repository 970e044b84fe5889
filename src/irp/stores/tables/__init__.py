"""Records as tables: columns, rows, CSV, Arrow and the data package."""
