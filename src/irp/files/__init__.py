"""Writing files and folders so that a crash, a kill or a full disk leaves nothing half written."""
