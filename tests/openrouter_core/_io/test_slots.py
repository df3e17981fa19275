"""Who has which connection, and when: decided by values, so each order of events is one that a test chooses."""

from __future__ import annotations

import pytest

from openrouter_core._io.connections.slots import Key, Slot, Slots, Waiter

HERE: Key = (b"https", b"here.example", 443)
THERE: Key = (b"https", b"there.example", 443)


class Connection:
    """A connection in one of httpcore's states.

    Fields:
        owner: who has it; two at once are the fault that this package must not have.
    """

    def __init__(self) -> None:
        self.idle = self.available = True
        self.closed = False
        self.owner: object = None

    def is_idle(self) -> bool:
        return self.idle

    def is_available(self) -> bool:
        return self.available


class Clock:
    def __init__(self) -> None:
        self.time = 0.0

    def now(self) -> float:
        return self.time


def taken(slots: Slots[Connection], key: Key = HERE) -> Slot[Connection]:
    """A slot with a connection; there must be one."""
    slot = slots.take(key)
    assert slot is not None
    if slot.connection is None:
        slot.connection = Connection()
    return slot


def test_the_most_recently_used_connection_is_taken_first() -> None:
    slots: Slots[Connection] = Slots(10, 10, 30)
    first, second, third = (taken(slots) for _ in range(3))
    for slot in (second, third, first):
        assert slots.give_back(slot) is None
    assert [taken(slots) for _ in range(3)] == [first, third, second]


def test_a_connection_to_another_server_is_not_taken() -> None:
    slots: Slots[Connection] = Slots(10, 10, 30)
    slots.give_back(here := taken(slots, HERE))
    assert taken(slots, THERE) is not here
    assert taken(slots, HERE) is here


def test_where_all_are_in_use_there_is_none() -> None:
    slots: Slots[Connection] = Slots(2, 2, 30)
    for _ in range(2):
        taken(slots)
    assert slots.take(HERE) is None
    assert slots.take(THERE) is None
    assert (slots.open, slots.idle) == (2, 0)


def test_the_longest_idle_connection_makes_room_for_another_server() -> None:
    slots: Slots[Connection] = Slots(2, 2, 30)
    first, second = taken(slots), taken(slots)
    slots.give_back(first)
    slots.give_back(second)
    slot = slots.take(THERE)
    assert slot is not None
    assert slot is first
    assert (slot.key, slot.evicted) == (THERE, True), "its connection is closed by who took it"
    assert slots.swap(slot) is slot
    assert (slot.connection, slot.evicted, slots.open) == (None, False, 2)


def test_an_idle_connection_too_many_is_the_longest_idle_one() -> None:
    slots: Slots[Connection] = Slots(10, 2, 30)
    first, second, third = (taken(slots) for _ in range(3))
    assert slots.give_back(first) is None
    assert slots.give_back(second) is None
    assert slots.give_back(third) is first
    slots.free(first)
    assert (slots.open, slots.idle) == (2, 2)


@pytest.mark.parametrize(("later", "closed"), [(29.9, False), (30.1, True)])
def test_a_burst_leaves_no_connection_open_for_long(later: float, closed: bool) -> None:
    """Only the newest is taken again; those below it expire, and each call closes one of them."""
    clock = Clock()
    slots: Slots[Connection] = Slots(10, 10, 30, now=clock.now)
    burst = [taken(slots) for _ in range(3)]
    for slot in burst:
        slots.give_back(slot)
    clock.time = later
    for oldest in burst[:2]:
        slot = taken(slots)
        assert slot is burst[2]
        closing = slots.give_back(slot)
        assert closing is (oldest if closed else None)
        if closing is not None:
            slots.free(closing)
    assert slots.open == (1 if closed else 3)


@pytest.mark.parametrize(
    ("idle", "available"), [(False, False), (True, False), (False, True)], ids=str
)
def test_a_connection_that_takes_no_further_request_is_closed(idle: bool, available: bool) -> None:
    slots: Slots[Connection] = Slots(10, 10, 30)
    slot = taken(slots)
    assert slot.connection is not None
    slot.connection.idle, slot.connection.available = idle, available
    assert slots.give_back(slot) is slot
    slots.free(slot)
    slots.free(slot)  # twice does no harm
    assert (slots.open, slots.idle) == (0, 0)


