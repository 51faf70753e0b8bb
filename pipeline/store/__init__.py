"""outputs/: records to files and back, shards of unfinished runs, and the claim database."""

from pipeline.store.files import lock_folder, open_new
from pipeline.store.records import claim_of_line, read_claims
from pipeline.store.shards import Shard, Shelf

__all__ = ["Shard", "Shelf", "claim_of_line", "lock_folder", "open_new", "read_claims"]
