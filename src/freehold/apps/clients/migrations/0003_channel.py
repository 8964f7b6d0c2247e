"""Through which platform a client came and pays."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("clients", "0002_people")]

    operations = [
        migrations.AddField(model_name="client", name="channel", field=models.CharField(blank=True, default="", max_length=100)),
    ]
