"""A program that speaks as OpenAI's does, for the tests: vectors by what words mean, and chats that are honest or lie, as the model's name says.

It prints its port, and ends when its standard input does. Only the standard library is needed.
"""

import json
import re
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# What words mean, in four languages; each meaning is a direction.
MEANINGS = [
    {"road", "roads", "camino", "caminos", "route", "routes", "дорога", "дороги", "mud", "barro"},
    {"work", "job", "jobs", "trabajo", "travail", "работа", "работы", "wages", "sueldo"},
    {"night", "dark", "noche", "nuit", "ночь", "ночью", "afraid", "miedo"},
    {"music", "song", "música", "musique", "музыка", "drums", "tambores"},
]
LANGUAGES = [{"the", "is", "and"}, {"el", "la", "no", "hay"}, {"le", "il", "pas"}]
asked = []


def vector(text):
    words = set(re.findall(r"\w+", text.lower()))
    # A language weighs as much as a meaning, until it is taken away.
    one = [1.0 if words & language else 0.0 for language in LANGUAGES]
    one += [1.0 if words & meaning else 0.0 for meaning in MEANINGS]
    return one + [0.01 * (sum(map(ord, text)) % 7), 0.2]


def chat(model, words):
    answers = dict((int(n), text) for n, text in re.findall(r"^\[(\d+)\] (.*)$", words, re.M))
    first = {n: re.split(r"(?<=[.!?])\s", text)[0].rstrip(".") for n, text in answers.items()}
    honest = [f"{text} [{n}]." for n, text in sorted(first.items())[:2]]
    if model == "lying":
        return "\n".join(
            honest[:1]
            + [
                "Everybody agrees that the mayor stole the money and must resign [1].",
                "The water is poisoned by factories in the north [99].",
                "The young people need more training and leadership.",
                f'They say "we will burn the office tomorrow", and {first[2]} [2].',
                f"{first[2]}, says 93 percent [2].",
                f"{first[2]}, as Kofi told them [2].",
            ]
        )
    return "Here is what they say:\n- " + "\n- ".join(honest)


class Handler(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def reply(self, status, body, kind="application/json"):
        data = body.encode() if isinstance(body, str) else body
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):
        self.reply(200, json.dumps(asked))

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        model = body.get("model", "")
        asked.append({"path": self.path, "key": self.headers.get("Authorization"), "body": body})
        if self.path.endswith("/embeddings"):
            if model == "broken":
                return self.reply(500, "{}")
            if model == "short":
                return self.reply(200, json.dumps({"data": []}))
            data = [{"index": n, "embedding": vector(text)} for n, text in enumerate(body["input"])]
            return self.reply(200, json.dumps({"data": data[::-1], "model": model}))
        if model == "refuses":
            return self.reply(401, "{}")
        if model == "busy":
            return self.reply(429, "{}")
        if model == "nonsense":
            return self.reply(200, "<html>hello</html>")
        if model == "huge":
            return self.reply(200, json.dumps({"choices": [{"message": {"content": "x" * 400_000}}]}))
        if model == "slow":
            time.sleep(1)
        said = chat(model, body["messages"][-1]["content"])
        self.reply(200, json.dumps({"choices": [{"message": {"role": "assistant", "content": said}}]}))


server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_port, flush=True)
threading.Thread(target=server.serve_forever, daemon=True).start()
sys.stdin.read()
