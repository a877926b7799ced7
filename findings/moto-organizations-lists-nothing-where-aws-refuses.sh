#!/usr/bin/env bash
# moto 5.2.5, organizations:ListAccounts, ListParents.
#
# Expected, as AWS documents it: an account in no organization gets AWSOrganizationsNotInUseException, a member account that is no
# delegated administrator gets AccessDeniedException, MaxResults above 20 is InvalidInputException, and ListParents of an account
# that is not there is ChildNotFoundException. Seen: both accounts get 200 with an empty list, a page holds as many as asked for
# (100 unless asked), and the last is AccountNotFoundException. A client that takes an empty list for "all accounts have left" passes
# every test against moto. An account has no Paths, and a closed one is SUSPENDED where AWS says CLOSED.
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
from botocore.exceptions import ClientError, EndpointConnectionError

endpoint = f"http://127.0.0.1:{sys.argv[1]}"
management = boto3.client("organizations", endpoint_url=endpoint)
for attempt in range(100):
    try:
        outside = management.list_accounts()["Accounts"]
        break
    except EndpointConnectionError:
        time.sleep(0.1)

management.create_organization(FeatureSet="ALL")
accounts = [
    management.create_account(AccountName=f"account {n}", Email=f"account{n}@example.com")["CreateAccountStatus"]["AccountId"]
    for n in range(120)
]
role = f"arn:aws:iam::{accounts[0]}:role/OrganizationAccountAccessRole"
session = boto3.client("sts", endpoint_url=endpoint).assume_role(RoleArn=role, RoleSessionName="member")["Credentials"]
member = boto3.client(
    "organizations",
    endpoint_url=endpoint,
    aws_access_key_id=session["AccessKeyId"],
    aws_secret_access_key=session["SecretAccessKey"],
    aws_session_token=session["SessionToken"],
)
of_member = member.list_accounts()["Accounts"]
default = management.list_accounts()["Accounts"]
large = management.list_accounts(MaxResults=110)["Accounts"]
management.close_account(AccountId=accounts[1])
closed = [a for a in management.list_accounts(MaxResults=121)["Accounts"] if a["Id"] == accounts[1]][0]
try:
    management.list_parents(ChildId="999999999999")
    unknown_child = "no error"
except ClientError as error:
    unknown_child = error.response["Error"]["Code"]

print("moto", moto.__version__)
print("in no organization:", len(outside), "accounts, no error")
print("a member account:", len(of_member), "accounts, no error")
print("a page:", len(default), "accounts; with MaxResults=110:", len(large))
print("ListParents of an account that is not there:", unknown_child)
print("a closed account: State", closed.get("State"), "Paths", closed.get("Paths"))
seen = (len(outside), len(of_member), len(default), len(large), unknown_child, closed.get("State"), closed.get("Paths"))
sys.exit(0 if seen == (0, 0, 100, 110, "AccountNotFoundException", "SUSPENDED", None) else 1)
PYTHON
