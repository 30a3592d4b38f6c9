from django.urls import path

from giaoban.briefing.views import briefings, imports, tasks

app_name = "briefing"
urlpatterns = [
    path("briefings/", briefings.briefings, name="briefings"),
    path("briefings/<uuid:briefing_id>/", briefings.briefing, name="briefing"),
    path("briefings/<uuid:briefing_id>/revoke/", briefings.revoke, name="briefing-revoke"),
    path("briefings/<uuid:briefing_id>/publish/", briefings.publish, name="briefing-publish"),
    path("briefings/<uuid:briefing_id>/withdraw/", briefings.withdraw, name="briefing-withdraw"),
    path("imports/", imports.imports, name="imports"),
    path("imports/new/", imports.new_import, name="import-new"),
    path("imports/<uuid:import_id>/", imports.import_, name="import"),
    path("imports/<uuid:import_id>/meeting/", imports.meeting, name="import-meeting"),
    path("imports/<uuid:import_id>/confirm/", imports.confirm, name="import-confirm"),
    path("imports/<uuid:import_id>/discard/", imports.discard, name="import-discard"),
    path("imports/<uuid:import_id>/tasks/add/", imports.add_task, name="import-task-add"),
    path("imports/<uuid:import_id>/tasks/<uuid:task_id>/", imports.proposal, name="import-task"),
    path("imports/<uuid:import_id>/tasks/<uuid:task_id>/discard/", imports.discard_task, name="import-task-discard"),
    path("imports/<uuid:import_id>/sentences/<int:number>/", imports.sentence_fate, name="import-sentence"),
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/<uuid:task_id>/", tasks.task, name="task"),
    path("tasks/<uuid:task_id>/due/", tasks.due, name="task-due"),
    path("tasks/<uuid:task_id>/basis/", tasks.basis, name="task-basis"),
    path("tasks/<uuid:task_id>/lead/", tasks.lead, name="task-lead"),
    path("lines/<uuid:line_id>/report/", tasks.report, name="report"),
    path("lines/<uuid:line_id>/<slug:verdict>/", tasks.decide, name="decide"),
    path("reports/<uuid:report_id>/files/<uuid:file_id>/", tasks.evidence, name="evidence"),
]
