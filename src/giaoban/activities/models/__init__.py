"""Tables of the activities room, one file a subject."""

from giaoban.activities.models.activities import Activity, ActivityVersion, Attachment
from giaoban.activities.models.programmes import ActionProgramme, Goal, Review, Target

__all__ = ["ActionProgramme", "Activity", "ActivityVersion", "Attachment", "Goal", "Review", "Target"]
