from __future__ import annotations

import django.db.models.deletion
from django.db import migrations, models


def _owned() -> models.ForeignKey:
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.workspace")


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0001_initial")]
    operations = [
        migrations.CreateModel(
            name="Family",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("workspace", _owned()),
            ],
            options={"abstract": False},
        ),
        migrations.AddField(
            model_name="opportunity",
            name="family",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="members",
                to="opportunities.family",
            ),
        ),
        migrations.AddField(model_name="opportunity", name="is_repeat", field=models.BooleanField(default=False)),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(condition=models.Q(("family__isnull", False)), fields=["family"], name="opp_family"),
        ),
        migrations.AddIndex(
            model_name="opportunity",
            index=models.Index(condition=models.Q(("is_repeat", True)), fields=["workspace"], name="opp_repeats"),
        ),
        migrations.CreateModel(
            name="Sketch",
            fields=[
                (
                    "opportunity",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="sketch",
                        serialize=False,
                        to="opportunities.opportunity",
                    ),
                ),
                ("shingles", models.BinaryField()),
                ("name", models.CharField(max_length=90)),
                ("workspace", _owned()),
            ],
            options={"abstract": False},
        ),
        migrations.CreateModel(
            name="NearKey",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("value", models.BigIntegerField()),
                (
                    "opportunity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="near_keys", to="opportunities.opportunity"
                    ),
                ),
                (
                    "workspace",
                    models.ForeignKey(
                        db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.workspace"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("workspace", "value", "opportunity"), name="near_key_once")],
            },
        ),
    ]
