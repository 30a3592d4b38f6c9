"""Voices: received without a name, handled, answered, made public masked; complaints and denunciations never."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, ProgrammingError, connection, transaction

from giaoban.registry.models import Event, User
from giaoban.search import queries as search
from giaoban.search.queries import Wanted
from giaoban.voices import operations, recognition
from giaoban.voices.enums import VoiceKind, VoiceStatus
from giaoban.voices.models import Answer, Contact, Hits, Publication, Salt, Voice, VoiceReminder
from giaoban.voices.operations import refusals
from giaoban.voices.queries import voices as queries
from tests.cast import TODAY, make_actor

LIMITS = operations.Limits(slot=3, day=5, all_in_slot=100)


@pytest.fixture
def handed(voice, tam, province, at):
    """The voice, with the commune's Front."""
    return operations.route(voice_id=voice.pk, unit_id=province.front_commune.pk, by=tam, at=at)


@pytest.fixture
def answered(handed, lan, at):
    operations.take(voice_id=handed.pk, by=lan, at=at)
    operations.answer(voice_id=handed.pk, text="Đã thay bóng.", by=lan, at=at)
    return Voice.objects.get(pk=handed.pk)


# --- Receiving --------------------------------------------------------------------------------------------------------


def test_same_code_again_is_the_same_voice(send):
    assert send("a") == send("a", text="Khác hẳn.")
    assert Voice.objects.count() == 1


def test_code_is_kept_as_a_hash_alone(send):
    made = send("ABCD-EFGH-IJKL-MNOP-QRST")

    with connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(v)::text FROM voices_voice v")
        (row,) = cursor.fetchone()
    assert "ABCD" not in row
    assert queries.by_code("abcd efgh ijkl mnop qrst") == made


def test_sender_is_ciphertext_in_the_database(send):
    made = send(name="Trần Thị Mẫu", phone="0900 000 000", address="Thôn Một")

    with connection.cursor() as cursor:
        cursor.execute("SELECT name, phone, address FROM voices_contact")
        row = cursor.fetchone()
    assert all(len(one) > 60 for one in row)
    assert not {"Mẫu", "0900"} & set(" ".join(row).split())
    assert Contact.objects.get(voice=made).phone == "0900 000 000"


def test_nobody_is_kept_where_nobody_is_named(voice):
    assert not Contact.objects.exists()
    assert Event.objects.get(type="voices.received").by_user is None


def test_same_words_from_the_same_place_are_joined_and_followed_by_their_own_code(send, voice, tam, lan, province, at):
    copy = send("other", topic="ĐÈN ĐƯỜNG không sáng")
    elsewhere = send("third", place_id=province.sibling.pk)

    assert (copy.status, copy.same_as) == (VoiceStatus.MERGED, voice)
    assert elsewhere.status == VoiceStatus.RECEIVED
    operations.route(voice_id=voice.pk, unit_id=province.front_commune.pk, by=tam, at=at)
    operations.take(voice_id=voice.pk, by=lan, at=at)
    operations.answer(voice_id=voice.pk, text="Đã thay bóng.", by=lan, at=at)
    assert [one.text for one in queries.followed(queries.by_code("other"), on=TODAY).answers] == ["Đã thay bóng."]


def test_place_is_land_that_exists(send, province):
    for unit in (province.front, User()):
        with pytest.raises(refusals.UnknownPlace):
            send(place_id=unit.pk)


def test_what_was_sent_is_never_rewritten(voice):
    for change in ({"text": "Khác"}, {"topic": "Khác"}, {"code_hash": "0"}, {"declared": "opinion"}):
        with pytest.raises(IntegrityError, match="as it was sent"), transaction.atomic():
            Voice.objects.filter(pk=voice.pk).update(**change)
    with pytest.raises(ProgrammingError, match="kept"), transaction.atomic():
        voice.delete()


