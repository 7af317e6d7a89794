"""How a running program is: what it counts, what can be asked about it, and the page that answers."""
