"""What is kept to be searched, and how it follows the database."""
