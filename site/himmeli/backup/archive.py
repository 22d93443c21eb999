"""The archive: a zip file that any computer opens, and that proves to be whole before anything of it is used.

    tables/<table>.jsonl   one row a line, a JSON array
    media/<name>           the files
    manifest.json          what there is: for each member its size and SHA-256, for each table its columns

The zip's comment holds the SHA-256 of the manifest, which holds those of all the rest. They find damage; against
somebody who makes a false archive only care for where it came from helps, as with any backup.
"""

import contextlib
import hashlib
import json
import os
import re
import shutil
import zipfile
from pathlib import Path, PurePosixPath

from .exceptions import BackupError, BadArchive

FORMAT = 1
MARK = b"himmeli-backup "
MANIFEST = "manifest.json"
CHUNK = 1024 * 1024
LARGEST_MANIFEST = 512 * CHUNK
LARGEST_ROW = 512 * CHUNK
# Packed already: packing them again takes time and saves nothing.
PACKED = {".avif", ".docx", ".gif", ".gz", ".jpeg", ".jpg", ".mp3", ".mp4", ".odt", ".pdf", ".png", ".webp", ".xlsx"}
PACKED |= {".zip", ".woff2", ".webm", ".odp", ".ods", ".pptx"}
TABLE = re.compile(r"\w+")


