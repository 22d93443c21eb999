"""The site's own search: one box, results ranked and grouped by kind, suggestions while one types."""
