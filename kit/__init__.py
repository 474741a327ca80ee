"""webkit: a small business's web presence from one file of facts, and an honest check of it."""

__version__ = "0.1.0"
__all__ = ["__version__"]
