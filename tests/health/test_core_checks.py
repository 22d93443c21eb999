"""What each check of the core says when it is well, and when it is not."""

import shutil
import socketserver
import ssl
import threading
from collections import namedtuple
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from wagtail.models import Locale

from himmeli.backup.archive import ArchiveWriter
from himmeli.backup.health import newest
from himmeli.health.backups import backup_sources, offer_backups
from himmeli.health.core import mail, packages, safety
from himmeli.health.core.content import measure_words
from himmeli.health.findings import State
from himmeli.health.times import note, write_times
from himmeli.office.models import BrokenLink
from himmeli.outbox.models import Email
from himmeli.pages.models import ContentPage
from himmeli.plugins.models import JobRun, PluginCost, PluginFault
from himmeli.tasks.models import Worker

FINE, ATTENTION, BROKEN = State
AGO = timezone.now() - timedelta(days=3)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


def states(findings):
    return [finding.state for finding in findings]


def test_database_names_what_has_not_been_migrated(db, tell):
    assert states(tell("database")) == [FINE]
    MigrationRecorder(connection).record_unapplied("health", "0001_initial")

    (finding,) = tell("database")

    assert finding.state is BROKEN
    assert finding.details == ("health 0001_initial",)
    assert "manage.py migrate" in finding.advice


@pytest.mark.parametrize(("free", "state"), [(50, FINE), (1, ATTENTION), (0.1, BROKEN)])
def test_disk_tells_how_much_is_left(db, tell, monkeypatch, tmp_path, settings, free, state):
    settings.VAR_DIR = settings.MEDIA_ROOT = tmp_path
    usage = namedtuple("usage", "total used free")(100 * 1024**3, 0, int(free * 1024**3))
    monkeypatch.setattr(shutil, "disk_usage", lambda path: usage)

    assert states(tell("disk")) == [state]


def test_schedule_that_runs_is_fine_and_one_that_stopped_is_not(db, tell):
    assert states(tell("schedule")) == [BROKEN]
    run = JobRun.objects.create(job="a", period="1", finished_at=timezone.now())
    assert states(tell("schedule")) == [FINE]

    JobRun.objects.filter(pk=run.pk).update(started_at=AGO)

    (finding,) = tell("schedule")
    assert finding.state is BROKEN
    assert "ran last on" in finding.text


def test_schedule_names_jobs_that_failed(db, tell):
    JobRun.objects.create(job="blog.tidy", period="1", error="ValueError: no", finished_at=timezone.now())
    JobRun.objects.create(job="blog.tidy", period="2", error="ValueError: still no", finished_at=timezone.now())

    (finding,) = tell("schedule")

    assert finding.state is ATTENTION
    assert finding.details == ("blog.tidy: ValueError: still no",)


def task(**fields):
    fields = {"status": "READY", "task_path": "a.b", "args_kwargs": {}, "backend_name": "default", **fields}
    row = DBTaskResult.objects.create(run_after=timezone.now() - timedelta(days=9), exception_class_path="", **fields)
    return DBTaskResult.objects.filter(pk=row.pk)


def test_worker_that_lets_tasks_wait_is_broken(db, tell, settings):
    assert states(tell("worker")) == [FINE]
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    waiting = task()
    (finding,) = tell("worker")
    assert finding.state is BROKEN
    assert "does not run" in finding.text
    assert "1 task waits" in finding.text

    Worker.objects.create(pk="himmeli-a", host="a", process=1, seen_at=timezone.now())
    assert states(tell("worker")) == [FINE]

    waiting.update(enqueued_at=AGO)
    assert states(tell("worker")) == [ATTENTION]

    waiting.update(status="FAILED", finished_at=timezone.now(), exception_class_path="ValueError")
    (finding,) = tell("worker")
    assert (finding.state, finding.details) == (ATTENTION, ("a.b: ValueError",))


@pytest.mark.parametrize(("age", "state"), [(None, BROKEN), (0, FINE), (3, ATTENTION), (9, BROKEN)])
def test_backups_are_as_good_as_the_newest_is_new(db, tell, age, state):
    made_at = None if age is None else timezone.now() - timedelta(days=age)
    offer_backups("test.backup", lambda: made_at)
    try:
        others = [entry for entry in backup_sources.entries() if entry.name != "test.backup"]
        for entry in others:
            backup_sources.remove(entry.name)
        assert states(tell("backups")) == [state]
    finally:
        backup_sources.remove("test.backup")
        for entry in others:
            backup_sources.register(entry.name, entry.value)


def test_plugins_that_failed_are_counted(db, tell):
    assert states(tell("plugins")) == [FINE]
    PluginFault.objects.create(plugin="blog", piece="slot", message="no", count=3, last_at=timezone.now())
    PluginFault.objects.create(plugin="blog", piece="slot", message="old", count=30, last_at=AGO - timedelta(days=9))

    (finding,) = tell("plugins")

    assert finding.state is ATTENTION
    assert "3 times" in finding.text


