import uuid

from giaoban.kernel.ids import uuid7


def test_ids_are_of_version_7_and_ordered_by_making():
    made = [uuid7() for _ in range(1000)]

    assert all(type(each) is uuid.UUID and each.version == 7 for each in made)
    assert sorted(made) == made
    assert len(set(made)) == 1000
