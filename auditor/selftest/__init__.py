"""The self-test: the errors that can be planted, and the trial whether an audit notices them."""
