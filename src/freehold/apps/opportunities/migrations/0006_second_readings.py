from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0005_closed")]
    operations = [
        migrations.CreateModel(
            name="SecondReading",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("body_hash", models.CharField(max_length=64)),
                ("model", models.CharField(max_length=200)),
                ("answer", models.JSONField(default=dict)),
                ("read_at", models.DateTimeField()),
                (
                    "workspace",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.workspace"),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["workspace", "read_at"], name="second_reading_day")],
                "constraints": [models.UniqueConstraint(fields=("workspace", "body_hash"), name="second_reading_once")],
            },
        ),
    ]
