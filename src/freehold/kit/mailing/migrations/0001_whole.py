"""Mails that go out and come in: all tables at once, instead of the three steps that came before."""

import django.db.models.deletion
from django.db import migrations, models

import freehold.kit.crypto
from freehold.kit.tables import NewTables


class Migration(NewTables):

    replaces = [('mailing', '0001_initial'), ('mailing', '0002_incoming_replies'), ('mailing', '0003_outreach')]

    initial = True

    dependencies = [
        ('accounts', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='OutgoingMail',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
                ('kind', models.CharField(max_length=50)),
                ('key', models.CharField(max_length=200)),
                ('to', models.CharField(max_length=320)),
                ('to_name', models.CharField(blank=True, default='', max_length=200)),
                ('reply_to', models.CharField(blank=True, default='', max_length=320)),
                ('subject', models.CharField(max_length=500)),
                ('text', models.TextField()),
                ('html', models.TextField(blank=True, default='')),
                ('language', models.CharField(blank=True, default='', max_length=8)),
                ('automatic', models.BooleanField(default=False)),
                ('about_type', models.CharField(blank=True, default='', max_length=100)),
                ('about_id', models.CharField(blank=True, default='', max_length=64)),
                ('state', models.CharField(choices=[('waiting_approval', 'Waits for your word'), ('queued', 'Waits to be sent'), ('sending', 'Is being sent'), ('unknown', 'May have been sent'), ('sent', 'Sent'), ('bounced', 'Came back'), ('failed', 'Could not be sent'), ('cancelled', 'Cancelled')], default='queued', max_length=16)),
                ('attempts', models.PositiveIntegerField(default=0)),
                ('edition', models.PositiveIntegerField(default=1)),
                ('not_before', models.DateTimeField(blank=True, null=True)),
                ('message_id', models.CharField(blank=True, db_index=True, default='', max_length=400)),
                ('sender', models.CharField(blank=True, default='', max_length=320)),
                ('error', models.TextField(blank=True, default='')),
                ('claim', models.CharField(blank=True, default='', max_length=32)),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('data_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('bounced_at', models.DateTimeField(blank=True, null=True)),
                ('complained_at', models.DateTimeField(blank=True, null=True)),
                ('stream', models.CharField(blank=True, default='', max_length=16)),
                ('to_digest', models.CharField(blank=True, default='', max_length=64)),
                ('unsubscribe_token', models.CharField(blank=True, default='', max_length=40)),
                ('unsubscribed_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('state', 'queued')), fields=['not_before'], name='mailing_queued'), models.Index(condition=models.Q(('state', 'sending')), fields=['claimed_at'], name='mailing_sending'), models.Index(fields=['workspace', '-created_at'], name='mailing_newest'), models.Index(fields=['workspace', 'about_type', 'about_id'], name='mailing_about'), models.Index(condition=models.Q(('to_digest', ''), _negated=True), fields=['workspace', 'to_digest'], name='mailing_to_digest')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'key'), name='mailing_key_once'), models.UniqueConstraint(condition=models.Q(('unsubscribe_token', ''), _negated=True), fields=('unsubscribe_token',), name='mailing_token_once')],
            },
        ),
        migrations.CreateModel(
            name='SendingApproval',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
                ('kind', models.CharField(max_length=50)),
                ('approved_at', models.DateTimeField()),
                ('by', models.CharField(blank=True, default='', max_length=200)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'kind'), name='mailing_approved_once')],
            },
        ),
        migrations.CreateModel(
            name='MailWording',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
                ('kind', models.CharField(max_length=50)),
                ('language', models.CharField(max_length=8)),
                ('subject', models.CharField(max_length=500)),
                ('text', models.TextField()),
                ('changed_at', models.DateTimeField()),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'kind', 'language'), name='mailing_wording_once')],
            },
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mail', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='attachments', to='mailing.outgoingmail')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('name', models.CharField(max_length=200)),
                ('mime', models.CharField(max_length=100)),
                ('content', models.BinaryField()),
                ('size', models.PositiveIntegerField()),
                ('sha256', models.CharField(max_length=64)),
            ],
            options={
                'ordering': ('position',),
            },
        ),
        migrations.CreateModel(
            name='Suppression',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('digest', models.CharField(max_length=64)),
                ('reason', models.CharField(choices=[('complained', 'Reported one of your mails as spam'), ('objected', 'Objected'), ('unsubscribed', 'Unsubscribed'), ('forgotten', 'Asked to be forgotten'), ('bounced', 'Mail came back'), ('by_hand', 'Added by hand')], max_length=16)),
                ('at', models.DateTimeField()),
                ('note', models.CharField(blank=True, default='', max_length=300)),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace', 'digest'), name='mailing_suppressed_once')],
            },
        ),
        migrations.CreateModel(
            name='IncomingReply',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('message_id', models.CharField(max_length=400)),
                ('direction', models.CharField(choices=[('from_them', 'From them'), ('from_us', 'From you')], max_length=10)),
                ('proven', models.BooleanField(default=False)),
                ('from_address', models.CharField(blank=True, default='', max_length=320)),
                ('from_name', models.CharField(blank=True, default='', max_length=200)),
                ('to_addresses', models.JSONField(blank=True, default=list)),
                ('subject', models.CharField(blank=True, default='', max_length=500)),
                ('text', models.TextField(blank=True, default='')),
                ('files', models.JSONField(blank=True, default=list)),
                ('at', models.DateTimeField()),
                ('read_at', models.DateTimeField()),
                ('mail', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='replies', to='mailing.outgoingmail')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
                ('automatic', models.BooleanField(default=False)),
            ],
            options={
                'indexes': [models.Index(fields=['mail', 'at'], name='mailing_replies_of')],
                'constraints': [models.UniqueConstraint(fields=('workspace', 'message_id'), name='mailing_reply_once')],
            },
        ),
        migrations.CreateModel(
            name='MailAccount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('workspace', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='accounts.workspace')),
                ('from_name', models.CharField(blank=True, default='', max_length=200)),
                ('from_address', models.CharField(max_length=320)),
                ('host', models.CharField(max_length=253)),
                ('port', models.PositiveIntegerField(default=587)),
                ('security', models.CharField(choices=[('starttls', 'STARTTLS (usual with port 587)'), ('tls', 'TLS (usual with port 465)'), ('none', 'None (a server on this very computer only)')], default='starttls', max_length=8)),
                ('user', models.CharField(blank=True, default='', max_length=320)),
                ('password', freehold.kit.crypto.EncryptedTextField(blank=True, default='')),
                ('copy_to_self', models.BooleanField(default=False)),
                ('daily_cap', models.PositiveIntegerField(default=200)),
                ('watch_host', models.CharField(blank=True, default='', max_length=253)),
                ('watch_port', models.PositiveIntegerField(default=993)),
                ('watch_cursor', models.JSONField(blank=True, default=dict)),
                ('watch_error', models.TextField(blank=True, default='')),
                ('watched_at', models.DateTimeField(blank=True, null=True)),
                ('paused_at', models.DateTimeField(blank=True, null=True)),
                ('last_error', models.TextField(blank=True, default='')),
                ('checked_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField()),
                ('reply_cursor', models.JSONField(blank=True, default=dict)),
                ('dkim_domain', models.CharField(blank=True, default='', max_length=253)),
                ('dkim_key', freehold.kit.crypto.EncryptedTextField(blank=True, default='')),
                ('dkim_on', models.BooleanField(default=False)),
                ('dkim_public', models.TextField(blank=True, default='')),
                ('dkim_selector', models.CharField(blank=True, default='', max_length=63)),
                ('preflight', models.JSONField(blank=True, default=list)),
                ('preflight_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('workspace',), name='mailing_one_account')],
            },
        ),
    ]
