"""Two hundred runs while a monkey kills, stops and empties at random: none is lost, none is done twice."""

import os
import random
import signal
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(900)]

RUNS = int(os.environ.get("CHAOS_RUNS", "200"))
SEED = int(os.environ.get("CHAOS_SEED", str(random.SystemRandom().randrange(1_000_000))))
NODES = ("worker one", "worker two")
FROZEN_SECONDS = 5.0  # longer than a lease lasts here


class Monkey:
    """Does harm every second or so, and mends what a supervisor would mend: dead parts are started again."""

    def __init__(self, installation):
        self.installation = installation
        self.dice = random.Random(SEED)
        self.done = Counter()
        self.harms = [self.kill_child] * 4 + [self.kill_process] * 3 + [self.freeze] * 2
        self.harms += [self.kill_node, self.kill_scheduler, self.lose_valkey, self.restart_postgres]

    def harm(self):
        time.sleep(self.dice.uniform(0.4, 1.6))
        harm = self.dice.choice(self.harms)
        harm()
        self.done[harm.__name__] += 1

    def _pick(self, children):
        node = self.dice.choice(NODES)
        found = self.installation.children_of(node) if children else self.installation.processes_of(node)
        return self.dice.choice(found).pid if found else None

    def kill_child(self):
        _send(self._pick(children=True), signal.SIGKILL)

    def kill_process(self):
        _send(self._pick(children=False), signal.SIGKILL)

    def freeze(self):
        pid = self._pick(children=self.dice.random() < 0.7)
        _send(pid, signal.SIGSTOP)
        threading.Timer(FROZEN_SECONDS, _send, (pid, signal.SIGCONT)).start()

    def kill_node(self):
        node = self.dice.choice(NODES)
        self.installation.kill(node)
        self.installation.start("worker", node)

    def kill_scheduler(self):
        self.installation.kill("scheduler")
        self.installation.start("scheduler")

    def lose_valkey(self):
        self.installation.lose_valkey(back_after=self.dice.uniform(0, 3))

    def restart_postgres(self):
        self.installation.postgres.kill()
        self.installation.postgres.start()


def _send(pid, number):
    if pid is not None:
        try:
            os.kill(pid, number)
        except ProcessLookupError:
            return  # it ended by itself in the meantime


def test_no_run_is_lost_under_random_kills(installation, check, record_testsuite_property):
    for node in NODES:
        installation.start("worker", node)
    installation.start("scheduler")
    boards = [(board["site"], board["board"]) for board in installation.stand_in.control()["boards"]]
    dice = random.Random(SEED)
    monkey = Monkey(installation)
    # Servers die with the thread that started them, so the monkey has the main one and the users another.
    with ThreadPoolExecutor(1) as users:
        asking = users.submit(lambda: [installation.scrape(*dice.choice(boards)) for _ in range(RUNS)])
        until = time.monotonic() + RUNS * 0.75
        while not asking.done() or (time.monotonic() < until and _unfinished(installation)):
            monkey.harm()
    record_testsuite_property("chaos", f"seed {SEED}: {dict(monkey.done)}")
    assert monkey.done.total() >= RUNS / 20, f"seed {SEED}: {monkey.done}"
    installation.wait_until_ended(120)
    assert set(asking.result()) == set(installation.runs()), f"seed {SEED}"
    check()


def _unfinished(installation):
    return installation.ask("SELECT 1 FROM scrape_runs WHERE status IN ('queued', 'running') LIMIT 1")
