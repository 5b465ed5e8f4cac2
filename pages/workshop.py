"""One workshop, named by the URL: its plan, what goes on, or its record."""

from cxmap.runtime import runtime
from cxmap.ui import session, workshop_page

workshop_page.draw(runtime().store, session.url(session.WORKSHOP))
