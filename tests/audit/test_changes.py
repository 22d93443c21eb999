from himmeli.audit.changes import HIDDEN, changes_between


def test_secrets_are_never_written_down():
    old = {"api_key": "abc", "password": "", "host": "a", "smtp": {"token": "x", "port": 25}}
    new = {"api_key": "def", "password": "hunter2", "host": "b", "smtp": {"token": "y", "port": 587}}

    changes = changes_between(old, new, secret_changed={"api_key"})

    assert changes == [
        {"field": "api_key", "old": HIDDEN, "new": HIDDEN},
        {"field": "password", "old": "", "new": HIDDEN},
        {"field": "host", "old": "a", "new": "b"},
        {"field": "smtp", "old": {"token": HIDDEN, "port": 25}, "new": {"token": HIDDEN, "port": 587}},
    ]


def test_what_is_the_same_is_not_told():
    assert changes_between({"a": 1, "b": [1, 2]}, {"a": 1, "b": [1, 2]}) == []


def test_long_texts_are_cut():
    (change,) = changes_between({"text": ""}, {"text": "x" * 600})

    assert len(change["new"]) == 501


def test_line_ends_of_browsers_are_no_change():
    assert changes_between({"address": "Kylätie 4\n83999"}, {"address": "Kylätie 4\r\n83999"}) == []
