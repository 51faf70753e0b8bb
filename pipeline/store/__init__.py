"""outputs/: records to files and back, shards of unfinished runs, and the claim database."""

from pipeline.store.files import is_far, lock_folder, open_new, path_of
from pipeline.store.records import claim_of_line, read_claims
from pipeline.store.shards import Shard, Shelf

__all__ = [
    "Shard",
    "Shelf",
    "claim_of_line",
    "is_far",
    "lock_folder",
    "open_new",
    "path_of",
    "read_claims",
]
