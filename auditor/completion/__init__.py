"""What is said to be wholly done, and what the same notice says is left of it."""
