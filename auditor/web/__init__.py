"""The local page: documents dropped into a browser, audited on this machine, kept in memory for an hour."""
