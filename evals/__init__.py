"""How well it does: questions, what a good answer must hold, and the measures."""