class ArchiveWriter:
    """Writes beside the name it will have, and takes that name only when all of it is on the disk."""

    def __init__(self, path: Path):
        self.path, self.part = path, path.with_name(f".{path.name}.part")
        self.members: dict[str, dict] = {}

    def __enter__(self):
        # For nobody else's eyes: it holds what people told the site.
        self._file = open(os.open(self.part, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600), "w+b")
        self._zip = zipfile.ZipFile(self._file, "w", zipfile.ZIP_DEFLATED, compresslevel=6)
        return self

    def __exit__(self, kind, error, traceback):
        with contextlib.suppress(Exception):
            self._zip.close()
        self._file.close()
        self.part.unlink(missing_ok=True)

    def add(self, name: str, chunks) -> dict:
        """Write one member from pieces of bytes; hashed as they are written, whatever they were a moment ago."""
        info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
        packed = Path(name).suffix.lower() in PACKED
        info.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
        digest, size = hashlib.sha256(), 0
        with self._zip.open(info, "w", force_zip64=True) as member:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                member.write(chunk)
        self.members[name] = {"size": size, "sha256": digest.hexdigest()}
        return self.members[name]

    def finish(self, manifest: dict) -> None:
        """Close the archive, read all of it once more, and give it its name."""
        data = json.dumps({**manifest, "members": self.members}, ensure_ascii=False, indent=1).encode()
        self._zip.writestr(MANIFEST, data)
        self._zip.comment = MARK + hashlib.sha256(data).hexdigest().encode()
        self._zip.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        with Archive(self.part) as archive:
            archive.verify()
        os.replace(self.part, self.path)
        folder = os.open(self.path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class Archive:
    """An archive to read. Opening it checks the manifest, `verify` everything else; both raise BadArchive."""

    def __init__(self, path: Path):
        self.path = Path(path)

    def __enter__(self):
        if not self.path.is_file():
            raise BadArchive(f"There is no file {self.path}.")
        try:
            self._zip = zipfile.ZipFile(self.path)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
            raise BadArchive(
                f"{self.path.name} is no backup of Himmeli, or its end is missing (was it copied to the end?)."
            ) from None
        try:
            self.manifest = self._read_manifest()
        except BaseException:
            self._zip.close()
            raise
        return self

    def __exit__(self, *error):
        self._zip.close()

    @property
    def members(self) -> dict[str, dict]:
        return self.manifest["members"]

    @property
    def tables(self) -> dict[str, dict]:
        return self.manifest["tables"]

    @property
    def media(self) -> list[str]:
        """The names of the files, without `media/`."""
        return [name.removeprefix("media/") for name in self.members if name.startswith("media/")]

    def _read_manifest(self):
        comment = self._zip.comment
        if not comment.startswith(MARK) or MANIFEST not in self._zip.namelist():
            raise BadArchive(f"{self.path.name} is a zip file, but no backup of Himmeli.")
        if self._zip.getinfo(MANIFEST).file_size > LARGEST_MANIFEST:
            raise BadArchive(f"{self.path.name} is damaged: its list of contents is too long.")
        data = b"".join(self._chunks(MANIFEST, LARGEST_MANIFEST))
        if hashlib.sha256(data).hexdigest().encode() != comment.removeprefix(MARK):
            raise BadArchive(f"{self.path.name} is damaged: its list of contents is not the one it was made with.")
        manifest = json.loads(data)
        if manifest["format"] > FORMAT:
            raise BadArchive(
                f"{self.path.name} was made by a newer Himmeli ({manifest['himmeli']}). Install that version first."
            )
        self._check_names(manifest)
        return manifest

    def _check_names(self, manifest):
        """Every member is listed, once, under a name that leads nowhere else."""
        names = self._zip.namelist()
        if sorted(names) != sorted([*manifest["members"], MANIFEST]):
            raise BadArchive(f"{self.path.name} is damaged: it does not hold what its list of contents says.")
        for name in manifest["members"]:
            folder, _, rest = name.partition("/")
            is_table = folder == "tables" and TABLE.fullmatch(rest.removesuffix(".jsonl"))
            if not is_table and not (folder == "media" and is_safe(rest)):
                raise BadArchive(f"{self.path.name} holds a file with a name that is not allowed: {name[:200]!r}.")

    def verify(self) -> None:
        """Read every byte. Sizes are those the manifest names, so that a small file can't become an endless one."""
        for name in self.members:
            for _ in self.read(name):
                pass

    def read(self, name: str):
        """Yield a member's bytes; at the end raises BadArchive unless they are what was written."""
        expected = self.members[name]
        digest, size = hashlib.sha256(), 0
        for chunk in self._chunks(name, expected["size"]):
            digest.update(chunk)
            size += len(chunk)
            yield chunk
        if size != expected["size"] or digest.hexdigest() != expected["sha256"]:
            raise BadArchive(f"{self.path.name} is damaged: {name} is not what it was.")

    def rows(self, table: str):
        """Yield a table's rows as lists of cells, still encoded."""
        for line in _lines(self.read(self.tables[table]["member"])):
            yield json.loads(line)

    def _chunks(self, name, limit):
        size = 0
        try:
            with self._zip.open(name) as member:
                while chunk := member.read(CHUNK):
                    size += len(chunk)
                    if size > limit:
                        raise BadArchive(f"{self.path.name} is damaged: {name} is longer than it says.")
                    yield chunk
        except (zipfile.BadZipFile, EOFError, OSError, ValueError, RuntimeError, NotImplementedError) as error:
            raise BadArchive(f"{self.path.name} is damaged: {name} can't be read ({error}).") from error
        except Exception as error:
            # zlib's own error is no kind of any of those.
            if type(error).__module__ == "zlib":
                raise BadArchive(f"{self.path.name} is damaged: {name} can't be unpacked.") from error
            raise


def is_safe(name: str) -> bool:
    """Whether a file of this name lands inside the folder it is written to, on any system."""
    parts = PurePosixPath(name).parts
    return bool(
        parts
        and len(name.encode("utf-8", "surrogatepass")) < 1000
        and str(PurePosixPath(name)) == name
        and not name.startswith("/")
        and not any(part in {"..", "."} for part in parts)
        and not any(mark in name for mark in ("\\", "\x00"))
        and name.isprintable()
        and not parts[0].startswith(".")
    )


def check_room(folder: Path, needed: int) -> None:
    """Raises BackupError when a folder's disk has less than that many bytes left, and a tenth."""
    free = shutil.disk_usage(folder).free
    if free < needed * 1.1:
        raise BackupError(
            f"There is too little room in {folder}: {needed // CHUNK + 1} MiB are needed, {free // CHUNK} are free."
        )


def _lines(chunks):
    rest = b""
    for chunk in chunks:
        *lines, rest = (rest + chunk).split(b"\n")
        yield from lines
        if len(rest) > LARGEST_ROW:
            raise BadArchive("A row of a table is longer than any row may be.")
    if rest:
        yield rest
