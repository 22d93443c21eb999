"""What is sent and done about accounts after the page has answered."""

from django_tasks import task

from .addresses import choose_password_address, site_address
from .emails import send_email
from .models import Application


@task()
def tell_applicant(application_id: int) -> None:
    """Tell her what was decided, with the way in if she may come."""
    application = Application.objects.select_related("user").filter(pk=application_id).first()
    if application is None or application.status == Application.Status.WAITING:
        return
    user = application.user
    context = {"user": user, "email": user.email}
    if application.status == Application.Status.DECLINED:
        send_email("account/email/application_declined", to=user.email, language=user.language, context=context)
        return
    has_password = user.has_usable_password()
    context["has_password"] = has_password
    context["address"] = (
        site_address("account_login", language=user.language) if has_password else choose_password_address(user)
    )
    send_email("account/email/application_approved", to=user.email, language=user.language, context=context)
