import core.clock
import core.migrations
import django.core.validators
import django.db.models.deletion
import projects.contracts.models
import simple_history.models
import uuid
from decimal import Decimal
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
                    name='HistoricalTarget',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('indicator', models.CharField(max_length=40, validators=[projects.contracts.models.known], verbose_name='indicator')),
                        ('first', models.DateField(verbose_name='from')),
                        ('last', models.DateField(verbose_name='to')),
                        ('value', models.DecimalField(decimal_places=2, max_digits=10, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='target')),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='contract or reason')),
                        ('set_on', models.DateField(verbose_name='set on')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn at')),
                        ('point', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='people.servicepoint', verbose_name='service point')),
                        ('set_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
                        ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField()),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historical target',
                        'verbose_name_plural': 'historical targets',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                        'indexes': [models.Index(fields=['history_date', 'id'], name='contracts_h_history_5db91a_idx')],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='Target',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('point', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='targets', to='people.servicepoint', verbose_name='service point')),
                        ('indicator', models.CharField(max_length=40, validators=[projects.contracts.models.known], verbose_name='indicator')),
                        ('first', models.DateField(verbose_name='from')),
                        ('last', models.DateField(verbose_name='to')),
                        ('value', models.DecimalField(decimal_places=2, max_digits=10, validators=[django.core.validators.MinValueValidator(Decimal('0.01'))], verbose_name='target')),
                        ('note', models.CharField(blank=True, max_length=200, verbose_name='contract or reason')),
                        ('set_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='set by')),
                        ('set_on', models.DateField(verbose_name='set on')),
                        ('withdrawn_at', models.DateTimeField(blank=True, editable=False, null=True, verbose_name='withdrawn at')),
                    ],
                    options={
                        'verbose_name': 'target',
                        'verbose_name_plural': 'targets',
                        'ordering': ['point__code', 'indicator', 'first'],
                        'indexes': [models.Index(fields=['point', 'first', 'last'], name='contracts_t_point_i_d858b1_idx')],
                        'constraints': [models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='target_period'), models.CheckConstraint(condition=models.Q(('value__gt', 0)), name='target_is_positive'), models.UniqueConstraint(condition=models.Q(('point__isnull', False), ('withdrawn_at__isnull', True)), fields=('point', 'indicator', 'first'), name='one_target_a_point_and_period'), models.UniqueConstraint(condition=models.Q(('point__isnull', True), ('withdrawn_at__isnull', True)), fields=('indicator', 'first'), name='one_target_of_the_organization_and_period')],
                    },
                ),
            ],
        ),
    ]
