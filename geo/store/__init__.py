"""Where claims live and keep their history: append-only versions in SQLite or PostgreSQL."""
