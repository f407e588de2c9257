"""Files that are sent to the API, and those that it returns."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, Literal

from fastapi import Query
from fastapi.responses import Response
from starlette.datastructures import FormData, UploadFile

from assistant.errors import StorageError, UsageError
from ui.exports.word import MEDIA_TYPE

# As what a file is returned.
Kind = Annotated[Literal["docx", "md"], Query(alias="format", description="Word or Markdown")]
MOST_FILES = 20
# What stands around the files in a form.
FORM_BYTES = 100_000
_LONGEST_NAME = 120
_TYPES = {"docx": MEDIA_TYPE, "md": "text/markdown; charset=utf-8"}
# What a route's description says of a Word or Markdown file that it returns.
RETURNED: dict[str, Any] = {
    kind.partition(";")[0]: {"schema": {"type": "string", "format": "binary"}} for kind in _TYPES.values()
}


def returned(name: str, suffix: str, content: str | bytes) -> Response:
    """Return a Word or Markdown file under a name."""
    headers = {"content-disposition": f'attachment; filename="{name}.{suffix}"'}
    return Response(content, media_type=_TYPES[suffix], headers=headers)


_DOCUMENTS = "PDF, Word, HTML, Markdown or text; together up to ICS_MAX_FILE_MB"


def form_schema(
    more: dict[str, Any] | None = None, most: int = MOST_FILES, holding: str = _DOCUMENTS
) -> dict[str, Any]:
    """Return what the description says of a form with files, how many and which, and with further fields."""
    files = {
        "type": "array",
        "minItems": 1,
        "maxItems": most,
        "items": {"type": "string", "contentMediaType": "application/octet-stream"},
        "description": holding,
    }
    schema = {"type": "object", "required": ["files"], "properties": {"files": files, **(more or {})}}
    return {"requestBody": {"required": True, "content": {"multipart/form-data": {"schema": schema}}}}


def files_of(form: FormData) -> list[UploadFile]:
    """Return the files of a form. Raise UsageError where there is none."""
    files = [value for name, value in form.multi_items() if name == "files" and isinstance(value, UploadFile)]
    if not files:
        raise UsageError("there is no file: send multipart/form-data with at least one file in the field `files`")
    return files


@contextmanager
def passing(home: Path, files: Sequence[UploadFile]) -> Iterator[tuple[Path, ...]]:
    """Hold files under their names in a folder of the home while they are read, and remove them whatever happens.

    Raise StorageError where the home cannot be written.
    """
    folder = home / "passing"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as own:
            yield tuple(copied(upload, Path(own) / str(number)) for number, upload in enumerate(files))
    except OSError as error:
        raise StorageError(f"{home} cannot be written ({error.strerror}): mend that, and send it again") from error


def forget_passing(home: Path) -> None:
    """Remove what a killed server left of files that were being read."""
    shutil.rmtree(home / "passing", ignore_errors=True)


def copied(upload: UploadFile, folder: Path) -> Path:
    """Return where a file that was sent stands, under its name in a new folder."""
    folder.mkdir(parents=True)
    path = folder / safe_name(upload.filename or "")
    with path.open("wb") as file:
        shutil.copyfileobj(upload.file, file)
    return path


def safe_name(name: str) -> str:
    """Return the last part of a file's name without what could climb, hide or steer a terminal; its suffix is kept."""
    last = PurePosixPath(name.replace("\\", "/").replace("\0", "")).name
    printable = "".join(character for character in last if character.isprintable())
    path = PurePosixPath(re.sub(r"\s+", " ", printable).strip(" ."))
    stem, suffix = path.stem[:_LONGEST_NAME], path.suffix[:20]
    # A name that UTF-8 cannot hold or that takes more room than file systems give is cut by bytes.
    stem = stem.encode("utf-8", "ignore")[:_LONGEST_NAME].decode("utf-8", "ignore")
    return f"{stem or 'document'}{suffix.encode('utf-8', 'ignore').decode()}"
