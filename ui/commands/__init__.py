"""The commands: what `ics` does when a word follows it."""
