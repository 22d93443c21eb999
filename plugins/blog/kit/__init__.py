from .loading import load_blog

__all__ = ["load_blog"]
