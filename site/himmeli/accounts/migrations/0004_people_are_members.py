from django.db import migrations


def make_members(apps, schema_editor):
    """Until now whoever had a sign-in was a member; from now on the role says so."""
    people = apps.get_model("accounts", "User").objects.filter(is_active=True)
    if people.exists():
        group, _ = apps.get_model("auth", "Group").objects.get_or_create(name="Member")
        group.user_set.add(*people)


class Migration(migrations.Migration):

    dependencies = [
        ("accounts", "0003_applications_and_rules"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [migrations.RunPython(make_members, migrations.RunPython.noop)]
