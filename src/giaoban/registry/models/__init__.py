"""Tables of the registry, one file a subject."""

from giaoban.registry.models.accounts import IncompatibleRoles, RoleAssignment, User
from giaoban.registry.models.events import Delivery, Event
from giaoban.registry.models.forms import FormSubmission
from giaoban.registry.models.norms import DemonstrationClock, Holiday, Norm
from giaoban.registry.models.people import Appointment, Official, Post
from giaoban.registry.models.saved_views import SavedView
from giaoban.registry.models.units import GroupMembership, Succession, Unit, UnitGroup, UnitVersion

__all__ = [
    "Appointment",
    "Delivery",
    "DemonstrationClock",
    "Event",
    "FormSubmission",
    "GroupMembership",
    "Holiday",
    "IncompatibleRoles",
    "Norm",
    "Official",
    "Post",
    "RoleAssignment",
    "SavedView",
    "Succession",
    "Unit",
    "UnitGroup",
    "UnitVersion",
    "User",
]
