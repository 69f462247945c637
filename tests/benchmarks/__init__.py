"""Benchmarks of search: ``make bench SIZES=1000,40000``. No test runs them."""
