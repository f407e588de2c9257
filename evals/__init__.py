"""How well the assistant does: questions with the evidence and the facts expected, run and scored without a model."""
