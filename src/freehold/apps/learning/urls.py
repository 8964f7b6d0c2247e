"""The addresses of learning."""

from __future__ import annotations

from django.urls import path

from freehold.apps.learning.views import news, page, plan, resources

app_name = "learning"
urlpatterns = [
    path("", page.page, name="page"),
    path("refresh/", page.refresh, name="refresh"),
    path("plan/", plan.listing, name="plan"),
    path("plan/add/", plan.add, name="goal_add"),
    path("plan/<int:goal_id>/", plan.goal, name="goal"),
    path("plan/<int:goal_id>/done/", plan.finish, name="goal_finish"),
    path("plan/<int:goal_id>/remove/", plan.remove, name="goal_remove"),
    path("plan/<int:goal_id>/restore/", plan.restore, name="goal_restore"),
    path("courses/", resources.listing, name="resources"),
    path("courses/remove/", resources.remove, name="resources_remove"),
    path("courses/lists/<int:import_id>/", resources.preview, name="resource_import"),
    path("courses/lists/<int:import_id>/take/", resources.confirm, name="resource_confirm"),
    path("courses/lists/<int:import_id>/drop/", resources.cancel, name="resource_cancel"),
    path("news/", news.listing, name="news"),
    path("news/read/", news.all_read, name="news_all_read"),
    path("news/feeds/<int:feed_id>/switch/", news.switch, name="feed_switch"),
    path("news/feeds/<int:feed_id>/remove/", news.remove, name="feed_remove"),
    path("news/<int:item_id>/mark/", news.mark, name="news_mark"),
]
