"""What is asked: the search language, its tree, the state of a listing."""
