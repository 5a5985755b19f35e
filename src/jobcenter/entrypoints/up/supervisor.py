"""Starts the servers, the schema, the first sign-in and the parts, in this order; watches; stops in reverse."""

import http.client
import os
import signal
import socket
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import asyncpg
from sqlalchemy.exc import SQLAlchemyError

from jobcenter.entrypoints.first_sign_in import ensure_first_admin
from jobcenter.entrypoints.up.installation import Installation, InUseError, Running, new_supervisor
from jobcenter.entrypoints.up.parts import GaveUpError, Part, Watch
from jobcenter.entrypoints.up.welcome import can_reach_a_site, welcome
from jobcenter.kit.embedded import EmbeddedError, Postgres, Valkey
from jobcenter.kit.embedded.process import free_port
from jobcenter.kit.settings import Settings, SettingsError, load_settings
from jobcenter.migrations.run import migrate

PARTS = ("api", "scheduler", "worker")  # in the order of their metrics ports
POLL = 0.1  # seconds between two looks at the parts
STOP_WITHIN = 15.0  # seconds a part gets to end before it is killed
HEALTH_WITHIN = 60.0  # seconds after which a missing /health is said


class Stop:
    """Counts the wishes to stop: the first is granted gently, the second at once."""

    def __init__(self) -> None:
        self.wishes = 0
        for word in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(word, self._heard)

    def _heard(self, _number: int, _frame: FrameType | None) -> None:
        self.wishes += 1


def say(text: str) -> None:
    """Tell the person at the terminal."""
    print(f"jobcenter: {text}", flush=True)


def up(environ: Mapping[str, str] | None = None) -> int:
    """Run everything until Ctrl-C or SIGTERM. Call it from the main thread: the parts' lives are tied to it.

    `DATABASE_URL` and `REDIS_URL` (or `REDIS_HOST`) in `environ` (default: the process's) replace the embedded servers,
    each on its own; `JOBCENTER_DATA_DIR` says where the installation lives.

    Returns:
        The exit code: 0 after a clean stop, 78 for wrong settings, else 1; the reason has been printed.
    """
    given = dict(os.environ if environ is None else environ)
    try:
        settings = load_settings(given)
        installation = Installation(settings.data_dir)
    except SettingsError as error:
        say(str(error))
        return 78
    except (InUseError, OSError) as error:
        say(str(error))
        return 1
    supervisor = Supervisor(settings, given, installation)
    try:
        supervisor.start()
        supervisor.watch()
    except (EmbeddedError, GaveUpError, StartError) as error:
        say(str(error))
        return 1
    finally:
        supervisor.stop()
    return 0


class StartError(Exception):
    """Something outside does not let Job Center start; the message says what and how to mend it."""


