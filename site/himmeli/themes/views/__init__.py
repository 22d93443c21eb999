from .public import theme_stylesheet

__all__ = ["theme_stylesheet"]