def test_plugins_that_cost_much_are_named(db, tell):
    PluginCost.objects.create(plugin="blog", views=2, samples=[[5_000, 2, 0], [900_000, 40, 1]])
    assert states(tell("costs")) == [FINE]

    PluginCost.objects.update(samples=[[200_000, 2, 0]])

    (finding,) = tell("costs")
    assert finding.state is ATTENTION
    assert "about 200 ms, and asks the database 2 times" in finding.details[0]


def test_pages_that_are_slow_are_named_slowest_first(db, tell):
    assert states(tell("pages")) == [FINE]
    for place, milliseconds in (("/fi/", 20), ("/fi/hidas/", 1500), ("/fi/hitain/", 3000)):
        for _ in range(3):
            note(place, milliseconds * 1000)
    note("/fi/kerran/", 9_000_000)
    write_times()

    (finding,) = tell("pages")

    assert finding.state is ATTENTION
    assert finding.details == ("/fi/hitain/: 3000 ms", "/fi/hidas/: 1500 ms")


def test_broken_links_are_counted_with_the_way_to_them(db, tell, site_root):
    assert states(tell("links")) == [FINE]
    from django.contrib.contenttypes.models import ContentType

    kind = ContentType.objects.get_for_model(ContentPage)
    BrokenLink.objects.create(content_type=kind, object_id="1", source_title="A", target_id="2", reason="hidden")

    (finding,) = tell("links")

    assert (finding.state, finding.url) == (ATTENTION, "/admin/desk/links/")


def test_pages_without_a_translation_are_named(db, tell, site_root):
    english = Locale.objects.get(language_code="en")
    site_root.copy_for_translation(english).save_revision().publish()
    site_root.add_child(instance=ContentPage(title="Talkoot", slug="talkoot", locale=site_root.locale))

    (finding,) = tell("translations")

    assert "1 page has no translation (English)" in finding.text
    assert finding.details == ("Talkoot",)


def test_words_of_the_site_that_a_language_lacks_are_counted(db, tell, settings):
    settings.WAGTAIL_CONTENT_LANGUAGES = [("fi", "suomi"), ("en", "englanti"), ("et", "eesti")]

    measured = measure_words()

    assert measured["fi"] == 0
    assert measured["et"] > 500
    assert "en" not in measured
    (finding,) = tell("words", {"fi": 0, "et": measured["et"]})
    assert finding.state is ATTENTION


def test_packages_of_another_version_or_missing_are_named(db, tell, tmp_path, monkeypatch):
    assert BROKEN not in states(tell("packages"))
    pins = tmp_path / "requirements.txt"
    pins.write_text("django==1.0\nno-such-thing==2.0\n# comment\n")
    monkeypatch.setattr(packages, "PINS", pins)

    gone, other = tell("packages")

    assert (gone.state, gone.details) == (BROKEN, ("no-such-thing",))
    assert other.state is ATTENTION
    assert other.details[0].startswith("django 5.2")


def test_settings_of_ones_own_machine_are_fine_and_of_a_public_site_are_looked_at(db, tell, settings):
    assert states(tell("settings")) == [FINE]

    settings.SITE_URL = "http://kylanvaki.fi"
    assert states(tell("settings")) == [BROKEN]

    settings.SITE_URL, settings.IS_HTTPS = "https://kylanvaki.fi", True
    settings.SECRET_KEY = "short"
    texts = [str(finding.text) for finding in tell("settings")]
    assert "The site’s secret key is too short or well known." in texts
    assert "Browsers are not told to use the encrypted address only." in texts


def test_settings_of_a_public_site_in_order_are_fine(db, tell, settings):
    settings.SITE_URL, settings.IS_HTTPS = "https://kylanvaki.fi", True
    settings.SECURE_SSL_REDIRECT = settings.SECURE_HSTS_PRELOAD = settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    settings.SECURE_HSTS_SECONDS = 31_536_000
    settings.SECRET_KEY = "q" * 20 + "wertyuiopasdfghjklzxcvbnm1234567890" * 2

    assert states(tell("settings")) == [FINE]


def test_a_demos_password_left_behind_is_broken(db, tell, make_user, settings):
    person = make_user("Marketta", email="marketta@example.org")
    person.set_password(settings.HIMMELI_DEMO_PASSWORD)
    person.save()

    assert states(tell("settings")) == [BROKEN, FINE]


@pytest.mark.parametrize(("days", "state"), [(60, FINE), (10, ATTENTION), (2, BROKEN), (-1, BROKEN)])
def test_certificate_is_told_before_it_ends(db, tell, days, state):
    expires = (timezone.now() + timedelta(days=days, hours=1)).isoformat()

    assert states(tell("certificate", {"expires": expires})) == [state]


def test_certificate_that_nobody_vouches_for_is_broken(db, tell, settings, tmp_path):
    with tls_server(tmp_path) as port:
        settings.SITE_URL = f"https://localhost:{port}"
        measured = safety.measure_certificate()

    assert "CERTIFICATE_VERIFY_FAILED" in measured["error"]
    assert states(tell("certificate", measured)) == [BROKEN]


