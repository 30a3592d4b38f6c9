from django.urls import path

from giaoban.documents.views import acts, library, library_desk, papers

app_name = "documents"
urlpatterns = [
    path("library/", library.library, name="library"),
    path("library/<uuid:entry_id>/", library.entry, name="library-entry"),
    path("library/<uuid:entry_id>/<str:name>", library.file, name="library-file"),
    path("publishing/library/", library_desk.desk, name="library-desk"),
    path("publishing/library/new/", library_desk.new, name="library-new"),
    path("publishing/library/papers/<uuid:paper_id>/", library_desk.of_paper, name="library-paper"),
    path("publishing/library/<uuid:library_id>/withdraw/", library_desk.withdraw, name="library-withdraw"),
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
