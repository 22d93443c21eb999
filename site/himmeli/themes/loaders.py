"""Templates are looked up in the theme of the request, then its parents, then plugins and core.

A theme can't take a page down: a template of a theme that does not compile, or raises while it is rendered, gives way
to the one of the same name below it.
"""

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.template import Origin, Template, TemplateDoesNotExist
from django.template.backends.django import copy_exception
from django.template.base import TextNode
from django.template.loader_tags import BLOCK_CONTEXT_KEY, BlockNode, ExtendsNode
from django.template.loaders import cached, filesystem

from .current import current_look
from .faults import note_theme_fault

MAX_TEMPLATES = 3000
# What a theme has no say in: the admin must stay usable in any theme.
NOT_THEMED = ("wagtail", "django/", "admin/", "himmeli_admin/")


class ThemeOrigin(Origin):
    """Where a theme's template came from."""

    def __init__(self, theme, **kwargs):
        super().__init__(**kwargs)
        self.theme = theme


class ThemeLoader(filesystem.Loader):
    def get_dirs(self):
        return [theme.folder / "templates" for theme in current_look().theme.chain]

    def get_template_sources(self, template_name):
        if str(template_name).startswith(NOT_THEMED) or "/admin/" in str(template_name):
            return
        themes = {str(theme.folder / "templates"): theme.name for theme in current_look().theme.chain}
        for origin in super().get_template_sources(template_name):
            folder = next((folder for folder in themes if origin.name.startswith(folder)), None)
            if folder:
                yield ThemeOrigin(
                    themes[folder], name=origin.name, template_name=origin.template_name, loader=origin.loader
                )


class ThemedCachedLoader(cached.Loader):
    """Keeps compiled templates of different themes apart: Django's own would give one theme's to another."""

    def get_template(self, template_name, skip=None):
        key = self.cache_key(template_name, skip)
        known = self.get_template_cache.get(key)
        if known is None:
            known = self._compile(template_name, skip)
            if len(self.get_template_cache) >= MAX_TEMPLATES:
                self.get_template_cache.clear()
            self.get_template_cache[key] = known
        if isinstance(known, TemplateDoesNotExist):
            raise copy_exception(known)
        return known

    def cache_key(self, template_name, skip=None):
        return (current_look().cache_key, super().cache_key(template_name, skip))

    def _compile(self, template_name, skip):
        """The first template of that name that compiles; a TemplateDoesNotExist, not raised, when there is none."""
        tried = []
        for origin in self.get_template_sources(template_name):
            if skip is not None and origin in skip:
                tried.append((origin, "Skipped to avoid recursion"))
                continue
            try:
                contents = self.get_contents(origin)
            except TemplateDoesNotExist:
                tried.append((origin, "Source does not exist"))
                continue
            except (OSError, UnicodeDecodeError) as error:
                _note_or_raise(origin, error)
                continue
            if not isinstance(origin, ThemeOrigin):
                return Template(contents, origin, origin.template_name, self.engine)
            try:
                return ThemeTemplate(contents, origin, origin.template_name, self.engine)
            except Exception as error:
                _note_or_raise(origin, error)
        return TemplateDoesNotExist(template_name, tried=tried, backend=None)


class ThemeTemplate(Template):
    """A template of a theme. When it raises, the one below it is rendered in its place."""

    def _render(self, context):
        state = _RenderState(self, context)
        try:
            return super()._render(context)
        except (Http404, PermissionDenied):
            raise
        except Exception as error:
            below = self._template_below()
            if below is None:
                raise
            state.restore(context, below)
            with context.render_context.push_state(below, isolated_context=False):
                rendered = below._render(context)
            # Only now is it sure that the theme was the cause.
            note_theme_fault(self.origin, error)
            return rendered

    def _template_below(self):
        loader = next(loader for loader in self.engine.template_loaders if isinstance(loader, ThemedCachedLoader))
        skip = [self.origin]
        for origin in loader.get_template_sources(self.origin.template_name):
            if origin == self.origin:
                break
            skip.append(origin)
        try:
            return loader.get_template(self.origin.template_name, skip=skip)
        except TemplateDoesNotExist:
            return None


class _RenderState:
    """What `{% extends %}` keeps while it renders: put back before another template renders in the same place."""

    def __init__(self, template, context):
        render_context = context.render_context
        own = set() if _extends(template) else set(_blocks(template).values())
        blocks = render_context.get(BLOCK_CONTEXT_KEY)
        self.blocks = blocks and {
            name: [block for block in nodes if block not in own] for name, nodes in blocks.blocks.items()
        }
        history = render_context.get(ExtendsNode.context_key)
        self.history = None if history is None else list(history)
        self.depth = len(context.dicts)

    def restore(self, context, below):
        render_context = context.render_context
        while len(context.dicts) > self.depth:
            context.pop()
        if self.history is None:
            render_context.dicts[-1].pop(ExtendsNode.context_key, None)
        else:
            render_context[ExtendsNode.context_key] = self.history
        if self.blocks is None:
            render_context.dicts[-1].pop(BLOCK_CONTEXT_KEY, None)
            return
        blocks = render_context[BLOCK_CONTEXT_KEY]
        blocks.blocks.clear()
        blocks.blocks.update(self.blocks)
        if not _extends(below):
            blocks.add_blocks(_blocks(below))


def _extends(template):
    first = next((node for node in template.nodelist if not isinstance(node, TextNode)), None)
    return isinstance(first, ExtendsNode)


def _blocks(template):
    return {node.name: node for node in template.nodelist.get_nodes_by_type(BlockNode)}


def _note_or_raise(origin, error):
    if not isinstance(origin, ThemeOrigin):
        raise error
    note_theme_fault(origin, error)