def test_a_slot_without_a_connection_is_given_back_as_one_to_close() -> None:
    slots: Slots[Connection] = Slots(1, 1, 30)
    slot = slots.take(HERE)
    assert slot is not None
    assert slots.give_back(slot) is slot
    slots.free(slot)
    assert slots.open == 0


class Wakings:
    """The requests that wait, in the order in which they woke."""

    def __init__(self, slots: Slots[Connection]) -> None:
        self.order: list[str] = []
        self._slots = slots

    def queue(self, name: str, key: Key = HERE) -> Waiter[Connection]:
        return self._slots.queue(key, lambda: self.order.append(name))


def test_who_waits_first_is_served_first() -> None:
    slots: Slots[Connection] = Slots(2, 2, 30)
    one, other = taken(slots), taken(slots)
    wakings = Wakings(slots)
    waiters = [wakings.queue(name) for name in "abc"]
    assert slots.give_back(one) is None
    assert other.connection is not None
    other.connection.idle = False
    assert slots.give_back(other) is other
    slots.free(other)  # in its place there is room for a new one
    assert wakings.order == ["a", "b"]
    assert waiters[0].slot is one
    assert waiters[1].slot is not None
    assert waiters[1].slot.connection is None
    assert (slots.open, slots.idle) == (2, 0)
    assert slots.take(HERE) is None, "who comes later does not overtake"


def test_a_connection_to_another_server_gives_its_place_to_the_first_that_waits() -> None:
    slots: Slots[Connection] = Slots(1, 1, 30)
    slot = taken(slots, HERE)
    wakings = Wakings(slots)
    there, here = wakings.queue("there", THERE), wakings.queue("here", HERE)
    assert slots.give_back(slot) is slot, "it is not kept for the second"
    slots.free(slot)
    assert wakings.order == ["there"]
    assert there.slot is not None
    assert (there.slot.key, here.slot) == (THERE, None)


def test_who_waits_no_longer_is_passed_over() -> None:
    slots: Slots[Connection] = Slots(1, 1, 30)
    slot = taken(slots)
    wakings = Wakings(slots)
    first, second = wakings.queue("first"), wakings.queue("second")
    assert slots.leave(first) is None
    slots.give_back(slot)
    assert wakings.order == ["second"]
    assert slots.leave(second) is slot, "what was given meanwhile is not lost"


def test_closing_wakes_all_that_wait_and_gives_every_connection() -> None:
    slots: Slots[Connection] = Slots(3, 3, 30)
    idle, busy, busier = (taken(slots) for _ in range(3))
    slots.give_back(idle)
    wakings = Wakings(slots)
    waiting = [wakings.queue(name) for name in "ab"]
    assert set(slots.close()) == {idle, busy, busier}
    assert wakings.order == ["a", "b"]
    assert [waiter.slot for waiter in waiting] == [None, None]
    assert slots.give_back(busy) is busy, "nothing is kept any longer"
    for slot in (idle, busy, busier):
        slots.free(slot)
    assert slots.open == 0


# HTTP/2: one connection for many requests.


def test_a_shared_connection_takes_further_requests_while_it_can() -> None:
    slots: Slots[Connection] = Slots(2, 2, 30)
    first = taken(slots)
    slots.share(first)
    assert slots.take(HERE) is slots.take(HERE) is first
    assert slots.take(THERE) is not first
    assert first.connection is not None
    first.connection.available = False  # the server said that it goes away
    assert slots.take(HERE) is None
    assert slots.open == 2


def test_a_shared_connection_stays_until_its_last_request_is_over() -> None:
    slots: Slots[Connection] = Slots(1, 1, 30)
    first = taken(slots)
    slots.share(first)
    assert slots.take(HERE) is first
    assert first.connection is not None
    first.connection.idle = False
    assert slots.give_back(first) is None
    assert (slots.open, slots.idle) == (1, 0)
    first.connection.idle = True
    assert slots.give_back(first) is None
    assert slots.idle == 1


