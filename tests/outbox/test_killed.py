"""A process that is killed loses nothing and sends nothing twice."""

import os
import signal
import subprocess
import sys
import textwrap
from datetime import timedelta

import pytest
from django.utils import timezone

from himmeli.outbox.models import Email
from himmeli.outbox.sending import send_due
from tests.plugins_kernel.test_quarantine import ROOT, database_url

pytestmark = [pytest.mark.processes, pytest.mark.django_db(transaction=True)]

BEGIN = """
import os, signal, time
import django
django.setup()
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction

def die():
    os.kill(os.getpid(), signal.SIGKILL)

def send_due():
    from himmeli.outbox.sending import send_due
    send_due()

def write():
    send_mail("Kuitti", "Kiitos tilauksesta.", None, ["raija@example.org"])
"""


def run(script, mail_server):
    """Run a script in a process of its own, with the test's database and mail server, as in a real site."""
    environment = {
        **os.environ,
        "DATABASE_URL": database_url(),
        "DJANGO_SETTINGS_MODULE": "himmeli.settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT / "site"), str(ROOT)]),
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mail_server.port),
        "EMAIL_USE_TLS": "0",
    }
    command = [sys.executable, "-c", BEGIN + textwrap.dedent(script)]
    return subprocess.run(command, env=environment, cwd=ROOT, capture_output=True, text=True, timeout=120)


def test_killed_between_commit_and_sending_it_is_sent_once_by_the_next(mail_server):
    ended = run(
        """
        with transaction.atomic():
            transaction.on_commit(die)
            write()
        """,
        mail_server,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert mail_server.received == []

    assert send_due() == 1
    assert send_due() == 0

    assert [mail.message["Subject"] for mail in mail_server.received] == ["Kuitti"]


def test_killed_before_the_commit_nothing_is_ever_sent(mail_server):
    ended = run(
        """
        with transaction.atomic():
            write()
            die()
        """,
        mail_server,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr

    assert send_due() == 0

    assert mail_server.received == []
    assert not Email.objects.exists()


def test_killed_while_sending_it_is_sent_by_the_next_when_the_claim_has_run_out(mail_server):
    mail_server.script.hangs_at = "DATA"
    ended = run(
        """
        import threading
        threading.Timer(3, die).start()
        write()
        send_due()
        """,
        mail_server,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    mail_server.script.hangs_at = ""
    assert Email.objects.get().claim is not None
    assert send_due() == 0

    Email.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    assert send_due() == 1

    assert [mail.message["Subject"] for mail in mail_server.received] == ["Kuitti"]
