"""The keeper's desk (案头): what waits, what is doubtful, what was last done, and where to go."""
