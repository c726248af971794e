"""An OpenID Connect provider (oidc-provider-mock, on Authlib) on a free port; ends when its standard input does. Prints the port.

It checks PKCE, which the package leaves out. What it says goes wrong as the name of whoever signs in tells: `expired`, `other-issuer`
and so on. POST /rotate makes it sign with a new key; GET /asked counts how often its keys were asked for.
"""

import base64
import hashlib
import hmac
import json
import logging
import sys
import threading
import time
import urllib.parse
import warnings

warnings.simplefilter("ignore")
import flask
import oidc_provider_mock
from authlib import jose
from werkzeug.serving import WSGIRequestHandler, make_server

logging.disable(logging.CRITICAL)
app = oidc_provider_mock.app(require_nonce=True)
challenges, asked = {}, {"keys": 0}


def storage():
    return flask.g.oidc_provider_mock_storage


@app.post("/rotate")
def rotate():
    storage().jwk = jose.RSAKey.generate_key(is_private=True)
    return ""


@app.get("/asked")
def count():
    return str(asked["keys"])


def base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def read(part):
    return json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))


def lie(token):
    """Changes what it would have said, as whoever signs in asks for."""
    header, claims = (read(part) for part in token.split(".")[:2])
    key, kind, now = storage().jwk, claims["sub"], int(time.time())
    changes = {
        "other-issuer": {"iss": "https://evil.example"},
        "other-audience": {"aud": ["somebody-else"]},
        "many-audiences": {"aud": ["learning", "somebody-else"]},
        "other-party": {"azp": "somebody-else"},
        "no-audience": {"aud": []},
        "other-nonce": {"nonce": "not-yours"},
        "expired": {"exp": now - 120},
        "not-yet": {"nbf": now + 3600},
        "from-the-future": {"iat": now + 3600},
        "stale": {"iat": now - 7200},
        "other-access-token": {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
        "nobody": {"sub": ""},
    }.get(kind, {})
    claims |= changes
    if kind == "no-nonce":
        del claims["nonce"]
    body = base64url(json.dumps(claims).encode())
    if kind == "unsigned":
        return base64url(b'{"alg":"none"}') + "." + body + "."
    if kind == "shared-secret":
        # The public key taken for a secret: what a careless verifier would accept.
        public = key.as_pem(is_private=False)
        head = base64url(json.dumps({"alg": "HS256", "kid": header.get("kid")}).encode())


        return f"{head}.{body}." + base64url(hmac.new(public, f"{head}.{body}".encode(), "sha256").digest())
    if kind == "another-key":
        key = jose.RSAKey.generate_key(is_private=True)
    if kind == "tampered":
        claims["sub"] = "leila-7"
        head, _, signature = token.split(".")
        return head + "." + base64url(json.dumps(claims).encode()) + "." + signature
    if not changes and kind not in ("no-nonce", "another-key"):
        return token
    return jose.JsonWebSignature().serialize_compact(header, json.dumps(claims).encode(), key).decode()


@app.before_request
def check():
    request = flask.request
    if request.path == "/jwks":
        asked["keys"] += 1
    if request.path == "/oauth2/token":
        verifier = request.form.get("code_verifier", "").encode()
        if challenges.pop(request.form.get("code"), None) != base64url(hashlib.sha256(verifier).digest()):
            return flask.jsonify(error="invalid_grant"), 400


@app.after_request
def change(response):
    request = flask.request
    if request.path == "/oauth2/authorize" and "Location" in response.headers:
        query = urllib.parse.parse_qs(urllib.parse.urlparse(response.headers["Location"]).query)
        if "code" in query and request.args.get("code_challenge_method") == "S256":
            challenges[query["code"][0]] = request.args.get("code_challenge")
    if request.path == "/oauth2/token" and response.status_code == 200:
        answer = response.get_json()
        answer["id_token"] = lie(answer["id_token"])
        response.set_data(json.dumps(answer))
    return response


class Quiet(WSGIRequestHandler):
    def log(self, *_):
        pass


server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
threading.Thread(target=server.serve_forever, daemon=True).start()
print(server.server_port, flush=True)
sys.stdin.read()
