"""Similar roles of the whole site, kept in tables. docs/similar-roles.md explains it.

A change is noted by the triggers of the search. ``queue`` forgets what is kept of the
changed roles at once, and makes their rows again, alone or with all others.
"""
