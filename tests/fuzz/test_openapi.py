import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn

from jobcenter.demo.sites import Sample, StandIn
from jobcenter.entrypoints.web import make_app
from jobcenter.kit.settings import Settings, load_settings
from jobcenter.scraping.sites.registry import SITES

EXAMPLES = os.environ.get("FUZZ_EXAMPLES", "8")
# What a schema can say is checked; what only a sentence can ("either a role or scopes") may refuse a well-formed body.
UNASKED = "positive_data_acceptance"

pytestmark = [pytest.mark.slow, pytest.mark.timeout(60 + 30 * int(EXAMPLES))]


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    with StandIn.start(Sample(count=3, postings=20)) as serving:
        yield serving


@pytest.fixture
def fuzzed(environ: dict[str, str], stand_in: StandIn) -> Settings:
    rates = {f"JOBCENTER_SITE_{site.upper()}_REQUESTS_PER_SECOND": "10000" for site in SITES}
    return load_settings({**environ, **stand_in.site_settings(), **rates, "JOBCENTER_SYNC_TIMEOUT": "1"})


@pytest.fixture
def server(fuzzed: Settings) -> Iterator[tuple[str, dict[str, Any]]]:
    app = make_app(fuzzed)
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_config=None, access_log=False)
    serving = uvicorn.Server(config)
    thread = threading.Thread(target=serving.run)
    thread.start()
    while not serving.started:
        assert thread.is_alive()
        time.sleep(0.01)
    app.state.stopping.set()  # nothing works here, so a stream of a run that waits would never end
    yield f"http://127.0.0.1:{serving.servers[0].sockets[0].getsockname()[1]}", app.openapi()
    serving.should_exit = True
    thread.join()


async def test_no_request_breaks_the_api_or_gets_an_answer_that_the_document_does_not_tell_of(
    server, make_key, tmp_path
):
    url, document = server
    written = tmp_path / "openapi.json"
    written.write_text(json.dumps(document))
    headers = await make_key(role="admin")
    fuzzer = [str(Path(sys.executable).with_name("schemathesis")), "run", str(written), "--url", url]
    options = ["--max-examples", EXAMPLES, "--seed", "1", "--continue-on-failure", "--warnings", "off"]
    checks = ["--exclude-checks", UNASKED]
    header = ["-H", f"Authorization: {headers['Authorization']}"]
    done = subprocess.run(
        [*fuzzer, *options, *checks, *header], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
