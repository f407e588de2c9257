"""What stands around every request: the open assistant, the queue, callers, errors, figures, the log."""