def test_sharing_serves_all_that_wait_for_the_same_server() -> None:
    slots: Slots[Connection] = Slots(1, 1, 30)
    first = taken(slots)
    wakings = Wakings(slots)
    waiters = [wakings.queue("a"), wakings.queue("elsewhere", THERE), wakings.queue("b")]
    slots.share(first)
    assert wakings.order == ["a", "b"]
    assert [waiter.slot for waiter in waiters] == [first, None, first]
    assert first.users == 3


# One owner, in every order of events.


class Actor:
    """A request in three steps: take a connection, give it back, and close what has to be closed.

    Fields:
        keeps: whether another request can follow on its connection.
    """

    def __init__(self, name: str, key: Key, slots: Slots[Connection], *, keeps: bool) -> None:
        self.name = name
        self.key = key
        self.slots = slots
        self.keeps = keeps
        self.slot: Slot[Connection] | None = None
        self.closing: Slot[Connection] | None = None
        self.waiter: Waiter[Connection] | None = None
        self.steps = iter((self.take, self.give_back, self.close))

    @property
    def stuck(self) -> bool:
        """Whether it waits for a slot that nobody has given it yet."""
        return self.waiter is not None and self.waiter.slot is None

    def step(self) -> None:
        if self.waiter is not None and self.waiter.slot is not None:
            slot, self.waiter = self.slots.leave(self.waiter), None
            assert slot is not None
            self._own(slot)
        step = next(self.steps, None)
        if step is not None:
            step()

    def take(self) -> None:
        slot = self.slots.take(self.key)
        if slot is None:
            self.waiter = self.slots.queue(self.key, lambda: None)
        else:
            self._own(slot)

    def _own(self, slot: Slot[Connection]) -> None:
        if slot.connection is not None:
            assert slot.connection.owner is None, "a connection with two owners"
            if slot.evicted or slot.connection.closed:
                slot.connection.closed = True
                slot = self.slots.swap(slot)
        if slot.connection is None:
            slot.connection = Connection()
        assert slot.connection.owner is None
        assert not slot.connection.closed, "a connection that another closed"
        slot.connection.owner = self.name
        self.slot = slot

    def give_back(self) -> None:
        slot, self.slot = self.slot, None
        assert slot is not None
        assert slot.connection is not None
        assert slot.connection.owner == self.name
        assert not slot.connection.closed, "closed while its owner used it"
        slot.connection.owner = None
        slot.connection.idle = self.keeps
        self.closing = self.slots.give_back(slot)
        if self.closing is not None and self.closing.connection is not None:
            assert self.closing.connection.owner is None
            self.closing.connection.owner = self.name

    def close(self) -> None:
        if self.closing is not None and self.closing.connection is not None:
            assert self.closing.connection.owner == self.name, "another took what is being closed"
            self.closing.connection.closed = True
            self.slots.free(self.closing)


@pytest.fixture(scope="module")
def every_order() -> list[tuple[int, ...]]:
    """Every order of three times three steps."""
    found: list[tuple[int, ...]] = []

    def extend(order: tuple[int, ...]) -> None:
        if len(order) == 9:
            found.append(order)
            return
        for actor in range(3):
            if order.count(actor) < 3:
                extend((*order, actor))

    extend(())
    assert len(found) == 1680
    return found


@pytest.mark.parametrize(
    "keeps", [(True, True, True), (True, True, False), (False, True, True), (False, False, False)]
)
@pytest.mark.parametrize(("limit", "idle_limit"), [(3, 1), (2, 1), (1, 1), (2, 0)])
def test_a_connection_has_one_owner_in_every_order_of_events(
    every_order: list[tuple[int, ...]], keeps: tuple[bool, ...], limit: int, idle_limit: int
) -> None:
    for order in every_order:
        slots: Slots[Connection] = Slots(limit, idle_limit, 30)
        first = slots.give_back(taken(slots))  # one is idle at first
        if first is not None:
            slots.free(first)
        actors = [
            Actor(name, key, slots, keeps=each)
            for name, key, each in zip("abc", (HERE, HERE, THERE), keeps, strict=True)
        ]
        todo = list(order)
        while todo:
            index = next((i for i, each in enumerate(todo) if not actors[each].stuck), None)
            assert index is not None, f"all wait for ever: {order}"
            actors[todo.pop(index)].step()
            assert slots.open <= limit
        assert slots.open == slots.idle <= idle_limit
