"""What the tables of a workshop agree on, and their merge into the main map."""

from cxmap.runtime import runtime
from cxmap.ui import agreement, session

agreement.draw(runtime().store, session.url(session.WORKSHOP))
