"""What a person reads when a command fails: one sentence, and an exit code for programs."""

from dataclasses import dataclass

WRONG_SETTINGS = 78


@dataclass(frozen=True, slots=True)
class Sentence:
    """A failure in words, and its exit code."""

    text: str
    exit_code: int = 1


def sentence_of(error: Exception) -> Sentence | None:
    """An expected failure in words; None for a fault in Job Center itself, which deserves its traceback."""
    from pydantic import ValidationError

    from jobcenter.entrypoints.backup import BackupError
    from jobcenter.kit.embedded import EmbeddedError
    from jobcenter.kit.errors import JobCenterError
    from jobcenter.kit.settings import SettingsError
    from jobcenter.work.queue import QueueAwayError

    text: str | None = None
    match error:
        case SettingsError():
            return Sentence(str(error), WRONG_SETTINGS)
        case JobCenterError():
            text = error.detail
        case ValidationError():
            text = "; ".join(faults_of(error))
        case BackupError() | EmbeddedError():
            text = str(error)
        case QueueAwayError():
            text = f"Redis cannot be reached: {error}. Start it, or correct REDIS_URL."
        case OSError(filename=str(name), strerror=str(why)):
            text = f"{name} cannot be used: {why}."
        case OSError():
            text = f"{error.strerror or error or type(error).__name__}."
    return Sentence(text) if text else None


def faults_of(error: Exception) -> list[str]:
    """What is wrong with some input, field by field, in the words of the API."""
    from pydantic import ValidationError

    assert isinstance(error, ValidationError)
    faults = []
    for one in error.errors(include_url=False):
        where = ".".join(str(part) for part in one["loc"])
        what = one["msg"].removeprefix("Value error, ")
        faults.append(f"{where}: {what}" if where else what)
    return faults
