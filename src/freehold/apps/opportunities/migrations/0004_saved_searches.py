from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0003_preferences")]
    operations = [
        migrations.CreateModel(
            name="SavedSearch",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=120)),
                ("filters", models.JSONField(default=dict)),
                ("without", models.CharField(blank=True, max_length=300)),
                (
                    "telling",
                    models.CharField(
                        choices=[("pages", "Here only"), ("once", "A mail as soon as possible"), ("daily", "One mail a day")],
                        default="pages",
                        max_length=8,
                    ),
                ),
                ("hour", models.PositiveSmallIntegerField(default=7)),
                ("quiet_from", models.PositiveSmallIntegerField(default=20)),
                ("quiet_to", models.PositiveSmallIntegerField(default=7)),
                ("enabled", models.BooleanField(default=True)),
                ("created_at", models.DateTimeField()),
                ("seen_at", models.DateTimeField(blank=True, null=True)),
                ("mailed_on", models.DateField(blank=True, null=True)),
                ("removed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "freelancer",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.freelancer"),
                ),
                (
                    "workspace",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.workspace"),
                ),
            ],
            options={"indexes": [models.Index(fields=["workspace", "freelancer"], name="saved_search_of")]},
        ),
        migrations.CreateModel(
            name="SearchHit",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("found_at", models.DateTimeField()),
                ("mailed_at", models.DateTimeField(blank=True, null=True)),
                (
                    "opportunity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="opportunities.opportunity"
                    ),
                ),
                (
                    "search",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="hits",
                        to="opportunities.savedsearch",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["search", "-found_at"], name="search_hit_recent")],
                "constraints": [models.UniqueConstraint(fields=("search", "opportunity"), name="search_hit_once")],
            },
        ),
    ]
