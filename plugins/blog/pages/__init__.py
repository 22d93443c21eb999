from .index import BlogIndexPage
from .post import PostPage

__all__ = ["BlogIndexPage", "PostPage"]
