"""An S3-compatible server (moto) on a free port that checks every signature; ends when its standard input does.

Prints one line of JSON: port, key, secret, bucket. POST /faults/x?n=3 makes the next three requests about x answer 503; GET counts
those that came since.
"""
import json
import logging
import os
import sys
import threading
from collections import defaultdict
from urllib.parse import parse_qs

# Signatures are checked once this many calls were made: those that set up the user and the bucket below.
os.environ["INITIAL_NO_AUTH_ACTION_COUNT"] = "4"

import boto3
from moto.server import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

logging.disable(logging.CRITICAL)
moto = DomainDispatcherApplication(create_backend_app)
faults = defaultdict(lambda: {"left": 0, "asked": 0})


def app(environ, start_response):
    parts = environ["PATH_INFO"].split("/")
    if parts[1] == "faults":
        if environ["REQUEST_METHOD"] == "POST":
            faults[parts[2]] = {"left": int(parse_qs(environ["QUERY_STRING"])["n"][0]), "asked": 0}
        asked = str(faults[parts[2]]["asked"]).encode()
        start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(asked)))])
        return [asked]
    about = faults[parts[2] if len(parts) > 2 else ""]
    about["asked"] += 1
    if about["left"] > 0:
        about["left"] -= 1
        start_response("503 Service Unavailable", [("Content-Type", "application/xml"), ("Connection", "close")])
        return [b"<Error><Code>SlowDown</Code></Error>"]
    return moto(environ, start_response)


class Quiet(WSGIRequestHandler):
    def log(self, *_):
        pass


server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
threading.Thread(target=server.serve_forever, daemon=True).start()
address = f"http://127.0.0.1:{server.server_port}"
common = dict(endpoint_url=address, region_name="eu-central-1", aws_access_key_id="set-up", aws_secret_access_key="set-up")
iam = boto3.client("iam", **common)
iam.create_user(UserName="throughline")
policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
iam.put_user_policy(UserName="throughline", PolicyName="files", PolicyDocument=json.dumps(policy))
key = iam.create_access_key(UserName="throughline")["AccessKey"]
boto3.client("s3", **common).create_bucket(Bucket="voices", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"})
print(json.dumps({"port": server.server_port, "key": key["AccessKeyId"], "secret": key["SecretAccessKey"], "bucket": "voices"}), flush=True)
sys.stdin.read()
