# Each table is made whole; why, registry/migrations/0001 says.

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import giaoban.kernel.ids
import giaoban.news.models.articles
import pgtrigger.compiler
import pgtrigger.migrations
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('documents', '0002_pictures'),
        ('pghistory', '0007_auto_20250421_0444'),
        ('registry', '0004_roles_of_the_portal'),
        ('registry', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='Article',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.CharField(default=giaoban.news.models.articles.new_code, editable=False, max_length=7, unique=True)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('published', 'Published'), ('corrected', 'Published, corrected'), ('withdrawn', 'Withdrawn from readers')], default='draft', max_length=9)),
                ('title', models.CharField(editable=False, help_text='Of the latest revision, for lists', max_length=300)),
                ('folded', models.TextField(editable=False, help_text='For search without accents; see kernel.vietnamese.fold')),
                ('latest', models.PositiveIntegerField(default=1, help_text='Number of the latest revision')),
                ('publish_at', models.DateTimeField(blank=True, help_text='When it is to appear; empty: when approved', null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('about_kind', models.CharField(blank=True, max_length=40)),
                ('about_id', models.UUIDField(blank=True, null=True)),
                ('origin', models.CharField(blank=True, editable=False, max_length=700)),
                ('made_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=500)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='registry.unit')),
                ('withdrawn_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Article',
            },
        ),
        migrations.CreateModel(
            name='ArticlePicture',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('added_at', models.DateTimeField()),
                ('added_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='shelf', to='news.article')),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.picture')),
            ],
            options={
                'verbose_name': 'Picture of an article',
                'constraints': [models.UniqueConstraint(fields=('article', 'picture'), name='articlepicture_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='37d9ce48928559ca926742ff32e36eed71796e9f', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_fd1bf', table='news_articlepicture', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='OldAddress',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('path', models.CharField(max_length=700, unique=True)),
                ('target', models.CharField(blank=True, max_length=700)),
                ('made_at', models.DateTimeField()),
                ('article', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='old_addresses', to='news.article')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Old address',
                'constraints': [models.CheckConstraint(condition=models.Q(('path__startswith', '/')), name='oldaddress_begins_at_the_root'), models.CheckConstraint(condition=models.Q(models.Q(('article__isnull', False), ('target', '')), models.Q(('article', None), ('target__startswith', '/'), models.Q(('target', models.F('path')), _negated=True)), _connector='OR'), name='oldaddress_leads_to_one_other_place')],
                'triggers': [pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='5cb98a67a1bc8da11e83a1da27ffe299159aac28', operation='DELETE', pgid='pgtrigger_kept_e7b83', table='news_oldaddress', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_oldaddressevent" ("article_id", "id", "made_at", "made_by_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "target") VALUES (NEW."article_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."path", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."target"); RETURN NULL;', hash='e4dfe1a52c06857d6e5805c32cae16d6cf872c63', operation='INSERT', pgid='pgtrigger_insert_insert_ba955', table='news_oldaddress', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "news_oldaddressevent" ("article_id", "id", "made_at", "made_by_id", "path", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "target") VALUES (NEW."article_id", NEW."id", NEW."made_at", NEW."made_by_id", NEW."path", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."target"); RETURN NULL;', hash='29f76d1f05f72d0c89337a48efdebd97a5f3206d', operation='UPDATE', pgid='pgtrigger_update_update_bf5af', table='news_oldaddress', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='OldAddressEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('path', models.CharField(max_length=700)),
                ('target', models.CharField(blank=True, max_length=700)),
                ('made_at', models.DateTimeField()),
                ('article', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.article')),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='news.oldaddress')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Review',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('asked', models.CharField(choices=[('publish', 'Publication'), ('correct', 'Correction')], max_length=7)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('asked_at', models.DateTimeField()),
                ('verdict', models.CharField(blank=True, choices=[('approved', 'Approved'), ('returned', 'Returned'), ('taken_back', 'Taken back by the editors')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=1000)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_name', models.CharField(blank=True, max_length=120)),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='news.article')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Review of an article',
            },
        ),
        migrations.CreateModel(
            name='WaivedCheck',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('check_code', models.CharField(max_length=40)),
                ('found', models.CharField(max_length=500)),
                ('reason', models.CharField(max_length=500)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waived', to='news.review')),
            ],
            options={
                'verbose_name': 'Check passed over',
                'constraints': [models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='waivedcheck_has_a_reason')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e86cce0f7fca1e380b9b4d0a2d4198f164fe4837', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_077f6', table='news_waivedcheck', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ReviewLink',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('leader', models.CharField(help_text='Whom it was made for', max_length=120)),
                ('secret_hash', models.CharField(max_length=64, unique=True)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('review', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='links', to='news.review')),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Link for a review',
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('made_at'))), name='reviewlink_lasts_a_while'), models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False)), _connector='OR'), name='reviewlink_revoked_when_and_by_whom')],
                'triggers': [pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='08b64d1683124d7662a486dada30ca5ef1056c40', operation='DELETE', pgid='pgtrigger_kept_ca508', table='news_reviewlink', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_reviewlinkevent" ("expires_at", "id", "leader", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "revoked_at", "revoked_by_id", "secret_hash") VALUES (NEW."expires_at", NEW."id", NEW."leader", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."review_id", NEW."revoked_at", NEW."revoked_by_id", NEW."secret_hash"); RETURN NULL;', hash='bd9e25a0d23c08ea26273c8f84ef070d3ac75777', operation='INSERT', pgid='pgtrigger_insert_insert_666d3', table='news_reviewlink', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "news_reviewlinkevent" ("expires_at", "id", "leader", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "revoked_at", "revoked_by_id", "secret_hash") VALUES (NEW."expires_at", NEW."id", NEW."leader", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_id", NEW."revoked_at", NEW."revoked_by_id", NEW."secret_hash"); RETURN NULL;', hash='f278e8eecaa2f7e957aa59b61f15278b5598c633', operation='UPDATE', pgid='pgtrigger_update_update_a6331', table='news_reviewlink', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='ReviewLinkEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('leader', models.CharField(help_text='Whom it was made for', max_length=120)),
                ('secret_hash', models.CharField(max_length=64)),
                ('made_at', models.DateTimeField()),
                ('expires_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='news.reviewlink')),
                ('review', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.review')),
                ('revoked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('number', models.PositiveIntegerField()),
                ('title', models.CharField(max_length=300)),
                ('summary', models.CharField(blank=True, max_length=1000)),
                ('body', models.TextField(blank=True)),
                ('author', models.CharField(blank=True, help_text='As it is printed', max_length=120)),
                ('byline', models.CharField(blank=True, help_text='What stands beside the author', max_length=120)),
                ('tags', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None)),
                ('cover_alt', models.CharField(blank=True, max_length=300)),
                ('cover_credit', models.CharField(blank=True, max_length=120)),
                ('made_at', models.DateTimeField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='revisions', to='news.article')),
                ('cover', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.picture')),
                ('made_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'Revision',
                'constraints': [models.UniqueConstraint(fields=('article', 'number'), name='revision_number_once'), models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='revision_has_a_title'), models.CheckConstraint(condition=models.Q(('tags__len__lte', 10)), name='revision_has_few_tags'), models.CheckConstraint(condition=django.db.models.lookups.LessThanOrEqual(django.db.models.functions.text.Length('body'), 100000), name='revision_is_of_an_articles_length')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='e7673c24c0cab5aa802daef540fe3a30c39d54b4', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_f39a9', table='news_revision', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='ReviewEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('asked', models.CharField(choices=[('publish', 'Publication'), ('correct', 'Correction')], max_length=7)),
                ('note', models.CharField(blank=True, max_length=500)),
                ('asked_at', models.DateTimeField()),
                ('verdict', models.CharField(blank=True, choices=[('approved', 'Approved'), ('returned', 'Returned'), ('taken_back', 'Taken back by the editors')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=1000)),
                ('decided_at', models.DateTimeField(blank=True, null=True)),
                ('decided_name', models.CharField(blank=True, max_length=120)),
                ('article', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.article')),
                ('asked_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('decided_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='news.review')),
                ('link', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.reviewlink')),
                ('revision', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.revision')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Correction',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('note', models.CharField(max_length=500)),
                ('corrected_at', models.DateTimeField()),
                ('article', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='corrections', to='news.article')),
                ('after', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='news.revision')),
                ('before', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='news.revision')),
            ],
            options={
                'verbose_name': 'Correction',
                'constraints': [models.CheckConstraint(condition=models.Q(('note', ''), _negated=True), name='correction_says_what_changed')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='7730095fed2fa9eec4c97aba18f757bc546e80e1', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_64df0', table='news_correction', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='RevisionFile',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('place', models.PositiveSmallIntegerField()),
                ('file', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.storedfile')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='files', to='news.revision')),
            ],
            options={
                'verbose_name': 'File of a revision',
                'constraints': [models.UniqueConstraint(fields=('revision', 'file'), name='revisionfile_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='df30eb1ee9483af952346c7aa7eab6096ecf5638', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_37f9b', table='news_revisionfile', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='RevisionPicture',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('picture', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='documents.picture')),
                ('revision', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pictures', to='news.revision')),
            ],
            options={
                'verbose_name': 'Picture of a revision',
                'constraints': [models.UniqueConstraint(fields=('revision', 'picture'), name='revisionpicture_once')],
                'triggers': [pgtrigger.compiler.Trigger(name='append_only', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;", hash='28d63c06c2206b92ef673c0aca842591b54bffaf', operation='UPDATE OR DELETE', pgid='pgtrigger_append_only_7b08b', table='news_revisionpicture', when='BEFORE'))],
            },
        ),
        migrations.CreateModel(
            name='Section',
            fields=[
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, primary_key=True, serialize=False)),
                ('code', models.SlugField(help_text='In addresses; stays for good', max_length=40, unique=True)),
                ('name_vi', models.CharField(max_length=60)),
                ('name_en', models.CharField(max_length=60)),
                ('place', models.PositiveSmallIntegerField(help_text='Order on the page')),
                ('is_closed', models.BooleanField(default=False, help_text='Takes no new articles; the old ones stay readable')),
            ],
            options={
                'verbose_name': 'Section',
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name_vi', ''), _negated=True), models.Q(('name_en', ''), _negated=True)), name='section_has_names')],
                'triggers': [pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='e46a4d07c9755d45d08d68706315044a2f5f0d73', operation='DELETE', pgid='pgtrigger_kept_d2de3', table='news_section', when='BEFORE')), pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_sectionevent" ("code", "id", "is_closed", "name_en", "name_vi", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") VALUES (NEW."code", NEW."id", NEW."is_closed", NEW."name_en", NEW."name_vi", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."place"); RETURN NULL;', hash='e52c597125366c211697042b6002e805a7207ee4', operation='INSERT', pgid='pgtrigger_insert_insert_e2ea5', table='news_section', when='AFTER')), pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "news_sectionevent" ("code", "id", "is_closed", "name_en", "name_vi", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "place") VALUES (NEW."code", NEW."id", NEW."is_closed", NEW."name_en", NEW."name_vi", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."place"); RETURN NULL;', hash='ff3a06382b88b2339c90e04bdf1293b1ebb092a0', operation='UPDATE', pgid='pgtrigger_update_update_c0687', table='news_section', when='AFTER'))],
            },
        ),
        migrations.CreateModel(
            name='SectionEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('code', models.SlugField(db_index=False, help_text='In addresses; stays for good', max_length=40)),
                ('name_vi', models.CharField(max_length=60)),
                ('name_en', models.CharField(max_length=60)),
                ('place', models.PositiveSmallIntegerField(help_text='Order on the page')),
                ('is_closed', models.BooleanField(default=False, help_text='Takes no new articles; the old ones stay readable')),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='news.section')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='ArticleEvent',
            fields=[
                ('pgh_id', models.AutoField(primary_key=True, serialize=False)),
                ('pgh_created_at', models.DateTimeField(auto_now_add=True)),
                ('pgh_label', models.TextField(help_text='The event label.')),
                ('id', models.UUIDField(default=giaoban.kernel.ids.uuid7, editable=False, serialize=False)),
                ('code', models.CharField(default=giaoban.news.models.articles.new_code, editable=False, max_length=7)),
                ('status', models.CharField(choices=[('draft', 'Draft'), ('in_review', 'In review'), ('published', 'Published'), ('corrected', 'Published, corrected'), ('withdrawn', 'Withdrawn from readers')], default='draft', max_length=9)),
                ('title', models.CharField(editable=False, help_text='Of the latest revision, for lists', max_length=300)),
                ('folded', models.TextField(editable=False, help_text='For search without accents; see kernel.vietnamese.fold')),
                ('latest', models.PositiveIntegerField(default=1, help_text='Number of the latest revision')),
                ('publish_at', models.DateTimeField(blank=True, help_text='When it is to appear; empty: when approved', null=True)),
                ('published_at', models.DateTimeField(blank=True, null=True)),
                ('expires_at', models.DateTimeField(blank=True, null=True)),
                ('about_kind', models.CharField(blank=True, max_length=40)),
                ('about_id', models.UUIDField(blank=True, null=True)),
                ('origin', models.CharField(blank=True, editable=False, max_length=700)),
                ('made_at', models.DateTimeField()),
                ('withdrawn_at', models.DateTimeField(blank=True, null=True)),
                ('withdrawn_reason', models.CharField(blank=True, max_length=500)),
                ('made_by', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('pgh_context', models.ForeignKey(db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='pghistory.context')),
                ('pgh_obj', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='events', to='news.article')),
                ('unit', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='registry.unit')),
                ('withdrawn_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to=settings.AUTH_USER_MODEL)),
                ('shown', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.revision')),
                ('section', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', related_query_name='+', to='news.section')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.AddField(
            model_name='review',
            name='link',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='news.reviewlink'),
        ),
        migrations.AddField(
            model_name='review',
            name='revision',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='reviews', to='news.revision'),
        ),
        migrations.AddField(
            model_name='article',
            name='shown',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='news.revision'),
        ),
        migrations.AddField(
            model_name='article',
            name='section',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='articles', to='news.section'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.UniqueConstraint(condition=models.Q(('verdict', '')), fields=('article',), name='review_one_at_a_time'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('decided_name', ''), ('link', None), ('verdict', '')), models.Q(models.Q(('verdict', ''), _negated=True), ('decided_at__isnull', False), models.Q(('decided_name', ''), _negated=True), models.Q(models.Q(('decided_by__isnull', False), ('link', None)), models.Q(('decided_by', None), ('link__isnull', False)), _connector='OR')), _connector='OR'), name='review_decided_when_and_by_whom'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('verdict', 'returned'), _negated=True), models.Q(('reason', ''), _negated=True), _connector='OR'), name='review_returned_for_a_reason'),
        ),
        migrations.AddConstraint(
            model_name='review',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('asked', 'correct'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='review_of_a_correction_says_what'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='3845cd3b931f5b88f05928817d3e2011a8b50976', operation='DELETE', pgid='pgtrigger_kept_c3472', table='news_review', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_reviewevent" ("article_id", "asked", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "decided_name", "id", "link_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revision_id", "verdict") VALUES (NEW."article_id", NEW."asked", NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."decided_name", NEW."id", NEW."link_id", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."revision_id", NEW."verdict"); RETURN NULL;', hash='aa13c08d3f6fc0e4e4ef341d68195ccfc0937470', operation='INSERT', pgid='pgtrigger_insert_insert_134b4', table='news_review', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='review',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "news_reviewevent" ("article_id", "asked", "asked_at", "asked_by_id", "decided_at", "decided_by_id", "decided_name", "id", "link_id", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "revision_id", "verdict") VALUES (NEW."article_id", NEW."asked", NEW."asked_at", NEW."asked_by_id", NEW."decided_at", NEW."decided_by_id", NEW."decided_name", NEW."id", NEW."link_id", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."revision_id", NEW."verdict"); RETURN NULL;', hash='ac01fd3158c7cc15154eb62a8d81d6c6193e8d36', operation='UPDATE', pgid='pgtrigger_update_update_04c26', table='news_review', when='AFTER')),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('status__in', ('published', 'corrected'))), fields=['-published_at', '-id'], name='article_shown'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('status__in', ('published', 'corrected'))), fields=['section', '-published_at', '-id'], name='article_shown_in_section'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(fields=['unit', '-made_at'], name='news_articl_unit_id_7e5fbe_idx'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=models.Index(condition=models.Q(('about_id__isnull', False)), fields=['about_id'], name='article_about'),
        ),
        migrations.AddIndex(
            model_name='article',
            index=django.contrib.postgres.indexes.GinIndex(django.contrib.postgres.indexes.OpClass('folded', name='gin_trgm_ops'), name='article_folded'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('published_at__isnull', False), ('shown__isnull', False), ('status__in', ('published', 'corrected'))), models.Q(('published_at', None), ('shown', None), ('status__in', ['draft', 'in_review'])), ('status', 'withdrawn'), _connector='OR'), name='article_shows_a_revision_since_when'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('expires_at', None), ('published_at', None), ('expires_at__gt', models.F('published_at')), _connector='OR'), name='article_ends_after_it_appears', violation_error_message='The article would end before it appears.'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'withdrawn'), ('withdrawn_at__isnull', False), ('withdrawn_by__isnull', False), models.Q(('withdrawn_reason', ''), _negated=True)), models.Q(models.Q(('status', 'withdrawn'), _negated=True), ('withdrawn_at', None), ('withdrawn_by', None), ('withdrawn_reason', '')), _connector='OR'), name='article_withdrawn_when_by_whom_and_why'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('about_id', None), ('about_kind', '')), models.Q(models.Q(('about_kind', ''), _negated=True), ('about_id__isnull', False)), _connector='OR'), name='article_is_about_by_kind_and_id'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='article_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(condition=models.Q(('origin', ''), _negated=True), fields=('origin',), name='article_taken_over_once'),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='news_article_status', sql=pgtrigger.compiler.UpsertTriggerSql(declare='DECLARE _is_valid_transition BOOLEAN;', func='SELECT CONCAT(OLD."status", \':\', NEW."status") = ANY(\'{draft:in_review,in_review:draft,in_review:published,published:draft,published:corrected,corrected:corrected,published:withdrawn,corrected:withdrawn,draft:withdrawn}\'::text[]) INTO _is_valid_transition; IF (_is_valid_transition IS FALSE AND OLD."status" IS DISTINCT FROM NEW."status") THEN RAISE EXCEPTION \'pgtrigger: Invalid transition of field "status" from "%" to "%" on table %\', OLD."status", NEW."status", TG_TABLE_NAME; ELSE RETURN NEW; END IF;', hash='58e6ed8eb9859cf20fc501e7537071807fb2c866', operation='UPDATE', pgid='pgtrigger_news_article_status_e1768', table='news_article', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='kept', sql=pgtrigger.compiler.UpsertTriggerSql(func="RAISE EXCEPTION 'pgtrigger: Cannot delete rows from % table', TG_TABLE_NAME;", hash='73f91b5c4b4bf8f8ce33c1ad8a6bdbfb5bcdf9ec', operation='DELETE', pgid='pgtrigger_kept_93107', table='news_article', when='BEFORE')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='insert_insert', sql=pgtrigger.compiler.UpsertTriggerSql(func='INSERT INTO "news_articleevent" ("about_id", "about_kind", "code", "expires_at", "folded", "id", "latest", "made_at", "made_by_id", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_at", "section_id", "shown_id", "status", "title", "unit_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."about_id", NEW."about_kind", NEW."code", NEW."expires_at", NEW."folded", NEW."id", NEW."latest", NEW."made_at", NEW."made_by_id", NEW."origin", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."publish_at", NEW."published_at", NEW."section_id", NEW."shown_id", NEW."status", NEW."title", NEW."unit_id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;', hash='87993c123446515282ea27d18649c9b892464cde', operation='INSERT', pgid='pgtrigger_insert_insert_512b0', table='news_article', when='AFTER')),
        ),
        pgtrigger.migrations.AddTrigger(
            model_name='article',
            trigger=pgtrigger.compiler.Trigger(name='update_update', sql=pgtrigger.compiler.UpsertTriggerSql(condition='WHEN (OLD.* IS DISTINCT FROM NEW.*)', func='INSERT INTO "news_articleevent" ("about_id", "about_kind", "code", "expires_at", "folded", "id", "latest", "made_at", "made_by_id", "origin", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "publish_at", "published_at", "section_id", "shown_id", "status", "title", "unit_id", "withdrawn_at", "withdrawn_by_id", "withdrawn_reason") VALUES (NEW."about_id", NEW."about_kind", NEW."code", NEW."expires_at", NEW."folded", NEW."id", NEW."latest", NEW."made_at", NEW."made_by_id", NEW."origin", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."publish_at", NEW."published_at", NEW."section_id", NEW."shown_id", NEW."status", NEW."title", NEW."unit_id", NEW."withdrawn_at", NEW."withdrawn_by_id", NEW."withdrawn_reason"); RETURN NULL;', hash='37b121271493511cb6791dd29f8626276f40e638', operation='UPDATE', pgid='pgtrigger_update_update_12d52', table='news_article', when='AFTER')),
        ),
    ]
