from django.urls import path

from giaoban.news.views import desk, editing, links, machines, reading, reviewing, schedule, schedule_desk, sections

app_name = "news"
urlpatterns = [
    # Readers.
    path("news/", reading.front, name="front"),
    path("news/feed.rss", machines.rss, name="rss"),
    path("news/feed.atom", machines.atom, name="atom"),
    path("news/section/<slug:code>/", reading.section, name="section"),
    path("news/section/<slug:code>/feed.rss", machines.section_rss, name="section-rss"),
    path("news/section/<slug:code>/feed.atom", machines.section_atom, name="section-atom"),
    path("news/pictures/<uuid:picture_id>/<int:width>.webp", reading.picture, name="picture"),
    path("news/files/<uuid:file_id>/", reading.file, name="file"),
    path("news/of/<uuid:article_id>/", reading.article_of, name="article-of"),
    # A code has no vowel and seven signs: none of the names above.
    path("news/<slug:code>/<slug:slug>/", reading.article, name="article"),
    path("schedule/", schedule.this_week, name="schedule"),
    path("schedule/calendar.ics", schedule.feed, name="schedule-feed"),
    path("schedule/of/<uuid:week_id>/", schedule.week_of, name="schedule-of"),
    path("schedule/<slug:monday>/", schedule.week, name="schedule-week"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
    path("sitemap-<int:number>.xml", machines.sitemap_part, name="sitemap-part"),
    # A leader without an account.
    path("review/<str:token>/", links.decide, name="link"),
    path("review/<str:token>/pictures/<uuid:picture_id>/<int:width>.webp", links.picture, name="link-picture"),
    # Editors.
    path("publishing/", desk.desk, name="desk"),
    path("publishing/waiting/", desk.waiting, name="waiting"),
    path("publishing/new/", editing.new, name="new"),
    path("publishing/paste/", editing.paste, name="paste"),
    path("publishing/sections/", sections.section_list, name="sections"),
    path("publishing/sections/new/", sections.new, name="section-new"),
    path("publishing/sections/<slug:code>/", sections.arrange, name="section-arrange"),
    path("publishing/schedule/", schedule_desk.own, name="schedule-desk"),
    path("publishing/schedule/add/", schedule_desk.add, name="schedule-add"),
    path("publishing/schedule/paste/", schedule_desk.paste, name="schedule-paste"),
    path("publishing/schedule/copy/", schedule_desk.copy, name="schedule-copy"),
    path("publishing/schedule/entries/<uuid:entry_id>/", schedule_desk.reword, name="schedule-entry"),
    path("publishing/schedule/weeks/<uuid:week_id>/", schedule_desk.work, name="schedule-work"),
    path("publishing/schedule/weeks/<uuid:week_id>/publish/", schedule_desk.publish, name="schedule-publish"),
    path("publishing/schedule/weeks/<uuid:week_id>/take-back/", schedule_desk.take_back, name="schedule-take-back"),
    path("publishing/articles/<uuid:article_id>/", desk.work, name="work"),
    path("publishing/articles/<uuid:article_id>/edit/", editing.edit, name="edit"),
    path("publishing/articles/<uuid:article_id>/compare/", desk.compare, name="compare"),
    path("publishing/articles/<uuid:article_id>/submit/", reviewing.submit, name="submit"),
    path("publishing/articles/<uuid:article_id>/give-up/", reviewing.give_up, name="give-up"),
    path("publishing/articles/<uuid:article_id>/withdraw/", reviewing.withdraw, name="withdraw"),
    path("publishing/articles/<uuid:article_id>/unschedule/", reviewing.unschedule, name="unschedule"),
    path("publishing/reviews/<uuid:review_id>/", reviewing.decide, name="review"),
    path("publishing/reviews/<uuid:review_id>/take-back/", reviewing.take_back, name="take-back"),
    path("publishing/reviews/<uuid:review_id>/link/", reviewing.link, name="link-new"),
    path("publishing/links/<uuid:link_id>/revoke/", reviewing.revoke_link, name="link-revoke"),
]
