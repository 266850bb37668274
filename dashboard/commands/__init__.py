"""The commands of ``claim-atlas``, one module each.

A module offers ``add(commands)``, which describes its options, and a function that does the work
and returns the exit code: 0 done, 1 the input was refused. Whatever is heavy is imported inside
that function, so that ``--help`` and ``resolve`` stay quick.
"""
