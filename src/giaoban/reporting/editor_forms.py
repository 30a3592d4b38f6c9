"""What is typed of a form that an office writes: its head, sections, lines, new indicators, rules, and its day."""

import re
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from giaoban.kernel.choices import offer
from giaoban.kernel.vietnamese import plain_name
from giaoban.registry.enums import UnitKind
from giaoban.registry.forms import DayInput
from giaoban.reporting import typed, words
from giaoban.reporting.drafted import content as drafted
from giaoban.reporting.drafted.content import DraftLine, DraftRule, DraftSection, Head
from giaoban.reporting.enums import (
    LANDS,
    NUMBERS,
    FormPeriod,
    IndicatorKind,
    Level,
    Origin,
    OverTime,
    OverUnits,
    RuleKind,
    Window,
)
from giaoban.reporting.indicator_forms import CODE
from giaoban.reporting.shipped import Ask

_PLACES = {UnitKind.VILLAGE, *(kind for kinds in LANDS.values() for kind in kinds)}
BODIES = [(kind.value, kind.label) for kind in UnitKind if kind not in _PLACES]
ORIGINS = [
    (Origin.REPORTED.value, _("told by hand")),
    (Origin.COUNTED.value, _("counted from records, nobody fills it in")),
]
Option = tuple[str, str]


def code_of(name: str) -> str:
    """A code made of a name: "Cây xanh đã trồng" gives "cay-xanh-da-trong"."""
    return re.sub(r"^[^a-z]+", "", plain_name(name))[: drafted.LONGEST_CODE].strip("-")


class FormSearch(forms.Form):
    q = forms.CharField(
        label=_("Name or code"), required=False, max_length=100, widget=forms.TextInput(attrs={"type": "search"})
    )


class Seen(forms.Form):
    """Which keeping of the draft its author saw."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class PartForm(Seen):
    """A part of the draft; `was` says which one its author saw, since places move."""

    was = forms.CharField(widget=forms.HiddenInput, required=False, max_length=32)
    # Fields that few parts need: they stand below the others, closed.
    rare: tuple[str, ...] = ()

    def plain(self) -> list[forms.BoundField]:
        return [field for field in self if field.name not in self.rare]

    def rare_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name in self.rare]

    def uses_rare(self) -> bool:
        """Whether one of them says something, or is wrong."""
        return any(field.errors or field.value() for field in self.rare_fields())


class CodedForm(forms.Form):
    """Something that has a name and a code; a code that is left empty is made of the name."""

    code = forms.CharField(label=_("Code"), max_length=drafted.LONGEST_CODE, required=False, validators=[CODE])
    field_order: Sequence[str] | None = ("name", "code")
    code_help: Any = ""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].help_text = self.code_help

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "code" not in self.errors and not told.get("code") and told.get("name"):
            told["code"] = code_of(told["name"])
            if not told["code"]:
                self.add_error("code", gettext("Write a code: the name has no letters to make one of."))
        return told


class HeadForm(CodedForm):
    """Who fills the form in, for what; bodies of one's own kind call for it."""

    code_help = _("Empty: made from the name. Files and reports name the form by it; all its versions have it.")
    name = forms.CharField(label=_("Name of the form"), max_length=drafted.LONGEST_TITLE)
    body_kind = forms.ChoiceField(label=_("Who fills it in"), choices=BODIES)
    also_kinds = forms.MultipleChoiceField(
        label=_("Also filled in by"),
        choices=BODIES,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: that kind of body alone."),
    )
    level = forms.ChoiceField(label=_("Level"), choices=Level.choices, initial=Level.COMMUNE)
    period_kind = forms.ChoiceField(label=_("Reporting period"), choices=FormPeriod.choices)
    window = forms.ChoiceField(label=_("Days that a period counts"), choices=Window.choices)

    def __init__(self, *args: Any, own: str, **options: Any) -> None:
        super().__init__(*args, **options)
        self.own = UnitKind(own)

    def head(self) -> Head:
        told = self.cleaned_data
        body = UnitKind(told["body_kind"])
        return Head(
            code=told["code"],
            name=told["name"].strip(),
            body_kind=body,
            also_kinds=tuple(UnitKind(one) for one in told["also_kinds"] if one != body),
            level=Level(told["level"]),
            period_kind=FormPeriod(told["period_kind"]),
            window=Window(told["window"]),
            called_by=self.own if self.own != body else None,
        )

    @staticmethod
    def typed(head: Head) -> dict[str, Any]:
        """A head as the form shows it."""
        return head.fields()


