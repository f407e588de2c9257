"""What is built by asking: a comparison, a project plan, an evidence pack, a self-assessment."""
