"""Known errors to plant into a notice: one module per family of rules, one function per kind of error."""