class DraftHeadForm(PartForm, HeadForm):
    """The head of a draft; what a new version keeps is not asked."""

    def __init__(self, *args: Any, head: Head, is_version: bool, **options: Any) -> None:
        super().__init__(*args, initial={**HeadForm.typed(head), **options.pop("initial", {})}, **options)
        self.before = head
        if is_version:
            for name in ("code", "body_kind", "level", "period_kind", "window"):
                self.fields[name].disabled = True


class SectionForm(PartForm):
    title = forms.CharField(label=_("Title of the section"), max_length=drafted.LONGEST_TITLE)
    guidance = forms.CharField(
        label=_("Words for whoever fills it in"),
        max_length=drafted.LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def section(self, before: DraftSection | None = None) -> DraftSection:
        told = self.cleaned_data
        return DraftSection(
            told["title"].strip(),
            _plain(told["guidance"]),
            before.lines if before else (),
            bool(before and before.is_out),
        )


class NumberField(forms.CharField):
    """A number as Vietnam writes it."""

    def clean(self, value: Any) -> Decimal | None:
        written = super().clean(value)
        if not written:
            return None
        try:
            return typed.of_kind(IndicatorKind.QUANTITY, written)
        except typed.Unread as problem:
            raise forms.ValidationError(words.unread(problem.why)) from problem


class LineForm(PartForm):
    """How a line asks for its indicator."""

    question = forms.CharField(
        label=_("Question or explanation beside the line"),
        max_length=drafted.LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For words: what is asked. For a number: what is counted and what is not."),
    )
    is_required = forms.BooleanField(label=_("Must be answered"), required=False, initial=True)
    most = NumberField(
        label=_("No more than"), max_length=30, required=False, help_text=_("A greater number is refused. Empty: any.")
    )
    part_of = forms.ChoiceField(label=_("Part of the line"), required=False)
    adds_up = forms.BooleanField(
        label=_("Its parts make all of it"),
        required=False,
        help_text=_("Else they make no more than it."),
    )

    def __init__(self, *args: Any, numbers: Sequence[Option], **options: Any) -> None:
        super().__init__(*args, **options)
        offer(self, "part_of", [("", gettext("of none")), *numbers])

    def line(self, code: str, ask: Ask | None) -> DraftLine:
        told = self.cleaned_data
        return DraftLine(
            code=code,
            question=_plain(told["question"]),
            is_required=told["is_required"],
            most=told["most"],
            part_of=told["part_of"],
            adds_up=told["adds_up"],
            ask=ask,
        )

    @staticmethod
    def typed(line: DraftLine) -> dict[str, Any]:
        return {**vars(line), "most": words.editable(line.most)}


class NewLineForm(CodedForm, LineForm):
    """A line whose indicator is new."""

    code_help = _("Empty: made from the name. It never changes once the form is in force.")
    rare = ("choices", "numerator", "denominator", "whole", "category")
    name = forms.CharField(label=_("Name of the indicator"), max_length=drafted.LONGEST_NAME)
    kind = forms.ChoiceField(label=_("What is told"), choices=IndicatorKind.choices)
    unit = forms.CharField(
        label=_("Unit of measure"),
        max_length=drafted.LONGEST_UNIT,
        required=False,
        help_text=_("buổi, hộ, người, đồng"),
    )
    choices = forms.CharField(
        label=_("Words to choose from"),
        max_length=drafted.MOST_CHOICES * (drafted.LONGEST_CHOICE + 2),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For a choice: one a line."),
    )
    numerator = forms.ChoiceField(label=_("Ratio: what is divided"), required=False)
    denominator = forms.ChoiceField(label=_("Ratio: by what"), required=False)
    origin = forms.ChoiceField(
        label=_("Where it comes from"), choices=ORIGINS, widget=forms.RadioSelect, initial="reported"
    )
    measure = forms.ChoiceField(
        label=_("Records that count it"),
        required=False,
        help_text=_("What is told by hand is offered this number."),
    )
    over_units = forms.ChoiceField(label=_("Values of several bodies are"), choices=OverUnits.choices)
    over_time = forms.ChoiceField(label=_("Values of several periods are"), choices=OverTime.choices)
    whole = forms.ChoiceField(label=_("Category of the indicator"), required=False)
    category = forms.ChoiceField(label=_("Which category"), required=False)

    field_order = (
        "name", "code", "kind", "unit", "question", "is_required", "most", "part_of", "adds_up", "over_units", "over_time",
        "origin", "measure", "choices", "numerator", "denominator", "whole", "category",
    )  # fmt: skip

    def __init__(
        self,
        *args: Any,
        measures: Sequence[Option],
        wholes: Sequence[Option],
        categories: Mapping[str, Sequence[Option]],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        none = ("", "–")
        numbers = [one for one in offered(self, "part_of") if one[0]]
        for name in ("numerator", "denominator"):
            offer(self, name, [none, *numbers])
        offer(self, "measure", [none, *measures])
        offer(self, "whole", [none, *wholes])
        offer(self, "category", [none, *categories.items()])

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        if bool(told.get("whole")) != bool(told.get("category")):
            self.add_error("category", gettext("A category is one of an indicator: choose both, or neither."))
        long = [one for one in _lines(told.get("choices", "")) if len(one) > drafted.LONGEST_CHOICE]
        if long:
            self.add_error("choices", gettext("%(most)s signs at most.") % {"most": drafted.LONGEST_CHOICE})
        return told

    def new_line(self) -> DraftLine:
        return self.line(self.cleaned_data["code"], self._ask())

    def _ask(self) -> Ask:
        told = self.cleaned_data
        kind = IndicatorKind(told["kind"])
        is_ratio, is_number = kind == IndicatorKind.RATIO, kind in NUMBERS
        dimension, _sign, category = told["category"].partition(":")
        return Ask(
            code=told["code"],
            name=told["name"].strip(),
            unit=told["unit"].strip() or ("%" if is_ratio else ""),
            kind=kind,
            origin=Origin.DERIVED if is_ratio else Origin(told["origin"]),
            measure=told["measure"],
            # Words are not added up.
            over_units=OverUnits(told["over_units"]) if is_number else OverUnits.NONE,
            over_time=OverTime(told["over_time"]) if is_number else OverTime.LAST,
            of=(told["numerator"], told["denominator"]) if is_ratio else None,
            choices=tuple(_lines(told["choices"])),
            splits=(told["whole"], dimension, category) if told["whole"] else None,
        )

    @staticmethod
    def typed(line: DraftLine) -> dict[str, Any]:
        told, ask = LineForm.typed(line), line.ask
        if ask:
            told |= vars(ask) | {"choices": "\n".join(ask.choices)}
            told["numerator"], told["denominator"] = ask.of or ("", "")
            if ask.splits:
                told |= {"whole": ask.splits[0], "category": ":".join(ask.splits[1:])}
        return told


class RuleForm(PartForm):
    """A rule between lines: broken, it asks why."""

    kind = forms.ChoiceField(
        label=_("Rule"),
        choices=[
            (RuleKind.GOES_WITH.value, _("where the line is more than nothing, one of the others is too")),
            (RuleKind.AT_MOST.value, _("the line is at most so many times the sum of the others")),
        ],
        widget=forms.RadioSelect,
        initial=RuleKind.GOES_WITH.value,
    )
    line = forms.ChoiceField(label=_("Line"))
    others = forms.MultipleChoiceField(label=_("The others"), widget=forms.CheckboxSelectMultiple)
    times = NumberField(label=_("How many times at most"), max_length=30, required=False)
    says = forms.CharField(
        label=_("What whoever breaks it reads"),
        max_length=drafted.LONGEST_SAYS,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, numbers: Sequence[Option], **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("line", "others"):
            offer(self, name, numbers)

    def clean_times(self) -> int:
        told = self.cleaned_data["times"]
        if told is not None and told != int(told):
            raise forms.ValidationError(words.unread(typed.Why.NOT_WHOLE))
        return int(told or 0)

    def rule(self) -> DraftRule:
        told, kind = self.cleaned_data, RuleKind(self.cleaned_data["kind"])
        times = told["times"] if kind == RuleKind.AT_MOST else 0
        return DraftRule(kind, told["line"], tuple(told["others"]), _plain(told["says"]), times)

    @staticmethod
    def typed(rule: DraftRule) -> dict[str, Any]:
        return {
            **vars(rule),
            "others": list(rule.others),
            "times": words.editable(Decimal(rule.times)) if rule.times else "",
        }


class ForceForm(Seen):
    since = forms.DateField(label=_("For periods that end on this day or later"), widget=DayInput())


def offered(form: forms.Form, name: str) -> list[Option]:
    """What a field of choice offers."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    return [(str(code), str(said)) for code, said in list(field.choices)]  # type: ignore[arg-type]


def _lines(text: str) -> Iterable[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
