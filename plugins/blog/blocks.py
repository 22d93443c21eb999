from django.apps import apps
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.snippets.blocks import SnippetChooserBlock

from himmeli.blocks.registry import COLUMN, PAGE, offer_block
from himmeli.blocks.section import LISTS, ChoiceBlock, SectionBlock, line


class LatestPostsBlock(SectionBlock):
    """The newest posts in the language of the page, all or those on a topic or with a tag."""

    title = line(_("Title"))
    number = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=12, default=3)
    category = SnippetChooserBlock("blog.Category", label=_("Only on this topic"), required=False)
    tag = line(_("Only with this tag"), max_length=100, search_index=False)
    layout = ChoiceBlock(
        label=_("Layout"),
        choices=[("cards", _("Cards")), ("list", _("List")), ("lead", _("The newest large, the others beside it"))],
        default="cards",
    )
    link_label = line(_("Text of the link to all posts"), max_length=80, search_index=False)

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        post_model = apps.get_model("blog", "PostPage")
        posts = post_model.objects.in_language(get_language()).published()
        if value.get("category"):
            posts = posts.in_category(value["category"])
        if value.get("tag"):
            posts = posts.tagged(slugify(value["tag"], allow_unicode=True))
        posts = list(posts.for_listing()[: value.get("number") or 3])
        context["posts"] = posts
        context["all_url"] = self._address_of_all(posts[0], value.get("category")) if posts else ""
        return context

    def _address_of_all(self, post, category):
        blog = post.index
        if blog is None:
            return ""
        here = category.get_translations(inclusive=True).filter(locale_id=blog.locale_id).first() if category else None
        return blog.address("category", here.slug) if here else blog.url

    class Meta:
        icon = "list-ul"
        label = _("Latest posts")
        group = LISTS
        template = "blog/blocks/latest_posts.html"
        description = _("The newest posts of the blog, by themselves up to date.")


offer_block("latest_posts", LatestPostsBlock(), places=(PAGE, COLUMN), order=100, same_for_all=True)
