from django.db import migrations

from giaoban.kernel.ids import uuid7

PAIRS = (
    ("account_manager", "secretariat", "Người cấp quyền không đồng thời xác nhận kết luận và nghiệm thu."),
    ("account_manager", "leader", "Người cấp quyền không đồng thời nghiệm thu."),
    ("secretariat", "territory_account_manager", "Người cấp quyền không đồng thời xác nhận kết luận và nghiệm thu."),
    ("leader", "territory_account_manager", "Người cấp quyền không đồng thời nghiệm thu."),
)


def add(apps, schema_editor):
    """The separations of duty that hold from the first day; a province may add more rows."""
    model = apps.get_model("registry", "IncompatibleRoles")
    for first, second, reason in PAIRS:
        model.objects.create(id=uuid7(), first=first, second=second, reason=reason)


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial")]
    operations = [migrations.RunPython(add, migrations.RunPython.noop)]
