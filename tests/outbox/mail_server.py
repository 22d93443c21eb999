"""A real mail server on this machine, small enough to read, that answers what a test tells it to."""

import socketserver
import threading
from dataclasses import dataclass, field
from email import message_from_bytes


@dataclass
class Received:
    sender: str
    addresses: list[str]
    raw: bytes

    @property
    def message(self):
        return message_from_bytes(self.raw)


@dataclass
class Script:
    """What the server says. `replies` by command ("RCPT", "DATA", ".") or by address, `hangs_at` a command."""

    replies: dict = field(default_factory=dict)
    hangs_at: str = ""
    received: list[Received] = field(default_factory=list)
    conversations: int = 0


class Conversation(socketserver.StreamRequestHandler):
    def handle(self):
        self.script = self.server.script
        self.script.conversations += 1
        self.sender, self.addresses = "", []
        self.say("CONNECT", "220 test")
        for line in self.rfile:
            command, _, rest = line.decode().strip().partition(" ")
            if not self.answer(command.upper(), rest):
                return

    def answer(self, command, rest):
        if command in {"EHLO", "HELO"}:
            self.say(command, "250 test")
        elif command == "MAIL":
            self.sender, self.addresses = rest, []
            self.say("MAIL", "250 ok")
        elif command == "RCPT":
            self.take_address(rest.partition("<")[2].partition(">")[0])
        elif command == "DATA":
            if self.say("DATA", "354 go on"):
                self.take_message()
        elif command == "QUIT":
            self.say("QUIT", "221 bye")
            return False
        else:
            self.say(command, "250 ok")
        return True

    def take_address(self, address):
        reply = self.script.replies.get(address) or self.script.replies.get("RCPT", "250 ok")
        if reply.startswith("2"):
            self.addresses.append(address)
        self.write(reply)

    def take_message(self):
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line)
        received = Received(self.sender, self.addresses, b"".join(lines))
        if self.say(".", "250 taken"):
            self.script.received.append(received)

    def say(self, command, usual):
        """Say what the script says. Returns whether that was a yes."""
        if self.script.hangs_at == command:
            self.server.stopped.wait(60)
            return False
        reply = self.script.replies.get(command, usual)
        self.write(reply)
        return reply[0] in "23"

    def write(self, reply):
        try:
            self.wfile.write(f"{reply}\r\n".encode())
        except OSError:
            self.server.stopped.wait(0)


class MailServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Conversation)
        self.script, self.stopped = Script(), threading.Event()
        self.port = self.server_address[1]
        threading.Thread(target=self.serve_forever, daemon=True).start()

    @property
    def received(self):
        return self.script.received

    def stop(self):
        self.stopped.set()
        self.shutdown()
        self.server_close()
