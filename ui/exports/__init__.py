"""Answers, comparisons, plans, packs and assessments as Markdown and Word: one place, used by every interface."""
