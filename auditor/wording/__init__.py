"""Words that do not go together, and the particles 的、地、得."""
