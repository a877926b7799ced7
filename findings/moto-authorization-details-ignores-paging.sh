#!/usr/bin/env bash
# moto 5.2.5, iam:GetAccountAuthorizationDetails.
#
# Expected, as AWS documents it: MaxItems bounds a page, IsTruncated says that there is more, and a Marker that AWS did not give is
# refused. Seen: MaxItems and Marker are ignored, one page holds everything, and any Marker is taken. A client whose paging is
# wrong passes every test against moto.
#
# Needs Python 3 and a package index. Fails if the behaviour has changed.
set -euo pipefail

folder=$(mktemp -d)
server=
trap '[[ -z $server ]] || kill "$server"; rm -rf "$folder"' EXIT

python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" install --quiet 'moto[server]==5.2.5' 'boto3>=1.40'
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
"$folder/venv/bin/moto_server" -H 127.0.0.1 -p "$port" >"$folder/log" 2>&1 &
server=$!

AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE AWS_SECRET_ACCESS_KEY=secret AWS_DEFAULT_REGION=us-east-1 \
  "$folder/venv/bin/python" - "$port" <<'PYTHON'
import sys, time, boto3, moto
from botocore.exceptions import EndpointConnectionError

iam = boto3.client("iam", endpoint_url=f"http://127.0.0.1:{sys.argv[1]}")
for attempt in range(100):
    try:
        iam.list_users()
        break
    except EndpointConnectionError:
        time.sleep(0.1)
for name in ("alice", "bob", "carol"):
    iam.create_user(UserName=name)

first = iam.get_account_authorization_details(Filter=["User"], MaxItems=1)
odd = iam.get_account_authorization_details(Filter=["User"], Marker="no-marker-of-anybody")
print("moto", moto.__version__)
print("MaxItems=1:", len(first["UserDetailList"]), "users, IsTruncated", first["IsTruncated"])
print("Marker=no-marker-of-anybody:", len(odd["UserDetailList"]), "users, no error")
sys.exit(0 if len(first["UserDetailList"]) == 3 and not first["IsTruncated"] and len(odd["UserDetailList"]) == 3 else 1)
PYTHON