class Supervisor:
    """One installation while it runs.

    Args:
        settings: the settings, checked.
        environ: the environment that the parts get, completed by what is made here.
        installation: the folder, locked.
    """

    def __init__(self, settings: Settings, environ: dict[str, str], installation: Installation) -> None:
        self._settings = settings
        self._environ = environ
        self._installation = installation
        self._stop = Stop()
        self._postgres = None if settings.database_url else Postgres(installation.folder / "postgres")
        outside_redis = settings.redis_url_given or environ.get("REDIS_HOST")
        self._valkey = None if outside_redis else Valkey(installation.folder / "valkey")
        self._parts: list[Part] = []
        self._watches: list[Watch] = []
        self._sign_in: tuple[str, str] | None = None
        self._running: Running | None = None

    def start(self) -> None:
        """Start everything in its order; ends early when a stop is wished for.

        Raises:
            EmbeddedError, StartError: with the reason.
        """
        for name in self._installation.end_leftovers():
            say(f"{name} was still running from a supervisor that was killed; it is stopped")
        host, port = self._settings.host, self._api_port()
        for name, server in (("postgres", self._postgres), ("valkey", self._valkey)):
            if server and not self._stop.wishes:
                watch = Watch(name, server)
                watch.begin()
                self._watches.append(watch)
        if self._stop.wishes:
            return
        database_url = self._postgres.url if self._postgres else self._settings.database_url
        redis_url = self._valkey.url if self._valkey else self._settings.redis_url
        self._prepare_database(database_url)
        reachable = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - recognised, not bound
        api = f"http://{f'[{reachable}]' if ':' in reachable else reachable}:{port}"
        self._running = new_supervisor(database_url, redis_url, api, self._metrics())
        self._environ |= {
            "DATABASE_URL": database_url,
            "REDIS_URL": redis_url,
            "JOBCENTER_SECRET_KEY": self._settings.secret_key or self._installation.secret_key(),
            "JOBCENTER_DATA_DIR": str(self._installation.folder),
            "JOBCENTER_PORT": str(port),
        }
        for name in PARTS:
            part = Part(name, self._environ)
            watch = Watch(name, part)
            watch.begin()
            self._parts.append(part)
            self._watches.append(watch)
        self._note()

    def watch(self) -> None:
        """Keep everything running until a stop is wished for.

        Raises:
            GaveUpError: a part cannot run with these settings.
        """
        waiting_since: float | None = time.monotonic()
        while not self._stop.wishes:
            for watch in self._watches:
                said = watch.look()
                for line in said:
                    say(line)
                if said:
                    self._note()
            if waiting_since is not None and self._running:
                if _healthy(self._running.api):
                    self._welcome(self._running.api)
                    waiting_since = None
                elif time.monotonic() - waiting_since > HEALTH_WITHIN:
                    say(
                        f"{self._running.api}/health does not answer yet; the lines above or `jobcenter doctor` say why"
                    )
                    waiting_since = time.monotonic()
            time.sleep(POLL)

    def stop(self) -> None:
        """Stop everything in reverse: parts, Valkey, PostgreSQL. A second Ctrl-C hastens it."""
        before = self._stop.wishes
        if self._parts:
            say("stopping …")
        for part in self._parts:
            part.ask_to_stop()
        until = time.monotonic() + STOP_WITHIN
        while time.monotonic() < until and self._stop.wishes <= max(before, 1):
            if all(part.pid is None or part.exit_code is not None for part in self._parts):
                break
            time.sleep(0.02)
        for part in self._parts:
            if part.pid is not None and part.exit_code is None:
                say(f"{part.name} did not end; it is killed")
                part.kill()
        for server in (self._valkey, self._postgres):
            if server:
                server.stop()
        self._installation.leave()
        if self._parts:
            say("stopped")

    def _api_port(self) -> int:
        host, port = self._settings.host, self._settings.port or free_port()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.socket(family) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError as error:
                raise StartError(
                    f"The API cannot listen on {host}, port {port}: {error.strerror}. Choose another port: "
                    f"JOBCENTER_PORT={port + 1} make up (the address is JOBCENTER_HOST)."
                ) from None
        return port

    def _prepare_database(self, database_url: str) -> None:
        """Bring the schema up to date and make the first sign-in, once."""
        where = urlsplit(database_url)
        try:
            migrate(database_url)
            self._sign_in = ensure_first_admin(database_url)
        except OSError as error:
            raise StartError(
                f"PostgreSQL at {where.hostname}:{where.port or 5432} cannot be reached: {error}. Check DATABASE_URL, "
                f"or unset it to use the embedded one."
            ) from error
        except (asyncpg.PostgresError, SQLAlchemyError) as error:
            raise StartError(
                f"PostgreSQL at {where.hostname}:{where.port or 5432} refused to be made ready: {error}. Check the "
                f"user, password and database's name in DATABASE_URL, and that the user may make tables."
            ) from error
        if self._sign_in:
            self._installation.keep_sign_in(*self._sign_in)

    def _metrics(self) -> dict[str, str]:
        first = self._settings.metrics_port
        host = self._settings.metrics_host
        return {name: f"http://{host}:{first + number}/metrics" for number, name in enumerate(PARTS)} if first else {}

    def _note(self) -> None:
        if self._running:
            pids = {watch.name: watch.part.pid for watch in self._watches}
            self._installation.note(self._running, {name: pid for name, pid in pids.items() if pid})

    def _welcome(self, api: str) -> None:
        email, password = self._sign_in or (None, None)
        print(
            welcome(
                api=api,
                email=email,
                password=password,
                sign_in_file=_short(self._installation.sign_in_file),
                command=str(_short(Path(sys.executable).with_name("jobcenter"))),
                online=self._asks_stand_ins() or can_reach_a_site(),
            ),
            flush=True,
        )

    def _asks_stand_ins(self) -> bool:
        """Whether the settings send some site's requests elsewhere: then somebody has seen to the boards already."""
        return any(name.startswith("JOBCENTER_SITE_") and name.endswith("_URL") for name in self._environ)


def _healthy(api: str) -> bool:
    """Whether the API says that it and the database are well."""
    address = urlsplit(api)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=2)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _short(path: Path) -> Path:
    """The path as seen from here, where that is shorter."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path
