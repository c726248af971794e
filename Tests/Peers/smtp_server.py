"""A real SMTP server for the tests: keeps each message in a folder, prints its port, ends when its standard input closes.

smtp_server.py FOLDER [--user NAME PASSWORD] [--tls CERTIFICATE KEY]

An address that starts with "gone" is refused for good, one that starts with "busy" for now; a body with "spam" is refused.
Each message is kept as N.eml; beside it, as N.json, its envelope and what Python's own mail reader makes of it.
"""

import argparse
import asyncio
import email
import email.policy
import json
import pathlib
import ssl
import sys

from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword


class Mailbox:
    def __init__(self, folder):
        self.folder = pathlib.Path(folder)
        self.count = 0

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address.startswith("gone"):
            return "550 5.1.1 no such person"
        if address.startswith("busy"):
            return "451 4.3.0 come back later"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        if b"spam" in envelope.content:
            return "554 5.7.1 we do not want this"
        self.count += 1
        mail = email.message_from_bytes(envelope.original_content, policy=email.policy.default)
        facts = {
            "headers": {name.lower(): str(value) for name, value in mail.items()},
            "bodies": [[part.get_content_type(), part.get_content()] for part in mail.walk() if not part.is_multipart()],
            "defects": [str(defect) for part in mail.walk() for defect in part.defects]
            + [str(defect) for value in mail.values() for defect in value.defects],
            "from": envelope.mail_from,
            "to": envelope.rcpt_tos,
            "encrypted": session.ssl is not None,
            "signedIn": bool(session.authenticated),
        }
        (self.folder / f"{self.count}.json").write_text(json.dumps(facts))
        (self.folder / f"{self.count}.eml").write_bytes(envelope.original_content)
        return "250 kept"


async def serve(wanted):
    more = {}
    if wanted.user:
        name, password = (word.encode() for word in wanted.user)

        def check(server, session, envelope, mechanism, given):
            known = isinstance(given, LoginPassword) and (given.login, given.password) == (name, password)
            return AuthResult(success=known, handled=False)

        more |= {"authenticator": check, "auth_required": True, "auth_require_tls": bool(wanted.tls)}
    if wanted.tls:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(*wanted.tls)
        more |= {"tls_context": context}
    mailbox = Mailbox(wanted.folder)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: SMTP(mailbox, hostname="localhost", **more), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()


def main():
    reader = argparse.ArgumentParser()
    reader.add_argument("folder")
    reader.add_argument("--user", nargs=2)
    reader.add_argument("--tls", nargs=2)
    asyncio.run(serve(reader.parse_args()))


main()
