from django.http import HttpResponse, JsonResponse

from .models import Note


def notes(request):
    return HttpResponse(str(Note.objects.count()))


def api_notes(request):
    return JsonResponse({"notes": Note.objects.count()})


def desk(request):
    return HttpResponse("the desk of dummy")
