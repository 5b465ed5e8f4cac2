"""The store: tables, migrations, the one writer with its change log, and read views. `Store.open(url)` is the way in."""

from cxmap.store.ballots import Ballot, Counts
from cxmap.store.crossing import Crossing
from cxmap.store.errors import StoreError, Unavailable
from cxmap.store.futures import Told
from cxmap.store.identities import Token
from cxmap.store.log import Committed
from cxmap.store.pictures import Picture
from cxmap.store.reads import JourneySummary
from cxmap.store.store import Store
from cxmap.store.talk import Thread
from cxmap.store.timeline import Entry

__all__ = [
    "Ballot",
    "Committed",
    "Counts",
    "Crossing",
    "Entry",
    "JourneySummary",
    "Picture",
    "Store",
    "StoreError",
    "Thread",
    "Token",
    "Told",
    "Unavailable",
]
