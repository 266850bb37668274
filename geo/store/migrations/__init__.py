"""Steps of the schema, one module each, carried out by Alembic in the order of their numbers."""
