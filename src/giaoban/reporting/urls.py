from django.urls import path

from giaoban.reporting.views import calls, deadlines, figures, returns, taking

app_name = "reporting"
urlpatterns = [
    path("returns/", calls.call_list, name="calls"),
    path("returns/new/", calls.new, name="call-new"),
    path("returns/<uuid:call_id>/", calls.board, name="board"),
    path("returns/<uuid:call_id>/board.csv", calls.board_csv, name="board-csv"),
    path("returns/<uuid:call_id>/more-time/", deadlines.ask, name="more-time"),
    path("returns/more-time/<uuid:more_time_id>/", deadlines.answer, name="more-time-answer"),
    path("returns/<uuid:call_id>/accept-all/", calls.accept_all, name="accept-all"),
    path("returns/<uuid:call_id>/fill-in/", returns.fill_in, name="fill-in"),
    path("returns/<uuid:call_id>/workbook.xlsx", taking.template, name="workbook"),
    path("returns/<uuid:call_id>/take-in/", taking.take_in, name="take-in"),
    path("returns/<uuid:call_id>/table/", figures.table, name="table"),
    path("returns/<uuid:call_id>/table.csv", figures.table_csv, name="table-csv"),
    path("returns/<uuid:call_id>/table.xlsx", figures.table_xlsx, name="table-xlsx"),
    path("returns/<uuid:call_id>/figures/<uuid:land_id>/<uuid:indicator_id>/", figures.figure, name="figure"),
    path("returns/of/<uuid:return_id>/", returns.one, name="return"),
    path("returns/of/<uuid:return_id>/accept/", returns.accept, name="accept"),
    path("returns/of/<uuid:return_id>/send-back/", returns.send_back, name="send-back"),
    path("returns/of/<uuid:return_id>/reopen/", returns.reopen, name="reopen"),
]
