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
                    name='HistoricalAttendanceDay',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('day', models.DateField(verbose_name='day')),
                        ('morning', models.CharField(blank=True, choices=[('', 'not recorded'), ('present', 'present'), ('late', 'late arrival'), ('early_leave', 'early leave'), ('absent', 'absence without leave'), ('leave', 'on leave'), ('leave_pending', 'leave not yet decided'), ('outing', 'outing'), ('training', 'training'), ('compensatory', 'compensatory leave')], max_length=15, verbose_name='morning')),
                        ('afternoon', models.CharField(blank=True, choices=[('', 'not recorded'), ('present', 'present'), ('late', 'late arrival'), ('early_leave', 'early leave'), ('absent', 'absence without leave'), ('leave', 'on leave'), ('leave_pending', 'leave not yet decided'), ('outing', 'outing'), ('training', 'training'), ('compensatory', 'compensatory leave')], max_length=15, verbose_name='afternoon')),
                        ('morning_about', models.CharField(blank=True, db_index=True, max_length=100)),
                        ('afternoon_about', models.CharField(blank=True, db_index=True, max_length=100)),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                        ('person', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField()),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historical attendance of a day',
                        'verbose_name_plural': 'historical attendance',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                        'indexes': [models.Index(fields=['history_date', 'id'], name='attendance__history_029b38_idx')],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='AttendanceDay',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attendance', to=settings.AUTH_USER_MODEL)),
                        ('day', models.DateField(verbose_name='day')),
                        ('morning', models.CharField(blank=True, choices=[('', 'not recorded'), ('present', 'present'), ('late', 'late arrival'), ('early_leave', 'early leave'), ('absent', 'absence without leave'), ('leave', 'on leave'), ('leave_pending', 'leave not yet decided'), ('outing', 'outing'), ('training', 'training'), ('compensatory', 'compensatory leave')], max_length=15, verbose_name='morning')),
                        ('afternoon', models.CharField(blank=True, choices=[('', 'not recorded'), ('present', 'present'), ('late', 'late arrival'), ('early_leave', 'early leave'), ('absent', 'absence without leave'), ('leave', 'on leave'), ('leave_pending', 'leave not yet decided'), ('outing', 'outing'), ('training', 'training'), ('compensatory', 'compensatory leave')], max_length=15, verbose_name='afternoon')),
                        ('morning_about', models.CharField(blank=True, db_index=True, max_length=100)),
                        ('afternoon_about', models.CharField(blank=True, db_index=True, max_length=100)),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='note')),
                    ],
                    options={
                        'verbose_name': 'attendance of a day',
                        'verbose_name_plural': 'attendance',
                        'ordering': ['day'],
                        'constraints': [models.UniqueConstraint(fields=('person', 'day'), name='one_attendance_row_a_day')],
                    },
                ),
            ],
        ),
    ]
