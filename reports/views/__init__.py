"""The pages. A view reads its parameters, asks queries or search, and hands a template what it shows."""
