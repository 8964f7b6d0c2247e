from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("opportunities", "0004_saved_searches")]
    operations = [
        migrations.AddField("opportunity", "closed_at", models.DateTimeField(blank=True, null=True)),
        migrations.AddIndex(
            "opportunity", models.Index(condition=models.Q(("closed_at__isnull", False)), fields=["workspace"], name="opp_closed")
        ),
        migrations.AddField("sighting", "missed", models.PositiveSmallIntegerField(default=0)),
    ]
