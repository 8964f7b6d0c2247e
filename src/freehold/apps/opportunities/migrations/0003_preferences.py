from __future__ import annotations

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0002_families")]
    operations = []