# --- Complaints and denunciations -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Tôi làm đơn tố cáo việc này.", VoiceKind.DENUNCIATION),
        ("Tôi làm đơn TỐ CÁO việc này.", VoiceKind.DENUNCIATION),
        ("Toi lam don to cao viec nay", VoiceKind.DENUNCIATION),
        ("Có người đòi hối lộ.", VoiceKind.DENUNCIATION),
        ("Tôi khiếu nại quyết định này.", VoiceKind.COMPLAINT),
        ("toi khieu nai quyet dinh nay", VoiceKind.COMPLAINT),
        ("Cây to cao che mất biển báo.", None),
        ("Đèn đường không sáng.", None),
        ("", None),
    ],
)
def test_words_of_the_law_are_recognised(text, kind):
    assert recognition.suspected(text) == kind


def test_decomposed_letters_are_recognised_too():
    assert recognition.suspected("To\u0302\u0301 ca\u0301o") == VoiceKind.DENUNCIATION


def test_suspected_voice_is_not_handed_on_joined_or_published_until_a_person_says(send, tam, province, at):
    made = send(text="Tôi muốn hỏi nơi nhận đơn khiếu nại.")
    unit = province.front_commune.pk

    with pytest.raises(refusals.OfTheLaw):
        operations.route(voice_id=made.pk, unit_id=unit, by=tam, at=at)
    with pytest.raises(refusals.OfTheLaw):
        operations.publish(voice_id=made.pk, topic=made.topic, text=made.text, by=tam, at=at)
    operations.judge(voice_id=made.pk, kind=VoiceKind.OPINION, by=tam, at=at)

    assert operations.route(voice_id=made.pk, unit_id=unit, by=tam, at=at).status == VoiceStatus.ROUTED


@pytest.mark.parametrize("kind", [VoiceKind.COMPLAINT, VoiceKind.DENUNCIATION])
def test_voice_of_the_law_is_pointed_to_it_and_nothing_else(send, voice, tam, province, at, kind):
    made = send(kind=kind)

    for act in (
        lambda: operations.route(voice_id=made.pk, unit_id=province.front.pk, by=tam, at=at),
        lambda: operations.merge(voice_id=made.pk, into_id=voice.pk, by=tam, at=at),
        lambda: operations.publish(voice_id=made.pk, topic=made.topic, text=made.text, by=tam, at=at),
    ):
        with pytest.raises(refusals.OfTheLaw):
            act()
    assert operations.direct(voice_id=made.pk, by=tam, at=at).status == VoiceStatus.DIRECTED
    with pytest.raises(refusals.NotOfTheLaw):
        operations.direct(voice_id=voice.pk, by=tam, at=at)


def test_database_publishes_none_of_the_law(send, tam, at):
    told = {
        "topic": "x",
        "text": "x",
        "folded": "x",
        "published_at": at,
        "published_on": TODAY,
        "published_by": tam.user,
    }
    suspected = send("b", text="Tôi tố cáo.")
    for made in (send(kind=VoiceKind.DENUNCIATION), suspected):
        with pytest.raises(IntegrityError, match="never public"), transaction.atomic():
            Publication.objects.create(voice=made, **told)


def test_database_hands_none_of_the_law_to_a_body(send, province):
    made = send(kind=VoiceKind.COMPLAINT)

    with pytest.raises(IntegrityError, match="goes_its_road"), transaction.atomic():
        Voice.objects.filter(pk=made.pk).update(status=VoiceStatus.ROUTED, unit=province.front)


def test_published_voice_that_turns_out_to_be_of_the_law_is_public_no_longer(voice, tam, at):
    operations.publish(voice_id=voice.pk, topic=voice.topic, text=voice.text, by=tam, at=at)

    operations.judge(voice_id=voice.pk, kind=VoiceKind.DENUNCIATION, by=tam, at=at)

    assert not Publication.objects.standing().exists()


# --- Who may ----------------------------------------------------------------------------------------------------------


