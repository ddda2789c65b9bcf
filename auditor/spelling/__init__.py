"""What is written wrongly: words, and set phrases in which one character was taken for another."""
