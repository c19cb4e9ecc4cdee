"""What a caller may set for one parse; nothing here is read from the environment."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Options:
    """Limits of one parse. Sizes in bytes, time in seconds of wall clock; pixels per page image."""

    max_bytes: int = 200 * 1024 * 1024
    max_unpacked_bytes: int = 512 * 1024 * 1024
    max_pages: int = 2000
    max_characters: int = 12_000_000  # of text: some 4,000 pages, half a minute
    max_pixels: int = 60_000_000
    max_seconds: float = 1800.0
    max_memory_bytes: int = 4 * 1024 * 1024 * 1024
    ocr: bool = True
    thorough: bool = False  # scans: every line in several sizes, and the page a second time by the engine's own layout
    workers: int = 1
    calibrated: bool = True  # False: each confidence as its rule declares it, for fitting
    isolate: bool = False  # read hostile files in a killable process with limits of its own
    progress: str | None = None  # a file that is told how many pages are read: `done total`


DEFAULT = Options()
