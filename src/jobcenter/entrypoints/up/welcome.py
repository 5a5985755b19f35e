"""What the person at the terminal reads when everything runs."""

import socket
from pathlib import Path

A_SITE = ("boards-api.greenhouse.io", 443)


def can_reach_a_site() -> bool:
    """Whether this machine reaches the internet's job boards, by one short try."""
    try:
        with socket.create_connection(A_SITE, timeout=2):
            return True
    except OSError:
        return False


def welcome(
    *, api: str, email: str | None, password: str | None, sign_in_file: Path, command: str, online: bool
) -> str:
    """The text: where it runs, how to sign in, what to try next. At most 20 lines."""
    if email and password:
        sign_in = f"{email}, password {password}\n              (made for this installation; kept in {sign_in_file})"
    elif sign_in_file.exists():
        sign_in = f"see {sign_in_file}"
    else:
        sign_in = f"as before; `{command} user reset-password` makes a new password"
    offline = (
        ""
        if online
        else f"""
  No job board can be reached from here. Serve made-up ones instead, and scrape those:
    {command} demo sites     (says with which settings to start `make up`, and what to scrape)
"""
    )
    return f"""
  Job Center runs. Open it in a browser: {api}   (Ctrl-C stops it)
  Sign-in:    {sign_in}
{offline}
  Try next, in another terminal, in this folder:
    {command} demo agency --pipeline 40000   (a made-up agency to look at, and whom to sign in as)
    {command} scrape greenhouse stripe
    {command} postings --search engineer
  or over HTTP:
    export TOKEN=$({command} key create --role admin)
    curl -X POST "{api}/jobs/scrape" -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
      -d '{{"site_name": "greenhouse", "target": "stripe", "results_wanted": 50}}'
"""
