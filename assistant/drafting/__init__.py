"""What is built by asking: a project plan from a team's brief."""
