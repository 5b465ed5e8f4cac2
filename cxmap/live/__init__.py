"""The live hub: boards talk to the server over one WebSocket each. `docs/protocol.md` tells what they say.

`wire` reads and writes messages · `client` is one socket with its bounded queue · `room` is the boards of one journey ·
`hub` joins them to the store · `tickets` and `routes` let people in · `conversation` is what one client says, `questions` what it
asks about the past · `stopping` tells boards that the server stops.
"""

from cxmap.live.hub import Hub
from cxmap.live.routes import routes
from cxmap.live.stopping import say_goodbye_on_signals

__all__ = ["Hub", "routes", "say_goodbye_on_signals"]
