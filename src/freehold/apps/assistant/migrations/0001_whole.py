"""What the assistant drafted and how you write: all tables at once, instead of the two steps that came before."""

import django.db.models.deletion
from django.db import migrations, models

from freehold.kit.tables import NewTables


class Migration(NewTables):

    replaces = [('assistant', '0001_initial'), ('assistant', '0002_writing')]

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='AssistantDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('mail', 'Mail'), ('proposal', 'Proposal'), ('reminder', 'Reminder'), ('faq', 'Question and answer'), ('note', 'Note')], max_length=10)),
                ('title', models.CharField(max_length=500)),
                ('text', models.TextField()),
                ('to', models.CharField(blank=True, default='', max_length=320)),
                ('language', models.CharField(blank=True, default='', max_length=8)),
                ('about_type', models.CharField(blank=True, default='', max_length=20)),
                ('about_id', models.BigIntegerField(blank=True, null=True)),
                ('state', models.CharField(choices=[('draft', 'Waits for you'), ('used', 'Used'), ('discarded', 'Put away')], default='draft', max_length=10)),
                ('evidence', models.JSONField(blank=True, default=list)),
                ('by_model', models.BooleanField(default=False)),
                ('used_as', models.CharField(blank=True, default='', max_length=60)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'ordering': ['-changed_at', '-id'],
                'indexes': [models.Index(fields=['workspace', 'state', '-changed_at'], name='assistant_drafts')],
            },
        ),
        migrations.CreateModel(
            name='AssistantRun',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('nonce', models.CharField(max_length=40, unique=True)),
                ('action', models.CharField(max_length=60)),
                ('values', models.JSONField(blank=True, default=dict)),
                ('result', models.JSONField(blank=True, default=dict)),
                ('undo', models.JSONField(blank=True, default=dict)),
                ('user_id', models.BigIntegerField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'ordering': ['-created_at', '-id'],
                'indexes': [models.Index(fields=['workspace', '-created_at'], name='assistant_runs')],
            },
        ),
        migrations.CreateModel(
            name='WritingSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('dialect', models.CharField(choices=[('en-GB', 'British English'), ('en-US', 'American English'), ('en-AU', 'Australian English'), ('en-CA', 'Canadian English'), ('en-IN', 'Indian English')], default='en-GB', max_length=5)),
                ('dictionary', models.JSONField(blank=True, default=list)),
                ('off_rules', models.JSONField(blank=True, default=list)),
                ('favourites', models.JSONField(blank=True, default=list)),
                ('banned', models.JSONField(blank=True, default=list)),
                ('changed_at', models.DateTimeField()),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace',), name='assistant_one_writing')],
            },
        ),
    ]
