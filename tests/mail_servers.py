"""A mail server that counts what it gets, and can be down or refuse an address."""

from typing import ClassVar

from django.core.mail.backends.base import BaseEmailBackend


class FakeMailServer(BaseEmailBackend):
    """The class is the server, and each instance a connection to it."""

    is_down = None
    connections = 0
    attempts = 0
    sent: ClassVar[list] = []
    refusals: ClassVar[dict] = {}

    @classmethod
    def reset(cls):
        cls.is_down, cls.connections, cls.attempts = None, 0, 0
        cls.sent, cls.refusals = [], {}
        return cls

    def __init__(self, **options):
        super().__init__(**options)
        self.is_open = False

    def open(self):
        if self.is_open:
            return
        type(self).connections += 1
        if self.is_down:
            raise self.is_down
        self.is_open = True

    def close(self):
        self.is_open = False

    def send_messages(self, messages):
        was_open = self.is_open
        self.open()
        for message in messages:
            type(self).attempts += 1
            for address in message.recipients():
                if address in self.refusals:
                    raise self.refusals[address]
            self.sent.append(message)
        if not was_open:
            self.close()
        return len(messages)
