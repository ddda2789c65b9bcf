"""So many times so much, averages, and what is told for each of several."""
