"""The parts of the page on which claims and their sources are written and corrected."""
