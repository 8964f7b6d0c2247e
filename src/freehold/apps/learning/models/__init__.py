"""The tables of learning."""

from freehold.apps.learning.models.goal import GoalState, LearningGoal
from freehold.apps.learning.models.news import Feed, FeedItem
from freehold.apps.learning.models.picture import LearningPicture
from freehold.apps.learning.models.resources import ImportedResource, ResourceImport

__all__ = ["Feed", "FeedItem", "GoalState", "ImportedResource", "LearningGoal", "LearningPicture", "ResourceImport"]
