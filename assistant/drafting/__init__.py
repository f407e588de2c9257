"""What is built by asking: a comparison of what the sources say."""
