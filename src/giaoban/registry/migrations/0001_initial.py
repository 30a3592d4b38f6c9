# Each table is made whole. An operation of its own for a pointer, a constraint, an index or a trigger makes Django render
# most models anew: that took a first start from 6 s to 23. pgtrigger's schema editor makes the triggers with the table.

import django.contrib.auth.validators
import django.contrib.postgres.constraints
import django.contrib.postgres.fields
import django.contrib.postgres.fields.ranges
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import giaoban.kernel.ids
import giaoban.registry.models.fields
import pgtrigger.compiler
from django.conf import settings
from django.contrib.postgres import operations as postgres
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('pghistory', '0007_auto_20250421_0444'),
    ]

    operations = [
        # What the tables of all rooms need of the server; only its owner may add them.
        postgres.BtreeGistExtension(),
        postgres.BtreeGinExtension(),
        postgres.CreateExtension("ltree"),
        postgres.TrigramExtension(),
        postgres.UnaccentExtension(),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('tree', models.CharField(choices=[('territory', 'Territory'), ('organisation', 'Organisation')], max_length=12)),
                ('code', models.CharField(help_text='Text with leading zeros; ambiguous without its edition', max_length=60)),
                ('edition', models.CharField(blank=True, help_text='Which list the code is of', max_length=12)),
            ],
            options={
                'verbose_name': 'Unit',
                'constraints': [models.UniqueConstraint(fields=('tree', 'edition', 'code'), name='unit_code_once_an_edition', violation_error_message='This code exists already in this edition.')],
            },
        ),
        migrations.CreateModel(
            name='UnitVersion',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='registry.unit')),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(blank=True, max_length=80)),
                ('name_sort', models.CharField(db_collation='C', editable=False, max_length=800)),
                ('aliases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('kind', models.CharField(choices=[('province', 'Province'), ('city', 'Centrally run city'), ('district_rural', 'Rural district'), ('district_urban', 'Urban district'), ('district_town', 'District-level town'), ('district_city', 'Provincial city'), ('commune_rural', 'Rural commune'), ('commune_township', 'Township'), ('commune_ward', 'Ward'), ('commune_special_zone', 'Special zone'), ('village', 'Village'), ('front', 'Fatherland Front committee'), ('womens_union', "Women's Union"), ('youth_union', 'Youth Union'), ('veterans_association', "Veterans' Association"), ('farmers_union', "Farmers' Union"), ('labour_federation', 'Labour Federation'), ('party_committee', 'Party committee'), ('party_standing', 'Party standing members'), ('party_standing_board', 'Party standing board'), ('party_board', 'Party board'), ('party_office', 'Party office'), ('peoples_committee', "People's Committee"), ('peoples_council', "People's Council"), ('steering_committee', 'Steering committee'), ('department', 'Department'), ('association', 'Association')], max_length=24)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='child_versions', to='registry.unit')),
                ('seat', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='seated_versions', to='registry.unit')),
                ('path', giaoban.registry.models.fields.LTreeField(editable=False)),
                ('folded', models.TextField(default='', editable=False, help_text='All names as they are searched, kept by the database')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('act', models.CharField(blank=True, help_text='The decision that made it so', max_length=120)),
            ],
            options={
                'verbose_name': 'Version of a unit',
                'indexes': [django.contrib.postgres.indexes.GistIndex(fields=['path'], name='unitversion_path'), models.Index(fields=['name_sort'], name='registry_un_name_so_2fc9d5_idx')],
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('unit', '='), ('valid', '&&')], name='unitversion_one_at_a_time', violation_error_message='A unit has one version at a time; these two overlap.'), models.CheckConstraint(condition=models.Q(('valid__isempty', False), ('valid__lower_inf', False)), name='unitversion_a_day_or_more'), models.CheckConstraint(condition=models.Q(('parent', models.F('unit')), _negated=True), name='unitversion_not_its_own_parent')],
                'triggers': [pgtrigger.compiler.Trigger(name='path', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    NEW.folded = replace(lower(regexp_replace(\n        normalize(concat_ws(' ', NEW.name, NEW.short_name, array_to_string(NEW.aliases, ' ')), NFD),\n        '[̀-ͯ]', '', 'g')), 'đ', 'd');\n    NEW.path = replace(NEW.unit_id::text, '-', '')::ltree;\n    IF NEW.parent_id IS NOT NULL THEN\n        IF NOT coalesce((SELECT range_agg(valid) @> NEW.valid FROM registry_unitversion WHERE unit_id = NEW.parent_id), false) THEN\n            RAISE EXCEPTION 'the parent of a unit must exist as long as the unit does' USING ERRCODE = 'check_violation';\n        END IF;\n        IF (SELECT count(DISTINCT path) FROM registry_unitversion WHERE unit_id = NEW.parent_id AND valid && NEW.valid) > 1 THEN\n            RAISE EXCEPTION 'the parent of a unit moved in that time: the unit needs a version for each place'\n                USING ERRCODE = 'check_violation';\n        END IF;\n        NEW.path = (\n            SELECT path FROM registry_unitversion\n            WHERE unit_id = NEW.parent_id AND valid @> lower(NEW.valid)\n        ) || NEW.path;\n        IF NEW.path ~ ('*.' || replace(NEW.unit_id::text, '-', '') || '.*{1,}')::lquery THEN\n            RAISE EXCEPTION 'a unit cannot stand below itself' USING ERRCODE = 'check_violation';\n        END IF;\n    END IF;\n    RETURN NEW;\n", hash='94415a74cd463fbf39ba7a93f1eba90c7572d86c', operation='INSERT OR UPDATE', pgid='pgtrigger_path_31639', table='registry_unitversion', when='BEFORE')), pgtrigger.compiler.Trigger(name='paths_below', sql=pgtrigger.compiler.UpsertTriggerSql(constraint='CONSTRAINT', func="\n    UPDATE registry_unitversion below SET path = path\n    WHERE below.parent_id = OLD.unit_id AND NOT coalesce((\n        SELECT range_agg(above.valid) @> below.valid\n            AND bool_and(below.path = above.path || replace(below.unit_id::text, '-', '')::ltree)\n        FROM registry_unitversion above WHERE above.unit_id = OLD.unit_id AND above.valid && below.valid\n    ), false);\n    RETURN NULL;\n", hash='2235bb86b84f1d8000785fb8d9a7d51598f19f29', operation='UPDATE OR DELETE', pgid='pgtrigger_paths_below_86385', table='registry_unitversion', timing='DEFERRABLE INITIALLY DEFERRED', when='AFTER')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_unitversionevent" ("act", "aliases", "folded", "id", "kind", "name", "name_sort", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id", "short_name", "unit_id", "valid") VALUES (NEW."act", NEW."aliases", NEW."folded", NEW."id", NEW."kind", NEW."name", NEW."name_sort", NEW."parent_id", NEW."path", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."seat_id", NEW."short_name", NEW."unit_id", NEW."valid"); RETURN NULL;', hash='8fae61017dda9435bb9b22ce85075ac6997a4936', operation='INSERT', pgid='pgtrigger_insert_insert_67d3e', table='registry_unitversion', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_unitversionevent" ("act", "aliases", "folded", "id", "kind", "name", "name_sort", "parent_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "seat_id", "short_name", "unit_id", "valid") VALUES (NEW."act", NEW."aliases", NEW."folded", NEW."id", NEW."kind", NEW."name", NEW."name_sort", NEW."parent_id", NEW."path", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."seat_id", NEW."short_name", NEW."unit_id", NEW."valid"); RETURN NULL;', hash='6741034f50a9e7777aba852adb0c62a44b4591f7', operation='UPDATE', pgid='pgtrigger_update_update_30e35', table='registry_unitversion', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='UnitVersionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.unitversion')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('name', models.CharField(max_length=200)),
                ('short_name', models.CharField(blank=True, max_length=80)),
                ('name_sort', models.CharField(db_collation='C', editable=False, max_length=800)),
                ('aliases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('kind', models.CharField(choices=[('province', 'Province'), ('city', 'Centrally run city'), ('district_rural', 'Rural district'), ('district_urban', 'Urban district'), ('district_town', 'District-level town'), ('district_city', 'Provincial city'), ('commune_rural', 'Rural commune'), ('commune_township', 'Township'), ('commune_ward', 'Ward'), ('commune_special_zone', 'Special zone'), ('village', 'Village'), ('front', 'Fatherland Front committee'), ('womens_union', "Women's Union"), ('youth_union', 'Youth Union'), ('veterans_association', "Veterans' Association"), ('farmers_union', "Farmers' Union"), ('labour_federation', 'Labour Federation'), ('party_committee', 'Party committee'), ('party_standing', 'Party standing members'), ('party_standing_board', 'Party standing board'), ('party_board', 'Party board'), ('party_office', 'Party office'), ('peoples_committee', "People's Committee"), ('peoples_council', "People's Council"), ('steering_committee', 'Steering committee'), ('department', 'Department'), ('association', 'Association')], max_length=24)),
                ('parent', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('seat', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('path', giaoban.registry.models.fields.LTreeField(editable=False)),
                ('folded', models.TextField(default='', editable=False, help_text='All names as they are searched, kept by the database')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('act', models.CharField(blank=True, help_text='The decision that made it so', max_length=120)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Succession',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('predecessor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='successions', to='registry.unit')),
                ('successor', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='inheritances', to='registry.unit')),
                ('on', models.DateField()),
                ('kind', models.CharField(choices=[('rename', 'Renamed'), ('merge', 'Merged'), ('split', 'Split'), ('move', 'Moved under another unit')], max_length=8)),
                ('whole', models.BooleanField(default=True, help_text='All of the predecessor went there')),
                ('act', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'verbose_name': 'Succession',
                'constraints': [models.UniqueConstraint(fields=('predecessor', 'successor', 'on'), name='succession_once'), models.CheckConstraint(condition=models.Q(('predecessor', models.F('successor')), _negated=True), name='succession_is_to_another')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_successionevent" ("act", "id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "successor_id", "whole") VALUES (NEW."act", NEW."id", NEW."kind", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."predecessor_id", NEW."successor_id", NEW."whole"); RETURN NULL;', hash='8d1ef56d5fbce575d99ae50698cc569a0716b9e0', operation='INSERT', pgid='pgtrigger_insert_insert_9eae7', table='registry_succession', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_successionevent" ("act", "id", "kind", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "predecessor_id", "successor_id", "whole") VALUES (NEW."act", NEW."id", NEW."kind", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."predecessor_id", NEW."successor_id", NEW."whole"); RETURN NULL;', hash='e8f2e1083f7fa6622ce6657e525c602cf035fdaa', operation='UPDATE', pgid='pgtrigger_update_update_6e885', table='registry_succession', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SuccessionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.succession')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('predecessor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('successor', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('on', models.DateField()),
                ('kind', models.CharField(choices=[('rename', 'Renamed'), ('merge', 'Merged'), ('split', 'Split'), ('move', 'Moved under another unit')], max_length=8)),
                ('whole', models.BooleanField(default=True, help_text='All of the predecessor went there')),
                ('act', models.CharField(blank=True, max_length=120)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='UnitGroup',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=60, unique=True)),
                ('name', models.CharField(max_length=200)),
                ('aliases', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=200), blank=True, default=list, size=None)),
                ('seat', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='groups', to='registry.unit')),
            ],
            options={
                'verbose_name': 'Group of units',
            },
        ),
        migrations.CreateModel(
            name='GroupMembership',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('group', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='registry.unitgroup')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='memberships', to='registry.unit')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('place', models.PositiveSmallIntegerField(default=0, help_text='Order of protocol')),
            ],
            options={
                'verbose_name': 'Membership in a group',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('group', '='), ('unit', '='), ('valid', '&&')], name='groupmembership_once_at_a_time'), models.CheckConstraint(condition=models.Q(('valid__isempty', False), ('valid__lower_inf', False)), name='groupmembership_a_day_or_more')],
            },
        ),
        migrations.CreateModel(
            name='Post',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='posts', to='registry.unit')),
                ('title', models.CharField(max_length=200)),
                ('rank', models.PositiveSmallIntegerField(default=100, help_text='Order of protocol, the lowest first')),
            ],
            options={
                'verbose_name': 'Post',
                'constraints': [models.UniqueConstraint(fields=('unit', 'title'), name='post_once_a_unit')],
            },
        ),
        migrations.CreateModel(
            name='Official',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('full_name', models.CharField(max_length=120)),
                ('name_sort', models.CharField(db_collation='C', editable=False, max_length=800)),
            ],
            options={
                'verbose_name': 'Official',
                'indexes': [models.Index(fields=['name_sort'], name='registry_of_name_so_c22444_idx')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('official', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='registry.official')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='registry.post')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('document', models.CharField(blank=True, help_text='The decision of appointment', max_length=120)),
            ],
            options={
                'verbose_name': 'Appointment',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('official', '='), ('post', '='), ('valid', '&&')], name='appointment_once_at_a_time', violation_error_message='This official holds this post already at that time.'), models.CheckConstraint(condition=models.Q(('valid__isempty', False), ('valid__lower_inf', False)), name='appointment_a_day_or_more')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_appointmentevent" ("document", "id", "official_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "valid") VALUES (NEW."document", NEW."id", NEW."official_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."post_id", NEW."valid"); RETURN NULL;', hash='056d7bf3f3cf1bef94fbd45ba259d7a52f588b29', operation='INSERT', pgid='pgtrigger_insert_insert_19302', table='registry_appointment', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_appointmentevent" ("document", "id", "official_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "post_id", "valid") VALUES (NEW."document", NEW."id", NEW."official_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."post_id", NEW."valid"); RETURN NULL;', hash='7916dc938f910b92f33fa4ad126afc93b9cbba2b', operation='UPDATE', pgid='pgtrigger_update_update_5e03e', table='registry_appointment', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='AppointmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.appointment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('official', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.official')),
                ('post', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.post')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('document', models.CharField(blank=True, help_text='The decision of appointment', max_length=120)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='User',
            fields=[
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('username', models.CharField(error_messages={'unique': 'This user name is taken.'}, max_length=60, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()])),
                ('full_name', models.CharField(max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('unit', models.ForeignKey(help_text='The body that looks after the account', on_delete=django.db.models.deletion.PROTECT, related_name='accounts', to='registry.unit')),
                ('official', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='user', to='registry.official')),
                ('is_active', models.BooleanField(default=True)),
                ('must_change_password', models.BooleanField(default=False)),
                ('session_generation', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'User',
                'constraints': [models.CheckConstraint(condition=models.Q(('username', django.db.models.functions.text.Lower(models.Func('username', function='NORMALIZE')))), name='user_name_in_lower_case_and_nfc', violation_error_message='A user name is written in small letters.')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_userevent" ("created_at", "email", "full_name", "id", "is_active", "must_change_password", "official_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "username") VALUES (NEW."created_at", NEW."email", NEW."full_name", NEW."id", NEW."is_active", NEW."must_change_password", NEW."official_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."unit_id", NEW."username"); RETURN NULL;', hash='bdc78686bdb584cd609709448dd48f15f578c4b6', operation='INSERT', pgid='pgtrigger_insert_insert_b61ef', table='registry_user', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD."created_at" IS DISTINCT FROM (NEW."created_at") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_active" IS DISTINCT FROM (NEW."is_active") OR OLD."must_change_password" IS DISTINCT FROM (NEW."must_change_password") OR OLD."official_id" IS DISTINCT FROM (NEW."official_id") OR OLD."unit_id" IS DISTINCT FROM (NEW."unit_id") OR OLD."username" IS DISTINCT FROM (NEW."username"))', func='INSERT INTO "registry_userevent" ("created_at", "email", "full_name", "id", "is_active", "must_change_password", "official_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "unit_id", "username") VALUES (NEW."created_at", NEW."email", NEW."full_name", NEW."id", NEW."is_active", NEW."must_change_password", NEW."official_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."unit_id", NEW."username"); RETURN NULL;', hash='510baa8e4987645eae04f060e1534f473704503a', operation='UPDATE', pgid='pgtrigger_update_update_99106', table='registry_user', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='UserEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('username', models.CharField(error_messages={'unique': 'This user name is taken.'}, max_length=60, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()])),
                ('full_name', models.CharField(max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('unit', models.ForeignKey(db_constraint=False, help_text='The body that looks after the account', on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('official', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.official')),
                ('is_active', models.BooleanField(default=True)),
                ('must_change_password', models.BooleanField(default=False)),
                ('created_at', models.DateTimeField()),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='RoleAssignment',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to=settings.AUTH_USER_MODEL)),
                ('role', models.CharField(choices=[('secretariat', 'Secretariat of briefings'), ('leader', 'Leader'), ('coordinator', 'Coordinator of the coalition'), ('officer', 'Officer of a body'), ('clerk', 'Clerk'), ('account_manager', 'Manager of accounts'), ('territory_account_manager', 'Manager of bodies and accounts of the territory'), ('operator', 'Operator of the installation')], max_length=30)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='assignments', to='registry.unit')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('delegated_from', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='delegations', to='registry.roleassignment')),
                ('granted_at', models.DateTimeField()),
                ('granted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Role of a user at a unit',
                'indexes': [models.Index(fields=['user', 'revoked_at'], name='registry_ro_user_id_1785b3_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='roleassignment_revoked_when_and_by_whom'), django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('revoked_at', None)), expressions=[('user', '='), ('role', '='), ('unit', '='), ('valid', '&&')], name='roleassignment_once_at_a_time', violation_error_message='This person holds this role here already at that time.'), models.CheckConstraint(condition=models.Q(('valid__isempty', False), ('valid__lower_inf', False)), name='roleassignment_a_day_or_more')],
                'triggers': [pgtrigger.compiler.Trigger(name='incompatible', sql=pgtrigger.compiler.UpsertTriggerSql(func="\n    PERFORM 1 FROM registry_user WHERE id = NEW.user_id FOR NO KEY UPDATE;\n    IF NEW.revoked_at IS NULL AND EXISTS (\n        SELECT 1 FROM registry_roleassignment other\n        JOIN registry_incompatibleroles pair\n          ON (pair.first = NEW.role AND pair.second = other.role) OR (pair.second = NEW.role AND pair.first = other.role)\n        WHERE other.user_id = NEW.user_id AND other.id <> NEW.id AND other.revoked_at IS NULL AND other.valid && NEW.valid\n    ) THEN\n        RAISE EXCEPTION 'one person cannot hold these two roles at the same time' USING ERRCODE = 'check_violation';\n    END IF;\n    RETURN NEW;\n", hash='3ff1bfe1136adc9e263f966b361955a7a41a201e', operation='INSERT OR UPDATE', pgid='pgtrigger_incompatible_1efb2', table='registry_roleassignment', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_roleassignmentevent" ("delegated_from_id", "granted_at", "granted_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "role", "unit_id", "user_id", "valid") VALUES (NEW."delegated_from_id", NEW."granted_at", NEW."granted_by_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."role", NEW."unit_id", NEW."user_id", NEW."valid"); RETURN NULL;', hash='2a3297bc2a218666d8045e38c1627e9af41244e4', operation='INSERT', pgid='pgtrigger_insert_insert_f482b', table='registry_roleassignment', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_roleassignmentevent" ("delegated_from_id", "granted_at", "granted_by_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "revoked_at", "revoked_by_id", "role", "unit_id", "user_id", "valid") VALUES (NEW."delegated_from_id", NEW."granted_at", NEW."granted_by_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."revoked_at", NEW."revoked_by_id", NEW."role", NEW."unit_id", NEW."user_id", NEW."valid"); RETURN NULL;', hash='b2d8b3fc804ffd307277bf5ff69735f138056e35', operation='UPDATE', pgid='pgtrigger_update_update_63fb5', table='registry_roleassignment', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='RoleAssignmentEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.roleassignment')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('user', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('role', models.CharField(choices=[('secretariat', 'Secretariat of briefings'), ('leader', 'Leader'), ('coordinator', 'Coordinator of the coalition'), ('officer', 'Officer of a body'), ('clerk', 'Clerk'), ('account_manager', 'Manager of accounts'), ('territory_account_manager', 'Manager of bodies and accounts of the territory'), ('operator', 'Operator of the installation')], max_length=30)),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('delegated_from', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.roleassignment')),
                ('granted_at', models.DateTimeField()),
                ('granted_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('revoked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='IncompatibleRoles',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('first', models.CharField(choices=[('secretariat', 'Secretariat of briefings'), ('leader', 'Leader'), ('coordinator', 'Coordinator of the coalition'), ('officer', 'Officer of a body'), ('clerk', 'Clerk'), ('account_manager', 'Manager of accounts'), ('territory_account_manager', 'Manager of bodies and accounts of the territory'), ('operator', 'Operator of the installation')], max_length=30)),
                ('second', models.CharField(choices=[('secretariat', 'Secretariat of briefings'), ('leader', 'Leader'), ('coordinator', 'Coordinator of the coalition'), ('officer', 'Officer of a body'), ('clerk', 'Clerk'), ('account_manager', 'Manager of accounts'), ('territory_account_manager', 'Manager of bodies and accounts of the territory'), ('operator', 'Operator of the installation')], max_length=30)),
                ('reason', models.CharField(max_length=200)),
            ],
            options={
                'verbose_name': 'Incompatible roles',
                'constraints': [models.UniqueConstraint(fields=('first', 'second'), name='incompatibleroles_once'), models.CheckConstraint(condition=models.Q(('first__lt', models.F('second'))), name='incompatibleroles_in_order')],
            },
        ),
        migrations.CreateModel(
            name='Event',
            fields=[
                ('seq', models.BigAutoField(primary_key=True, serialize=False)),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, unique=True)),
                ('type', models.CharField(max_length=60)),
                ('subject_kind', models.CharField(max_length=40)),
                ('subject_id', models.UUIDField()),
                ('unit', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.unit')),
                ('by_user', models.UUIDField(null=True)),
                ('by_name', models.CharField(max_length=120)),
                ('by_role', models.CharField(blank=True, max_length=30)),
                ('by_unit', models.UUIDField(null=True)),
                ('at', models.DateTimeField()),
                ('on', models.DateField(help_text="Day of business: the demonstration's clock may differ from the instant")),
                ('data', models.JSONField(default=dict)),
            ],
            options={
                'verbose_name': 'Event',
                'indexes': [models.Index(fields=['subject_kind', 'subject_id', 'seq'], name='registry_ev_subject_c7358c_idx'), models.Index(fields=['type', 'seq'], name='registry_ev_type_1f9d80_idx'), models.Index(fields=['unit', 'seq'], name='registry_ev_unit_id_9f2ff6_idx')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='21cca78b202cb4df9bf5c2d24e2289aa2ab97227', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_23273', table='registry_event', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='deliveries', to='registry.event')),
                ('subscriber', models.CharField(max_length=80)),
                ('at', models.DateTimeField()),
            ],
            options={
                'verbose_name': 'Delivery of an event',
                'constraints': [models.UniqueConstraint(fields=('event', 'subscriber'), name='delivery_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='340f0a1f2b26fb9a09166c953a65b46b9ed53929', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_663f5', table='registry_delivery', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='FormSubmission',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField()),
                ('sender', models.CharField(max_length=64)),
                ('route', models.CharField(max_length=120)),
                ('fingerprint', models.CharField(help_text='Keyed hash of the fields: the same key with other content is refused', max_length=64)),
                ('at', models.DateTimeField()),
                ('location', models.TextField(help_text='Where the first answer led')),
            ],
            options={
                'verbose_name': 'Sent form',
                'indexes': [models.Index(fields=['at'], name='registry_fo_at_05ade5_idx')],
                'constraints': [models.UniqueConstraint(fields=('sender', 'key'), name='formsubmission_once')],
            },
        ),
        migrations.CreateModel(
            name='Norm',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(max_length=60)),
                ('scope', models.CharField(blank=True, help_text="Where it holds: a province's code, urban, rural…", max_length=60)),
                ('value', models.BigIntegerField(help_text='Whole đồng, days or pieces, as the unit says')),
                ('unit', models.CharField(max_length=20)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('legal_basis', models.CharField(max_length=200)),
                ('confirmed', models.BooleanField(default=False, help_text='Somebody compared it with the text of the rule')),
            ],
            options={
                'verbose_name': 'Norm',
                'constraints': [django.contrib.postgres.constraints.ExclusionConstraint(expressions=[('code', '='), ('scope', '='), ('valid', '&&')], name='norm_one_at_a_time', violation_error_message='This norm has another value in that time.'), models.CheckConstraint(condition=models.Q(('valid__isempty', False), ('valid__lower_inf', False)), name='norm_a_day_or_more'), models.CheckConstraint(condition=models.Q(('legal_basis', ''), _negated=True), name='norm_has_a_legal_basis')],
                'triggers': [pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "registry_normevent" ("code", "confirmed", "id", "legal_basis", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "unit", "valid", "value") VALUES (NEW."code", NEW."confirmed", NEW."id", NEW."legal_basis", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."scope", NEW."unit", NEW."valid", NEW."value"); RETURN NULL;', hash='2b7d40ded97f799cfcf6533453afe1ee53e45e63', operation='INSERT', pgid='pgtrigger_insert_insert_c3b44', table='registry_norm', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "registry_normevent" ("code", "confirmed", "id", "legal_basis", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "scope", "unit", "valid", "value") VALUES (NEW."code", NEW."confirmed", NEW."id", NEW."legal_basis", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."scope", NEW."unit", NEW."valid", NEW."value"); RETURN NULL;', hash='a21f1368f7e5951ed668d97da18f36925c1625bb', operation='UPDATE', pgid='pgtrigger_update_update_1e7bc', table='registry_norm', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='NormEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='registry.norm')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('code', models.SlugField(db_index=False, max_length=60)),
                ('scope', models.CharField(blank=True, help_text="Where it holds: a province's code, urban, rural…", max_length=60)),
                ('value', models.BigIntegerField(help_text='Whole đồng, days or pieces, as the unit says')),
                ('unit', models.CharField(max_length=20)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('legal_basis', models.CharField(max_length=200)),
                ('confirmed', models.BooleanField(default=False, help_text='Somebody compared it with the text of the rule')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Holiday',
            fields=[
                ('day', models.DateField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=80)),
                ('kind', models.CharField(choices=[('holiday', 'Public holiday'), ('working', 'Working day in exchange')], default='holiday', max_length=8)),
                ('legal_basis', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'verbose_name': 'Holiday',
            },
        ),
        migrations.CreateModel(
            name='DemonstrationClock',
            fields=[
                ('id', models.BooleanField(default=True, editable=False, primary_key=True, serialize=False)),
                ('day', models.DateField()),
            ],
            options={
                'verbose_name': 'Clock of the demonstration',
                'constraints': [models.CheckConstraint(condition=models.Q(('id', True)), name='demonstrationclock_one_row')],
            },
        ),
    ]
