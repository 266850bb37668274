"""What is fast, side by side with what a user would write instead.

``python -m benchmarks`` (or ``make bench``) drives a real browser; see `benchmarks.__main__`.
"""
