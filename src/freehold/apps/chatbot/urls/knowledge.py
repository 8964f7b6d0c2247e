"""Addresses of answers."""

from django.urls import path

from freehold.apps.chatbot.views import knowledge, knowledge_coverage, knowledge_import, knowledge_sources, knowledge_try

urlpatterns = [
    path("answers/", knowledge.listing, name="knowledge"),
    path("answers/add/", knowledge.add, name="knowledge_add"),
    path("answers/phrasings/", knowledge.phrasings, name="knowledge_phrasings"),
    path("answers/facts/", knowledge.facts, name="knowledge_facts"),
    path("answers/import/", knowledge_import.start, name="knowledge_import"),
    path("answers/try/", knowledge_try.bench, name="knowledge_try"),
    path("answers/asked/", knowledge_coverage.report, name="knowledge_coverage"),
    path("answers/asked/aside/", knowledge_coverage.set_aside, name="knowledge_set_aside"),
    path("answers/sources/", knowledge_sources.listing, name="knowledge_sources"),
    path("answers/sources/page/", knowledge_sources.add_page, name="knowledge_page_add"),
    path("answers/sources/files/", knowledge_sources.add_files, name="knowledge_files_add"),
    path("answers/sources/<int:source_id>/", knowledge_sources.showing, name="knowledge_source"),
    path("answers/sources/<int:source_id>/read/", knowledge_sources.read_again, name="knowledge_source_read"),
    path("answers/sources/<int:source_id>/switch/", knowledge_sources.switch, name="knowledge_source_switch"),
    path("answers/sources/<int:source_id>/paragraph/<int:passage_id>/", knowledge_sources.quotable, name="knowledge_quotable"),
    path("answers/sources/<int:source_id>/remove/", knowledge_sources.remove, name="knowledge_source_remove"),
    path("answers/sources/<int:source_id>/restore/", knowledge_sources.restore, name="knowledge_source_restore"),
    path("answers/<int:entry_id>/", knowledge.edit, name="knowledge_entry"),
    path("answers/<int:entry_id>/state/", knowledge.state, name="knowledge_state"),
    path("answers/<int:entry_id>/remove/", knowledge.remove, name="knowledge_remove"),
    path("answers/<int:entry_id>/restore/", knowledge.restore, name="knowledge_restore"),
]
