from django.urls import path

from giaoban.documents.views import acts, papers

app_name = "documents"
urlpatterns = [
    path("papers/", papers.papers, name="papers"),
    path("papers/new/", acts.new, name="paper-new"),
    path("papers/<uuid:paper_id>/", papers.paper, name="paper"),
    path("papers/<uuid:paper_id>/word/", papers.word, name="paper-word"),
    path("papers/<uuid:paper_id>/print/", papers.to_print, name="paper-print"),
    path("papers/<uuid:paper_id>/scan/", papers.scan, name="paper-scan"),
    path("papers/<uuid:paper_id>/edit/", acts.edit, name="paper-edit"),
    path("papers/<uuid:paper_id>/submit/", acts.submit, name="paper-submit"),
    path("papers/<uuid:paper_id>/send-back/", acts.send_back, name="paper-send-back"),
    path("papers/<uuid:paper_id>/number/", acts.number, name="paper-number"),
    path("papers/<uuid:paper_id>/sign/", acts.sign, name="paper-sign"),
    path("papers/<uuid:paper_id>/scan/add/", acts.add_scan, name="paper-scan-add"),
    path("papers/<uuid:paper_id>/undo/", acts.undo, name="paper-undo"),
    path("papers/<uuid:paper_id>/withdraw/", acts.withdraw, name="paper-withdraw"),
]
