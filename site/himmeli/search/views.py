from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from himmeli.navigation.tree import front_pages

from .limits import is_too_often
from .results import best_of, find, page_of
from .words import LONGEST_QUERY

SUGGESTIONS = 7


@require_safe
def search(request):
    query = request.GET.get("q", "")[:LONGEST_QUERY].replace("\x00", "")
    if query.strip() and is_too_often(request):
        return render(
            request,
            "search/search.html",
            {"query": query, "is_too_often": True, "is_hidden_from_search": True},
            status=429,
        )
    found = find(query, get_language())
    group = found.group(request.GET.get("kind", ""))
    if group is None and len(found.groups) == 1:
        group = found.groups[0]
    page = page_of(group, request.GET.get("page")) if group else None
    context = {
        "query": query.strip(),
        "found": found,
        "group": group,
        "page_obj": page,
        "front": front_pages().get(get_language()),
        "is_hidden_from_search": True,
    }
    return render(request, "search/search.html", context)


@require_safe
def suggest(request):
    """A few results as plain links, for the list under a search box."""
    query = request.GET.get("q", "")[:LONGEST_QUERY].replace("\x00", "")
    results = [] if is_too_often(request) else best_of(find(query, get_language()), SUGGESTIONS)
    return render(request, "search/suggest.html", {"results": results, "query": query.strip()})
