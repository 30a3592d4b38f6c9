app_name = "briefing"
urlpatterns = []