def test_who_sees_a_voice(voice, send, tam, lan, hoa, minh, stranger, province, at):
    elsewhere = make_actor("xa", "Người Xa", "voice_handler", province.party_elsewhere)

    def see(actor):
        return set(Voice.objects.visible_to(actor))

    assert see(tam) == {voice}
    assert not any(see(actor) for actor in (lan, hoa, minh, stranger, elsewhere))
    operations.route(voice_id=voice.pk, unit_id=province.front_commune.pk, by=tam, at=at)
    assert see(lan) == see(tam) == {voice}
    assert not any(see(actor) for actor in (hoa, minh, stranger, elsewhere))


def test_only_the_office_hands_on_and_only_the_body_answers(voice, tam, lan, hoa, province, at):
    with pytest.raises(PermissionDenied):
        operations.route(voice_id=voice.pk, unit_id=province.front.pk, by=lan, at=at)
    operations.route(voice_id=voice.pk, unit_id=province.front_commune.pk, by=tam, at=at)

    for actor in (tam, hoa):
        with pytest.raises(PermissionDenied):
            operations.take(voice_id=voice.pk, by=actor, at=at)
    with pytest.raises(PermissionDenied):
        operations.publish(voice_id=voice.pk, topic=voice.topic, text=voice.text, by=lan, at=at)


# --- Handling ---------------------------------------------------------------------------------------------------------


def test_answer_is_due_after_ten_working_days(handed):
    assert handed.due_day == dt.date(2021, 11, 11)
    assert list(Voice.objects.late(dt.date(2021, 11, 11))) == []
    assert list(Voice.objects.late(dt.date(2021, 11, 12))) == [handed]


def test_later_answer_stands_and_the_earlier_is_kept(answered, lan, at):
    operations.answer(voice_id=answered.pk, text="Đã thay cả cột.", by=lan, at=at + dt.timedelta(hours=1))

    assert [one.text for one in queries.answers(answered)] == ["Đã thay cả cột.", "Đã thay bóng."]
    with pytest.raises(ProgrammingError), transaction.atomic():
        Answer.objects.update(text="Khác")


def test_voice_is_sent_back_with_a_reason(handed, lan, tam, at):
    with pytest.raises(refusals.NoReason):
        operations.send_back(voice_id=handed.pk, reason="", by=lan, at=at)

    back = operations.send_back(voice_id=handed.pk, reason="Việc của huyện", by=lan, at=at)

    assert (back.status, back.unit, back.due_day) == (VoiceStatus.RECEIVED, None, None)
    assert "Việc của huyện" in queries.history(back)[0].title


def test_joined_voices_are_followed_to_the_last_one(send, tam, at):
    first, second, third = send("1", text="Một"), send("2", text="Hai"), send("3", text="Ba")
    operations.merge(voice_id=second.pk, into_id=third.pk, by=tam, at=at)

    operations.merge(voice_id=third.pk, into_id=first.pk, by=tam, at=at)

    assert set(Voice.objects.filter(same_as=first)) == {second, third}
    for wrong in (first, second):
        with pytest.raises(refusals.UnknownVoice):
            operations.merge(voice_id=first.pk, into_id=wrong.pk, by=tam, at=at)


def test_set_aside_says_why_and_can_be_received_again(voice, tam, at):
    operations.set_aside(voice_id=voice.pk, reason="Không rõ nội dung", by=tam, at=at)
    assert queries.followed(voice.__class__.objects.get(pk=voice.pk), on=TODAY).reason == "Không rõ nội dung"

    assert operations.restore(voice_id=voice.pk, by=tam, at=at).status == VoiceStatus.RECEIVED


def test_act_that_the_state_does_not_allow_is_refused(handed, tam, lan, at):
    with pytest.raises(refusals.OtherStatus):
        operations.set_aside(voice_id=handed.pk, reason="x", by=tam, at=at)
    with pytest.raises(refusals.OtherStatus):
        operations.answer(voice_id=handed.pk, text="x", by=lan, at=at)


