import core.clock
import core.migrations
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '__first__'),
    ]

    operations = [
        core.migrations.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='AuditEvent',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seq', models.PositiveBigIntegerField(editable=False, unique=True, verbose_name='number')),
                        ('at', models.DateTimeField(db_index=True, default=core.clock.now, editable=False, verbose_name='time')),
                        ('actor', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='person')),
                        ('verb', models.CharField(choices=[('read', 'opened'), ('print', 'printed'), ('download', 'downloaded'), ('export', 'exported'), ('search', 'searched'), ('change', 'changed'), ('deny', 'refused'), ('grant', 'access granted'), ('revoke', 'access withdrawn'), ('seal', 'sealed'), ('reopen', 'reopened'), ('sign_in', 'signed in'), ('sign_out', 'signed out'), ('sign_in_failed', 'sign-in failed'), ('account', 'account changed')], editable=False, max_length=20, verbose_name='what')),
                        ('about', models.CharField(blank=True, editable=False, max_length=100, verbose_name='about')),
                        ('reason', models.CharField(blank=True, editable=False, max_length=200, verbose_name='reason')),
                        ('detail', models.JSONField(blank=True, default=dict, editable=False, verbose_name='details')),
                        ('prev_hash', models.CharField(editable=False, max_length=64)),
                        ('hash', models.CharField(editable=False, max_length=64)),
                    ],
                    options={
                        'verbose_name': 'audit event',
                        'verbose_name_plural': 'audit log',
                        'ordering': ['-seq'],
                        'indexes': [models.Index(fields=['about', '-seq'], name='access_audi_about_02c958_idx'), models.Index(fields=['actor', '-seq'], name='access_audi_actor_i_e630c0_idx')],
                    },
                ),
                migrations.CreateModel(
                    name='AuditHead',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('seq', models.PositiveBigIntegerField(default=0)),
                        ('hash', models.CharField(blank=True, max_length=64)),
                    ],
                ),
                migrations.CreateModel(
                    name='Submission',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('key', models.UUIDField()),
                        ('location', models.CharField(blank=True, max_length=500)),
                        ('created_at', models.DateTimeField(db_index=True, default=core.clock.now)),
                    ],
                    options={
                        'constraints': [models.UniqueConstraint(fields=('user', 'key'), name='submitted_once')],
                    },
                ),
            ],
        ),
    ]
