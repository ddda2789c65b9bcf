"""What a notice states of its problems (totals, progress, areas), held against what it lists."""
