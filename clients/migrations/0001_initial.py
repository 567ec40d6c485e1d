import clients.models
import core.clock
import core.encrypted
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
                    name='HistoricalHousehold',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField()),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historical household',
                        'verbose_name_plural': 'historical households',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                        'indexes': [models.Index(fields=['history_date', 'id'], name='clients_his_history_168436_idx')],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='Household',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                    ],
                    options={
                        'abstract': False,
                    },
                ),
                migrations.CreateModel(
                    name='HistoricalClient',
                    fields=[
                        ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                        ('uuid', models.UUIDField(db_index=True, default=uuid.uuid4, editable=False, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('code', models.CharField(db_index=True, default=clients.models.new_code, editable=False, max_length=8, verbose_name='short code')),
                        ('alias', models.CharField(blank=True, max_length=40, verbose_name='name on daily screens')),
                        ('sex', models.CharField(choices=[('m', 'male'), ('f', 'female'), ('u', 'not stated')], default='u', max_length=1, verbose_name='sex')),
                        ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of birth')),
                        ('group', models.CharField(choices=[('child', 'children'), ('youth', 'young people'), ('women', 'women'), ('elderly', 'older people'), ('disabled', 'people with disabilities'), ('orphan', 'orphaned and disabled children'), ('petitioner', 'petitioners'), ('enterprise', 'enterprise staff'), ('correction', 'people in community correction'), ('released', 'released persons'), ('migrant', 'migrant workers'), ('patient', 'patients'), ('drug', 'people in drug rehabilitation'), ('family', 'families'), ('left_behind_child', 'left-behind children'), ('left_behind_woman', 'left-behind women'), ('left_behind_elder', 'left-behind older people'), ('other', 'other client group')], default='other', max_length=20, verbose_name='client group')),
                        ('identity', core.encrypted.EncryptedJSONField(binding='client.identity', blank=True, default=dict)),
                        ('notice_version', models.CharField(blank=True, max_length=20, verbose_name='notice given, version')),
                        ('notice_given_on', models.DateField(blank=True, null=True, verbose_name='notice given on')),
                        ('household', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='clients.household')),
                        ('registered_by', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                        ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                        ('history_date', models.DateTimeField()),
                        ('history_change_reason', models.CharField(max_length=100, null=True)),
                        ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                        ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'historical client',
                        'verbose_name_plural': 'historical clients',
                        'ordering': ('-history_date', '-history_id'),
                        'get_latest_by': ('history_date', 'history_id'),
                        'indexes': [models.Index(fields=['history_date', 'id'], name='clients_his_history_7a5ea1_idx')],
                    },
                    bases=(simple_history.models.HistoricalChanges, models.Model),
                ),
                migrations.CreateModel(
                    name='Client',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('uuid', models.UUIDField(default=uuid.uuid4, editable=False, unique=True, verbose_name='identifier')),
                        ('created_at', models.DateTimeField(default=core.clock.now, editable=False, verbose_name='recorded at')),
                        ('code', models.CharField(default=clients.models.new_code, editable=False, max_length=8, unique=True, verbose_name='short code')),
                        ('alias', models.CharField(blank=True, max_length=40, verbose_name='name on daily screens')),
                        ('sex', models.CharField(choices=[('m', 'male'), ('f', 'female'), ('u', 'not stated')], default='u', max_length=1, verbose_name='sex')),
                        ('birth_year', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='year of birth')),
                        ('group', models.CharField(choices=[('child', 'children'), ('youth', 'young people'), ('women', 'women'), ('elderly', 'older people'), ('disabled', 'people with disabilities'), ('orphan', 'orphaned and disabled children'), ('petitioner', 'petitioners'), ('enterprise', 'enterprise staff'), ('correction', 'people in community correction'), ('released', 'released persons'), ('migrant', 'migrant workers'), ('patient', 'patients'), ('drug', 'people in drug rehabilitation'), ('family', 'families'), ('left_behind_child', 'left-behind children'), ('left_behind_woman', 'left-behind women'), ('left_behind_elder', 'left-behind older people'), ('other', 'other client group')], default='other', max_length=20, verbose_name='client group')),
                        ('identity', core.encrypted.EncryptedJSONField(binding='client.identity', blank=True, default=dict)),
                        ('notice_version', models.CharField(blank=True, max_length=20, verbose_name='notice given, version')),
                        ('notice_given_on', models.DateField(blank=True, null=True, verbose_name='notice given on')),
                        ('household', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='members', to='clients.household')),
                        ('registered_by', models.ForeignKey(editable=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ],
                    options={
                        'verbose_name': 'client',
                        'verbose_name_plural': 'clients',
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='ClientToken',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('client', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tokens', to='clients.client')),
                        ('kind', models.CharField(choices=[('name', 'name'), ('phone', 'phone'), ('id_number', 'ID number')], max_length=10)),
                        ('token', models.CharField(max_length=32)),
                    ],
                    options={
                        'indexes': [models.Index(fields=['kind', 'token'], name='clients_cli_kind_83da5c_idx')],
                        'constraints': [models.UniqueConstraint(fields=('client', 'kind', 'token'), name='one_token_a_value')],
                    },
                ),
            ],
        ),
    ]
