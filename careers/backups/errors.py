class BackupError(Exception):
    """Says in words for the operator why nothing was done."""
