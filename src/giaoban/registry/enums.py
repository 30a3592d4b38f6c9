"""Codes of the registry: trees, kinds of units, successions, roles."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Tree(models.TextChoices):
    """The two trees: land, and the bodies that sit on it."""

    TERRITORY = "territory", _("Territory")
    ORGANISATION = "organisation", _("Organisation")


class UnitKind(models.TextChoices):
    PROVINCE = "province", _("Province")
    CITY = "city", _("Centrally run city")
    DISTRICT_RURAL = "district_rural", _("Rural district")
    DISTRICT_URBAN = "district_urban", _("Urban district")
    DISTRICT_TOWN = "district_town", _("District-level town")
    DISTRICT_CITY = "district_city", _("Provincial city")
    COMMUNE_RURAL = "commune_rural", _("Rural commune")
    COMMUNE_TOWNSHIP = "commune_township", _("Township")
    COMMUNE_WARD = "commune_ward", _("Ward")
    COMMUNE_SPECIAL_ZONE = "commune_special_zone", _("Special zone")
    VILLAGE = "village", _("Village")
    FRONT = "front", _("Fatherland Front committee")
    WOMENS_UNION = "womens_union", _("Women's Union")
    YOUTH_UNION = "youth_union", _("Youth Union")
    VETERANS_ASSOCIATION = "veterans_association", _("Veterans' Association")
    FARMERS_UNION = "farmers_union", _("Farmers' Union")
    LABOUR_FEDERATION = "labour_federation", _("Labour Federation")
    PARTY_COMMITTEE = "party_committee", _("Party committee")
    PARTY_STANDING = "party_standing", _("Party standing members")
    PARTY_STANDING_BOARD = "party_standing_board", _("Party standing board")
    PARTY_BOARD = "party_board", _("Party board")
    PARTY_OFFICE = "party_office", _("Party office")
    PEOPLES_COMMITTEE = "peoples_committee", _("People's Committee")
    PEOPLES_COUNCIL = "peoples_council", _("People's Council")
    STEERING_COMMITTEE = "steering_committee", _("Steering committee")
    DEPARTMENT = "department", _("Department")
    ASSOCIATION = "association", _("Association")


class SuccessionKind(models.TextChoices):
    RENAME = "rename", _("Renamed")
    MERGE = "merge", _("Merged")
    SPLIT = "split", _("Split")
    MOVE = "move", _("Moved under another unit")


class HolidayKind(models.TextChoices):
    HOLIDAY = "holiday", _("Public holiday")
    WORKING = "working", _("Working day in exchange")