# --- Publishing masked ------------------------------------------------------------------------------------------------


def test_what_likely_leads_to_a_person_is_proposed_to_be_masked():
    text = "Tôi là ông Lê Văn Mẫu, số nhà 12, gọi 0900 000 000 hoặc mau@example.com, giấy tờ 001200000000."

    assert recognition.bracketed(text) == (
        "Tôi là ông [[Lê Văn Mẫu]], [[số nhà 12]], gọi [[0900 000 000]] hoặc [[mau@example.com]], giấy tờ [[001200000000]]."
    )


def test_published_text_is_the_citizens_own_with_masks_and_the_answer(answered, tam, at):
    marked = answered.text.replace("ngã ba thôn", "[[ngã ba thôn]]")

    made = operations.publish(voice_id=answered.pk, topic=answered.topic, text=marked, by=tam, at=at)

    assert made.text == f"Đèn ở {recognition.MASK} đã tắt một tuần."
    assert made.answer == "Đã thay bóng."
    assert [one.topic for one in queries.published(q="DEN duong")] == ["Đèn đường không sáng"]


@pytest.mark.parametrize("change", ["Đèn ở ngã ba thôn đã tắt một năm.", "Đèn ở [[ngã ba]] đã tắt một tuần.", ""])
def test_nobodys_words_are_rewritten(voice, tam, at, change):
    with pytest.raises(refusals.MaskedOtherwise):
        operations.publish(voice_id=voice.pk, topic=voice.topic, text=change, by=tam, at=at)


@pytest.mark.parametrize("left", ["0912 345 678", "+84 912 345 678", "0912.345.678", "001200000000", "a.b@example.com"])
def test_number_or_address_that_was_not_masked_is_refused(send, tam, at, left):
    made = send(text=f"Gọi {left} nhé.")

    with pytest.raises(refusals.StillPersonal, match="sẽ lộ ra"):
        operations.publish(voice_id=made.pk, topic=made.topic, text=made.text, by=tam, at=at)

    masked = made.text.replace(left, f"[[{left}]]")
    assert left not in operations.publish(voice_id=made.pk, topic=made.topic, text=masked, by=tam, at=at).text


def test_senders_name_shows_neither_in_words_nor_in_the_answer(send, tam, lan, province, at):
    made = send(name="Trần Thị Mẫu", text="Tôi, tran thi mau, báo đèn tắt.")
    with pytest.raises(refusals.StillPersonal):
        operations.publish(voice_id=made.pk, topic=made.topic, text=made.text, by=tam, at=at)
    marked = made.text.replace("tran thi mau", "[[tran thi mau]]")
    operations.publish(voice_id=made.pk, topic=made.topic, text=marked, by=tam, at=at)
    operations.route(voice_id=made.pk, unit_id=province.front_commune.pk, by=tam, at=at)
    operations.take(voice_id=made.pk, by=lan, at=at)
    operations.answer(voice_id=made.pk, text="Chào bà Trần Thị Mẫu.", by=lan, at=at)

    with pytest.raises(refusals.StillPersonal) as problem:
        operations.publish(voice_id=made.pk, topic=made.topic, text=marked, by=tam, at=at)

    assert problem.value.field is None


def test_published_again_the_newer_stands_and_withdrawn_none(voice, tam, at):
    for _again in range(2):
        operations.publish(voice_id=voice.pk, topic=voice.topic, text=voice.text, by=tam, at=at)
    assert Publication.objects.count() == 2
    assert Publication.objects.standing().count() == 1

    operations.withdraw(voice_id=voice.pk, reason="Nhầm", by=tam, at=at)

    assert not queries.published().exists()
    with pytest.raises(refusals.OtherStatus):
        operations.withdraw(voice_id=voice.pk, reason="Nhầm", by=tam, at=at)


# --- The brake, reminders, forgetting ---------------------------------------------------------------------------------


