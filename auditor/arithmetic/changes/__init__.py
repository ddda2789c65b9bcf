"""Changes: a value before, a value after, and what is said of the difference; stocks and flows."""
