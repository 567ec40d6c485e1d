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
        ('people', '__first__'),
    ]

    operations = [
        core.migrations.CreateModels(
            operations=[
                migrations.CreateModel(
                    name='HistoricalDeadline',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('rule', models.CharField(max_length=60, verbose_name='rule of the rulebook')),
                        ('about', models.CharField(db_index=True, max_length=100)),
                        ('since', models.DateField(verbose_name='counted from')),
                        ('due_at', models.DateTimeField(verbose_name='due at')),
                        ('fixed', models.BooleanField(default=False)),
                        ('provisional', models.BooleanField(default=False, verbose_name='provisional')),
                        ('detail', models.CharField(blank=True, max_length=200)),
                        ('group', models.CharField(blank=True, max_length=100)),
                        ('met_at', models.DateTimeField(blank=True, null=True, verbose_name='done at')),
                        ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='no longer owed since')),
                        ('days_late', models.PositiveIntegerField(blank=True, null=True, verbose_name='working days late')),
                        ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('point', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.servicepoint')),
                        ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField()),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historical deadline',
                        'verbose_name_plural': 'historical deadlines',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                        'indexes': [models.Index(fields=['history_date', 'id'], name='notificatio_history_86f551_idx')],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='Deadline',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('rule', models.CharField(max_length=60, verbose_name='rule of the rulebook')),
                        ('about', models.CharField(db_index=True, max_length=100)),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deadlines', to=settings.AUTH_USER_MODEL)),
                        ('since', models.DateField(verbose_name='counted from')),
                        ('due_at', models.DateTimeField(verbose_name='due at')),
                        ('fixed', models.BooleanField(default=False)),
                        ('provisional', models.BooleanField(default=False, verbose_name='provisional')),
                        ('point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.servicepoint')),
                        ('detail', models.CharField(blank=True, max_length=200)),
                        ('group', models.CharField(blank=True, max_length=100)),
                        ('met_at', models.DateTimeField(blank=True, null=True, verbose_name='done at')),
                        ('dropped_at', models.DateTimeField(blank=True, null=True, verbose_name='no longer owed since')),
                        ('days_late', models.PositiveIntegerField(blank=True, null=True, verbose_name='working days late')),
                    ],
                    options={
                        'verbose_name': 'deadline',
                        'verbose_name_plural': 'deadlines',
                        'ordering': ['due_at', 'pk'],
                        'indexes': [models.Index(fields=['owner', 'met_at', 'dropped_at', 'due_at'], name='notificatio_owner_i_d9616f_idx'), models.Index(fields=['met_at', 'dropped_at', 'due_at'], name='notificatio_met_at_c01c49_idx'), models.Index(fields=['rule', 'about'], name='notificatio_rule_c8302a_idx')],
                        'constraints': [models.UniqueConstraint(condition=models.Q(('dropped_at__isnull', True), ('met_at__isnull', True)), fields=('rule', 'about', 'owner'), name='owed_once'), models.CheckConstraint(condition=models.Q(('met_at__isnull', True), ('dropped_at__isnull', True), _connector='OR'), name='met_or_dropped')],
                    },
                ),
                migrations.CreateModel(
                    name='Notification',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('available_at', models.DateTimeField(default=core.clock.now, editable=False)),
                        ('lease_until', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('attempts', models.PositiveSmallIntegerField(default=0, editable=False)),
                        ('done_at', models.DateTimeField(blank=True, editable=False, null=True)),
                        ('key', models.CharField(max_length=200, unique=True)),
                        ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to=settings.AUTH_USER_MODEL)),
                        ('channel', models.CharField(choices=[('page', 'on the page'), ('digest', 'daily mail')], default='page', max_length=10)),
                        ('text_key', models.CharField(max_length=200)),
                        ('params', models.JSONField(blank=True, default=dict)),
                        ('about', models.CharField(blank=True, max_length=100)),
                        ('deadline', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notifications', to='notifications.deadline')),
                        ('urgent', models.BooleanField(default=False)),
                        ('read_at', models.DateTimeField(blank=True, null=True)),
                        ('handed_at', models.DateTimeField(blank=True, null=True)),
                        ('dropped_because', models.CharField(blank=True, max_length=40)),
                    ],
                    options={
                        'verbose_name': 'notification',
                        'verbose_name_plural': 'notifications',
                        'ordering': ['-created_at', '-pk'],
                        'indexes': [models.Index(fields=['to', '-created_at'], name='notificatio_to_id_d638bf_idx'), models.Index(condition=models.Q(('channel', 'page'), ('read_at__isnull', True)), fields=['to'], name='notification_unread'), models.Index(condition=models.Q(('done_at__isnull', True)), fields=['available_at'], name='notification_due')],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalEngagement',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('about', models.CharField(db_index=True, max_length=100)),
                        ('what', models.CharField(max_length=120, verbose_name='what is planned')),
                        ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                        ('starts_at', models.DateTimeField(verbose_name='starts at')),
                        ('ends_at', models.DateTimeField(verbose_name='ends at')),
                        ('off_at', models.DateTimeField(blank=True, null=True)),
                        ('owner', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField()),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historical engagement',
                        'verbose_name_plural': 'historical engagements',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                        'indexes': [models.Index(fields=['history_date', 'id'], name='notificatio_history_0e6788_idx')],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='Engagement',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('about', models.CharField(db_index=True, max_length=100)),
                        ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='engagements', to=settings.AUTH_USER_MODEL)),
                        ('what', models.CharField(max_length=120, verbose_name='what is planned')),
                        ('place', models.CharField(blank=True, max_length=120, verbose_name='place')),
                        ('starts_at', models.DateTimeField(verbose_name='starts at')),
                        ('ends_at', models.DateTimeField(verbose_name='ends at')),
                        ('off_at', models.DateTimeField(blank=True, null=True)),
                    ],
                    options={
                        'verbose_name': 'engagement',
                        'verbose_name_plural': 'engagements',
                        'ordering': ['starts_at', 'pk'],
                        'indexes': [models.Index(fields=['owner', 'starts_at'], name='notificatio_owner_i_2bc77c_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gte', models.F('starts_at'))), name='engagement_times'), models.UniqueConstraint(condition=models.Q(('off_at__isnull', True)), fields=('about', 'owner'), name='engaged_once')],
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalPreference',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('mail', models.CharField(choices=[('at_once', 'Each notice by mail, from 8:00 to 20:00'), ('daily', 'One mail on the morning of each working day'), ('none', 'No mail; only here')], default='daily', max_length=10, verbose_name='mail')),
                        ('language', models.CharField(choices=[('zh-hans', 'Simplified Chinese'), ('en', 'English')], default='zh-hans', max_length=10, verbose_name='language of mails')),
                        ('user', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField()),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historical notification setting',
                        'verbose_name_plural': 'historical notification settings',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                        'indexes': [models.Index(fields=['history_date', 'id'], name='notificatio_history_a1588c_idx')],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='Preference',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='notification_preference', to=settings.AUTH_USER_MODEL)),
                        ('mail', models.CharField(choices=[('at_once', 'Each notice by mail, from 8:00 to 20:00'), ('daily', 'One mail on the morning of each working day'), ('none', 'No mail; only here')], default='daily', max_length=10, verbose_name='mail')),
                        ('language', models.CharField(choices=[('zh-hans', 'Simplified Chinese'), ('en', 'English')], default='zh-hans', max_length=10, verbose_name='language of mails')),
                    ],
                    options={
                        'verbose_name': 'notification setting',
                        'verbose_name_plural': 'notification settings',
                    },
                ),
            ],
        ),
    ]
