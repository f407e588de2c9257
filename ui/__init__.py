"""How it is reached: the command line, the HTTP interface and the pages, all rendered in one place."""
