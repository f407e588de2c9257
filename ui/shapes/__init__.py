"""The JSON that others rely on: its shapes, and our values in them."""
