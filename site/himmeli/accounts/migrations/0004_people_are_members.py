from django.db import migrations


def make_members(apps, schema_editor):
    """Until now whoever had a sign-in was a member, and an administrator knew the address; now rows say so."""
    EmailAddress = apps.get_model("account", "EmailAddress")
    people = apps.get_model("accounts", "User").objects.filter(is_active=True)
    if people.exists():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Member")
        group.user_set.add(*people)
    for person in people.exclude(pk__in=EmailAddress.objects.values("user_id")):
        EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_applications_and_rules"),
        ("account", "0009_emailaddress_unique_primary_email"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(make_members, migrations.RunPython.noop)]
