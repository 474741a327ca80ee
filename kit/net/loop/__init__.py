"""The bulk path: one event loop for many strangers."""
