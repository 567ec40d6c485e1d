import core.clock
import core.migrations
import django.db.models.deletion
import simple_history.models
import uuid
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('contenttypes', '0002_remove_content_type_name'),
        ('people', '__first__'),
    ]

    operations = [
        core.migrations.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='HistoricalAttachment',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('object_id', models.PositiveBigIntegerField()),
                        ('kind', models.CharField(blank=True, max_length=40, verbose_name='kind')),
                        ('name', models.CharField(max_length=200, verbose_name='file name')),
                        ('mime', models.CharField(editable=False, max_length=100)),
                        ('size', models.PositiveBigIntegerField(default=0, editable=False, verbose_name='size')),
                        ('sha256', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                        ('is_recording', models.BooleanField(default=False, editable=False, verbose_name='sound or film')),
                        ('state', models.CharField(choices=[('uploading', 'uploading'), ('quarantine', 'being checked'), ('ready', 'ready'), ('refused', 'refused'), ('abandoned', 'never finished')], default='uploading', editable=False, max_length=12, verbose_name='state')),
                        ('content_type', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='contenttypes.contenttype')),
                        ('uploaded_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                        ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField()),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historical attachment',
                        'verbose_name_plural': 'historical attachments',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                        'indexes': [models.Index(fields=['history_date', 'id'], name='files_histo_history_1a38f5_idx')],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='Attachment',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('content_type', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='contenttypes.contenttype')),
                        ('object_id', models.PositiveBigIntegerField()),
                        ('kind', models.CharField(blank=True, max_length=40, verbose_name='kind')),
                        ('name', models.CharField(max_length=200, verbose_name='file name')),
                        ('mime', models.CharField(editable=False, max_length=100)),
                        ('size', models.PositiveBigIntegerField(default=0, editable=False, verbose_name='size')),
                        ('sha256', models.CharField(blank=True, db_index=True, editable=False, max_length=64)),
                        ('is_recording', models.BooleanField(default=False, editable=False, verbose_name='sound or film')),
                        ('state', models.CharField(choices=[('uploading', 'uploading'), ('quarantine', 'being checked'), ('ready', 'ready'), ('refused', 'refused'), ('abandoned', 'never finished')], default='uploading', editable=False, max_length=12, verbose_name='state')),
                        ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                    ],
                    options={
                        'verbose_name': 'attachment',
                        'verbose_name_plural': 'attachments',
                        'ordering': ['pk'],
                        'indexes': [models.Index(fields=['content_type', 'object_id'], name='files_attac_content_28f0a4_idx')],
                    },
                ),
            ],
        ),
    ]
