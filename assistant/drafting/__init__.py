"""What is built by asking: who says what on a theme, a project plan from a team's brief."""