def test_certificate_of_a_trusted_server_gives_its_end(settings, tmp_path, monkeypatch):
    with tls_server(tmp_path) as port:
        settings.SITE_URL = f"https://localhost:{port}"
        trusting = ssl.create_default_context(cafile=tmp_path / "certificate.pem")
        monkeypatch.setattr(ssl, "create_default_context", lambda: trusting)
        measured = safety.measure_certificate()

    assert 28 <= (timezone.datetime.fromisoformat(measured["expires"]) - timezone.now()).days <= 30


def test_a_site_without_encryption_has_no_certificate_to_look_at(tell):
    assert safety.measure_certificate() == {}
    assert states(tell("certificate", {})) == [FINE]


def tls_server(folder):
    import contextlib
    import datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(pem))
    (folder / "key.pem").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")

    class Server(socketserver.TCPServer):
        def get_request(self):
            plain, address = super().get_request()
            return context.wrap_socket(plain, server_side=True), address

        def handle_error(self, request, client_address):
            pass

    @contextlib.contextmanager
    def served():
        with Server(("localhost", 0), socketserver.BaseRequestHandler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                yield server.server_address[1]
            finally:
                server.shutdown()

    return served()


def test_mail_that_leaves_nowhere_is_told(db, tell, settings):
    settings.HIMMELI_MAIL_TRANSPORT = "console"

    assert mail.measure_mail() == ""
    assert states(tell("mail", "")) == [ATTENTION]


def test_emails_that_wait_and_that_came_back_are_counted(db, tell):
    email = Email.objects.create(message_id="1", subject="Talkoot")
    assert states(tell("outbox")) == [FINE]

    Email.objects.update(created_at=timezone.now() - timedelta(minutes=11))
    (finding,) = tell("outbox")
    assert (finding.state, finding.details) == (BROKEN, ())
    assert finding.text == "1 e-mail has waited for more than ten minutes."

    Email.objects.update(fault=Email.Fault.PASSING)
    (finding,) = tell("outbox")
    assert finding.state is ATTENTION
    assert finding.details == ("The receiver’s mail server asked to try again later.",)

    Email.objects.filter(pk=email.pk).update(state=Email.State.REFUSED)
    (finding,) = tell("outbox")
    assert finding.state is ATTENTION
    assert finding.text == "1 e-mail did not arrive in the last thirty days."
    assert finding.url.endswith("?state=failed")


def test_newest_backup_that_can_be_read_is_the_one_that_counts(tmp_path, settings):
    settings.HIMMELI_BACKUP_DIR = tmp_path
    assert newest() is None

    (tmp_path / "himmeli-20261120T030000Z-daily.zip").write_text("no archive")
    assert newest() is None

    with ArchiveWriter(tmp_path / "himmeli-20261118T030000Z-daily.zip") as writer:
        writer.finish({"format": 1, "himmeli": "0.1.0", "tables": {}, "missing": [], "migrations": []})
    assert newest() == datetime(2026, 11, 18, 3, tzinfo=UTC)


def test_mail_server_that_does_not_answer_is_told_with_what_was_said(db, tell, settings):
    settings.HIMMELI_MAIL_TRANSPORT = "smtp"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1

    said = mail.measure_mail()

    assert "ConnectionRefusedError" in said
    (finding,) = tell("mail", said)
    assert finding.state is BROKEN
    assert said in finding.text


def test_mail_server_that_answers_is_fine(db, tell, settings):
    settings.HIMMELI_MAIL_TRANSPORT = "smtp"
    settings.EMAIL_HOST, settings.EMAIL_USE_TLS = "127.0.0.1", False
    with mail_server() as settings.EMAIL_PORT:
        said = mail.measure_mail()

    assert said == ""
    assert states(tell("mail", said)) == [FINE]


def mail_server(answer_to_rcpt="250 ok"):
    import contextlib

    class Handler(socketserver.StreamRequestHandler):
        def handle(self):
            self.wfile.write(b"220 mail.example ready\r\n")
            for line in self.rfile:
                word, in_data = line[:4].upper().strip(), getattr(self, "in_data", False)
                if in_data:
                    if line == b".\r\n":
                        self.in_data = False
                        self.wfile.write(b"250 taken\r\n")
                    continue
                if word == b"DATA":
                    self.in_data = True
                    self.wfile.write(b"354 go on\r\n")
                elif word == b"RCPT":
                    self.wfile.write(answer_to_rcpt.encode() + b"\r\n")
                else:
                    self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 ok\r\n")

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = allow_reuse_address = True

    @contextlib.contextmanager
    def served():
        with Server(("127.0.0.1", 0), Handler) as server:
            threading.Thread(target=server.serve_forever, daemon=True).start()
            try:
                yield server.server_address[1]
            finally:
                server.shutdown()

    return served()