def test_brake_counts_connections_by_slot_and_day(db, at):
    def come(address, minutes=0):
        return operations.admit(scope="x", address=address, limits=LIMITS, at=at + dt.timedelta(minutes=minutes))

    assert [come("10.0.0.1") for _ in range(4)] == [True, True, True, False]
    assert come("10.0.0.2")
    assert come("10.0.0.1", minutes=10)
    assert not come("10.0.0.1", minutes=10), "the day's number is used up"
    assert operations.admit(scope="y", address="10.0.0.1", limits=LIMITS, at=at)


def test_one_line_has_all_addresses_of_its_network(db, at):
    for number in range(3):
        assert operations.admit(scope="x", address=f"2001:db8::{number}", limits=LIMITS, at=at)

    assert not operations.admit(scope="x", address="2001:db8::ffff", limits=LIMITS, at=at)
    assert operations.admit(scope="x", address="2001:db8:0:1::1", limits=LIMITS, at=at)


def test_no_address_is_kept_and_its_salt_is_gone_with_the_day(db, at):
    operations.admit(scope="x", address="203.0.113.77", limits=LIMITS, at=at)
    salt = bytes(Salt.objects.get().value)
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(to_jsonb(h)::text, ' ') FROM voices_hits h")
        assert "203.0.113" not in cursor.fetchone()[0]

    operations.admit(scope="x", address="203.0.113.77", limits=LIMITS, at=at + dt.timedelta(days=1))

    assert bytes(Salt.objects.get().value) != salt
    operations.forget_days(at=at + dt.timedelta(days=2))
    assert not Salt.objects.exists()
    assert not Hits.objects.exists()


def test_bodies_are_reminded_once_a_day_of_what_is_due_soon_or_late(
    handed, lan, at, mailoutbox, django_capture_on_commit_callbacks
):
    User.objects.filter(pk=lan.user.pk).update(email="lan@example.com")
    day = dt.date(2021, 11, 9)

    assert operations.remind_of_voices(on=dt.date(2021, 11, 8), at=at) == {}
    with django_capture_on_commit_callbacks(execute=True):
        told = operations.remind_of_voices(on=day, at=at)
    assert told == {lan.user: 1}
    assert operations.remind_of_voices(on=day, at=at) == {}
    assert VoiceReminder.objects.count() == 1
    assert operations.remind_of_voices(on=dt.date(2021, 11, 13), at=at) == {}, "a Saturday"
    (mail,) = mailoutbox
    assert mail.subject == "1 ý kiến người dân chờ trả lời"
    assert handed.topic not in mail.subject + mail.body


def test_senders_are_forgotten_a_year_after_the_end_and_the_words_stay(send, tam, at):
    made = send(name="Trần Thị Mẫu")
    operations.set_aside(voice_id=made.pk, reason="Không rõ", by=tam, at=at)

    assert operations.forget_senders(on=TODAY + dt.timedelta(days=365), days=365) == 0
    assert operations.forget_senders(on=TODAY + dt.timedelta(days=366), days=365) == 1

    assert Voice.objects.get(pk=made.pk).text


# --- Search -----------------------------------------------------------------------------------------------------------


def test_everybody_finds_what_is_public_and_no_longer_what_was_withdrawn(send, tam, at):
    made = send(text="Đèn tắt ở nhà Mẫu, ngõ chợ.", topic="Đèn ngõ chợ")
    operations.publish(voice_id=made.pk, topic=made.topic, text=made.text.replace("Mẫu", "[[Mẫu]]"), by=tam, at=at)

    def found(typed):
        return [hit.url for hit in search.for_everybody(Wanted(typed), on=TODAY).hits]

    assert found("den ngo cho") == [f"/voices/{made.pk}/"]
    assert found("Mẫu") == []
    operations.withdraw(voice_id=made.pk, reason="Nhầm", by=tam, at=at)
    assert found("den ngo cho") == []
