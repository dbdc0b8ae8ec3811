"""The widget: passes messages between the page and the session."""

from pathlib import Path

import anywidget
import traitlets

from analysis.explorer.session import Session
from analysis.explorer.still import still_html, still_text
from analysis.explorer.worker import Worker

__all__ = ["Panel"]

HERE = Path(__file__).parent


class Panel(anywidget.AnyWidget):
    """The explorer; see `analysis.explorer`."""

    _esm = (HERE / "panel.js").read_text(encoding="utf-8")
    _css = (HERE / "panel.css").read_text(encoding="utf-8")
    opening = traitlets.Dict().tag(sync=True)

    def __init__(self, session: Session):
        self.session = session
        # Sentences are found while a long question is still worked on.
        self._asking = Worker(lambda answer: self.send(answer))
        self._reading = Worker(lambda answer: self.send(answer | {"reading": True}))
        super().__init__(opening=session.opening())
        self.on_msg(self._receive)

    def _receive(self, _, message: dict, buffers) -> None:
        if message.get("kind") == "stop":
            self._asking.stop()
            return
        worker = self._reading if message.get("kind") == "read" else self._asking
        worker.start(int(message.get("number", 0)), self.session.answers(message))

    def join(self) -> None:
        """Wait until everything that was asked is answered."""
        self._asking.join()
        self._reading.join()

    def _repr_mimebundle_(self, **kwargs):
        data, metadata = super()._repr_mimebundle_(**kwargs)
        return data | {"text/plain": still_text(self.session), "text/html": still_html(self.session)}, metadata
