"""How a thing is said: a report's text set for reading, figures in words, remarks, citations, names in letters."""
