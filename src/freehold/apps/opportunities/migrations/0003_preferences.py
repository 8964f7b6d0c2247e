from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0002_families")]
    operations = [
        migrations.CreateModel(
            name="Learning",
            fields=[
                (
                    "freelancer",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="+",
                        serialize=False,
                        to="accounts.freelancer",
                    ),
                ),
                ("enabled", models.BooleanField(default=True)),
                ("since", models.DateTimeField(blank=True, null=True)),
                ("since_before", models.DateTimeField(blank=True, null=True)),
                ("asked_at", models.DateTimeField(blank=True, null=True)),
                ("learned_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Preference",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("feature", models.CharField(max_length=200)),
                ("points", models.FloatField(default=0.0)),
                ("sure", models.FloatField(default=0.0)),
                ("taken", models.PositiveIntegerField(default=0)),
                ("shown", models.PositiveIntegerField(default=0)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "freelancer",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.freelancer"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("freelancer", "feature"), name="preference_once")],
            },
        ),
    ]
