"""Stage 1: files -> documents -> chunks."""
