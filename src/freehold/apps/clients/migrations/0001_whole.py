"""People, companies and what is known of them: all tables at once, instead of the three steps that came before."""

import django.db.models.deletion
from django.db import migrations, models

from freehold.kit.tables import NewTables


class Migration(NewTables):

    replaces = [('clients', '0001_initial'), ('clients', '0002_people'), ('clients', '0003_channel')]

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Client',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
                ('kind', models.CharField(choices=[('company', 'Business'), ('person', 'Private person'), ('public', 'Public body')], default='company', max_length=8)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('name', models.CharField(max_length=200)),
                ('legal_name', models.CharField(blank=True, max_length=200)),
                ('line1', models.CharField(blank=True, max_length=200)),
                ('line2', models.CharField(blank=True, max_length=200)),
                ('postcode', models.CharField(blank=True, max_length=30)),
                ('city', models.CharField(blank=True, max_length=120)),
                ('region', models.CharField(blank=True, max_length=120)),
                ('country', models.CharField(blank=True, max_length=2)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=60)),
                ('website', models.CharField(blank=True, max_length=500)),
                ('vat_id', models.CharField(blank=True, max_length=30)),
                ('tax_number', models.CharField(blank=True, max_length=60)),
                ('registration', models.CharField(blank=True, max_length=60)),
                ('vat_checked_at', models.DateTimeField(blank=True, null=True)),
                ('vat_check', models.JSONField(blank=True, default=dict)),
                ('buyer_reference', models.CharField(blank=True, max_length=100)),
                ('electronic_address', models.CharField(blank=True, max_length=200)),
                ('electronic_scheme', models.CharField(blank=True, max_length=10)),
                ('language', models.CharField(blank=True, max_length=8)),
                ('currency', models.CharField(blank=True, max_length=3)),
                ('payment_days', models.PositiveSmallIntegerField(blank=True, null=True)),
                ('hourly_rate', models.DecimalField(blank=True, decimal_places=2, max_digits=12, null=True)),
                ('tags', models.JSONField(blank=True, default=list)),
                ('notes', models.TextField(blank=True)),
                ('origin', models.CharField(blank=True, max_length=100)),
                ('created_at', models.DateTimeField()),
                ('changed_at', models.DateTimeField()),
                ('archived_at', models.DateTimeField(blank=True, null=True)),
                ('fields', models.JSONField(blank=True, default=dict)),
                ('forgotten_at', models.DateTimeField(blank=True, null=True)),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='merged', to='clients.client')),
                ('words', models.TextField(blank=True, default='')),
                ('channel', models.CharField(blank=True, default='', max_length=100)),
            ],
            options={
                'ordering': ['name', 'id'],
                'indexes': [models.Index(fields=['workspace', 'archived_at', 'name'], name='client_by_name')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('number', ''), _negated=True), fields=('workspace', 'number'), name='client_number_once')],
            },
        ),
        migrations.CreateModel(
            name='Contact',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='contacts', to='clients.client')),
                ('name', models.CharField(max_length=200)),
                ('role', models.CharField(blank=True, max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('phone', models.CharField(blank=True, max_length=60)),
                ('gets_invoices', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
                ('basis', models.CharField(blank=True, choices=[('consent', 'They agreed to be written to'), ('customer', 'They are or were your client'), ('interest', 'Legitimate interest: your work fits their work')], default='', max_length=8)),
                ('basis_note', models.CharField(blank=True, default='', max_length=500)),
                ('basis_on', models.DateField(blank=True, null=True)),
                ('basis_source', models.CharField(blank=True, default='', max_length=200)),
                ('changed_at', models.DateTimeField(blank=True, null=True)),
                ('country', models.CharField(blank=True, default='', max_length=2)),
                ('language', models.CharField(blank=True, default='', max_length=8)),
                ('legal_form', models.CharField(blank=True, choices=[('company', 'Company'), ('sole_trader', 'Sole trader'), ('partnership', 'Partnership'), ('public', 'Public body'), ('person', 'Private person')], default='', max_length=12)),
            ],
            options={
                'ordering': ['-gets_invoices', 'name', 'id'],
            },
        ),
        migrations.CreateModel(
            name='ClientFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200)),
                ('mime', models.CharField(max_length=100)),
                ('path', models.CharField(max_length=200)),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(blank=True, default='', max_length=200)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clients.client')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['client', '-at'], name='client_files'), models.Index(fields=['path'], name='client_file_path')],
            },
        ),
        migrations.CreateModel(
            name='ClientImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(max_length=10)),
                ('name', models.CharField(max_length=200)),
                ('status', models.CharField(choices=[('preview', 'Preview'), ('running', 'Running'), ('done', 'Done'), ('cancelled', 'Cancelled'), ('undone', 'Undone')], default='preview', max_length=10)),
                ('headings', models.JSONField(blank=True, default=list)),
                ('mapping', models.JSONField(blank=True, default=list)),
                ('rows', models.JSONField(default=list)),
                ('total', models.PositiveIntegerField(default=0)),
                ('position', models.PositiveIntegerField(default=0)),
                ('new_count', models.PositiveIntegerField(default=0)),
                ('joined_count', models.PositiveIntegerField(default=0)),
                ('known_count', models.PositiveIntegerField(default=0)),
                ('refused_count', models.PositiveIntegerField(default=0)),
                ('problems', models.JSONField(blank=True, default=list)),
                ('created', models.JSONField(blank=True, default=dict)),
                ('created_at', models.DateTimeField()),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['workspace', '-created_at'], name='client_import_recent')],
            },
        ),
        migrations.CreateModel(
            name='DistinctPair',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField()),
                ('first', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clients.client')),
                ('second', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clients.client')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='client_pair_once')],
            },
        ),
        migrations.CreateModel(
            name='FieldDefinition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80)),
                ('kind', models.CharField(choices=[('text', 'Text'), ('number', 'Number'), ('date', 'Date'), ('choice', 'One of a list')], default='text', max_length=8)),
                ('choices', models.JSONField(blank=True, default=list)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'ordering': ['position', 'id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('removed_at__isnull', True)), fields=('workspace', 'name'), name='client_field_once')],
            },
        ),
        migrations.CreateModel(
            name='Merge',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('before', models.JSONField(blank=True, default=dict)),
                ('after', models.JSONField(blank=True, default=dict)),
                ('moved', models.JSONField(blank=True, default=dict)),
                ('at', models.DateTimeField()),
                ('by', models.CharField(blank=True, default='', max_length=200)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('gone', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clients.client')),
                ('kept', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clients.client')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'ordering': ['-at', '-id'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('undone_at__isnull', True)), fields=('gone',), name='client_merged_once')],
            },
        ),
        migrations.CreateModel(
            name='Note',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField()),
                ('before', models.TextField(blank=True, default='')),
                ('at', models.DateTimeField()),
                ('by', models.CharField(blank=True, default='', max_length=200)),
                ('key', models.CharField(blank=True, default='', max_length=64)),
                ('changed_at', models.DateTimeField()),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('client', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='clients.client')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'indexes': [models.Index(fields=['client', '-at'], name='client_notes')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('key', ''), _negated=True), fields=('client', 'key'), name='client_note_once')],
            },
        ),
    ]
