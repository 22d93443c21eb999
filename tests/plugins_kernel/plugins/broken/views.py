from django.http import HttpResponse, JsonResponse

from .boom import boom
from .models import Note


def notes(request):
    boom()


def api_notes(request):
    return JsonResponse({"notes": Note.objects.count()})


def desk(request):
    return HttpResponse("the desk of broken")
