"""The command line, `jobcenter`: what a command needs is imported when it runs, so that each starts quickly."""

import sys

from jobcenter.entrypoints.cli import parts


def main() -> int:
    """Do what the command line asks for; the exit code.

    The long-running parts are started directly: what helps a person at a terminal would stay in their memory for good.
    """
    asked = sys.argv[1:]
    if len(asked) == 1 and asked[0] in parts.PARTS:
        return parts.run(asked[0])
    from jobcenter.entrypoints.cli.program import program
    from jobcenter.entrypoints.cli.sentences import sentence_of

    try:
        program(prog_name="jobcenter")
    except Exception as error:
        said = sentence_of(error)
        if said is None:
            raise
        sys.stderr.write(f"jobcenter: {said.text}\n")
        return said.exit_code
    return 0
