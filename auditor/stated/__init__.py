"""What the notice states of its problems (totals, progress, areas), held against what it lists, tells elsewhere and tables."""
