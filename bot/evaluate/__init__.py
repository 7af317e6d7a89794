"""How well the program reads: labelled transcripts, mere chat, letters and speed. `linli eval` prints the figures."""
