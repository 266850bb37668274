"""Claims to briefing material."""
