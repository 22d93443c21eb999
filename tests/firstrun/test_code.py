import threading

import pytest
from django.db import connection
from django.test import Client

from himmeli.firstrun.code import MOST_TRIES, exchange_code, is_claim, issue_code
from himmeli.firstrun.exceptions import AlreadySetUp, TooManyTries, WrongCode
from himmeli.firstrun.models import SetUp

HERE = "192.0.2.1"


def test_code_is_good_once(fresh):
    code = issue_code()

    claim = exchange_code(code, address=HERE)

    assert is_claim(SetUp.objects.get(), claim)
    with pytest.raises(WrongCode):
        exchange_code(code, address=HERE)
    assert is_claim(SetUp.objects.get(), claim)


def test_code_is_read_in_small_letters_and_without_its_lines(fresh):
    code = issue_code()

    assert exchange_code(f" {code.lower().replace('-', ' ')} ", address=HERE)


def test_newer_code_replaces_the_older_and_takes_over(fresh):
    older = issue_code()
    first_claim = exchange_code(older, address=HERE)
    newer = issue_code()

    assert is_claim(SetUp.objects.get(), first_claim)
    second_claim = exchange_code(newer, address=HERE)

    assert is_claim(SetUp.objects.get(), second_claim)
    assert not is_claim(SetUp.objects.get(), first_claim)


def test_database_holds_neither_code_nor_claim(fresh):
    code = issue_code()
    waiting = str(SetUp.objects.values().get())
    claim = exchange_code(code, address=HERE)
    taken = str(SetUp.objects.values().get())

    assert code not in waiting
    assert code.replace("-", "") not in waiting
    assert claim not in taken


def test_wrong_codes_are_counted_by_address_and_then_the_right_one_is_refused_too(fresh):
    code = issue_code()
    for _ in range(MOST_TRIES):
        with pytest.raises(WrongCode):
            exchange_code("2222-2222-2222", address=HERE)

    with pytest.raises(TooManyTries):
        exchange_code(code, address=HERE)
    assert exchange_code(code, address="192.0.2.2")


def test_no_code_is_ever_right_while_none_was_made(fresh):
    for code in ("", "----", "2222-2222-2222"):
        with pytest.raises(WrongCode):
            exchange_code(code, address=HERE)


def test_an_administrator_ends_all_codes(fresh, administrator):
    with pytest.raises(AlreadySetUp):
        issue_code()
    with pytest.raises(AlreadySetUp):
        exchange_code("2222-2222-2222", address=HERE)


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_who_give_the_code_at_once_one_gets_in(fresh):
    code, got = issue_code(), []
    start = threading.Barrier(2)

    def give():
        start.wait()
        try:
            got.append(exchange_code(code, address=HERE))
        except WrongCode:
            got.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=give) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(map(bool, got)) == [False, True]
    assert is_claim(SetUp.objects.get(), next(filter(None, got)))


def test_link_of_the_log_fills_the_code_in_and_uses_nothing(fresh, client):
    code = issue_code()

    answer = client.get(f"/setup/?code={code}", follow=True)

    assert f'value="{code}"' in answer.content.decode()
    assert exchange_code(code, address=HERE)


def test_wrong_code_is_refused_beside_the_field_and_kept(fresh, client):
    issue_code()

    answer = client.post("/fi/setup/", {"code": "2222-3333-4444"})

    page = answer.content.decode()
    assert answer.status_code == 200
    assert 'value="2222-3333-4444"' in page
    assert 'aria-invalid="true"' in page


def test_sending_the_code_needs_a_token(fresh):
    assert Client(enforce_csrf_checks=True).post("/fi/setup/", {"code": issue_code()}).status_code == 403
