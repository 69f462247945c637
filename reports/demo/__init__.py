"""The demonstration (演示): an archive of generated reports of 示例省, of invented places alone.

``corpus`` writes the files, the same ones for the same seed and number; ``making`` takes them in as any files are taken
in; ``desk`` leaves something to do for whoever looks at the keeper's desk. What the sentences are made of is in words/.
"""
