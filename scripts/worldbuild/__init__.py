"""The steps of `scripts/build_data.py`: reference files in, `geo/data` out."""
