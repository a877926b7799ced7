"""Answers a query over files of CloudTrail as they lie in the bucket, with DuckDB.

Standard input is JSON: `folder`, and either `sql` with `parameters`, in the language of Athena, which sqlglot reads and puts into that of DuckDB; or
`oracle`, in DuckDB's own, over the table `records` of whole records as JSON. Standard output is JSON: `columns`, `rows`.
"""

import json
import sys

import duckdb
import sqlglot

SESSION = """{"attributes": {"creationDate": "VARCHAR", "mfaAuthenticated": "VARCHAR"},
  "sessionIssuer": {"type": "VARCHAR", "principalId": "VARCHAR", "arn": "VARCHAR", "accountId": "VARCHAR", "userName": "VARCHAR"}}"""
IDENTITY = f"""{{"type": "VARCHAR", "principalId": "VARCHAR", "arn": "VARCHAR", "accountId": "VARCHAR", "invokedBy": "VARCHAR",
  "accessKeyId": "VARCHAR", "userName": "VARCHAR", "onBehalfOf": {{"userId": "VARCHAR", "identityStoreArn": "VARCHAR"}},
  "sessionContext": {SESSION}}}"""
TEXTS = [
    "eventVersion", "eventTime", "eventSource", "eventName", "awsRegion", "sourceIPAddress", "userAgent", "errorCode", "errorMessage",
    "requestID", "eventID", "readOnly", "eventType", "recipientAccountId", "sharedEventID", "eventCategory",
]
JSONS = ["requestParameters", "responseElements", "additionalEventData", "serviceEventDetails"]


def connect(folder):
    connection = duckdb.connect()
    # What a trail writes: AWSLogs/ACCOUNT/CloudTrail/REGION/YEAR/MONTH/DAY/FILE.
    connection.execute(
        f"""CREATE VIEW records AS SELECT unnest(Records) AS record, string_split(filename, '/') AS path
        FROM read_json('{folder}/**/*.json.gz', columns = {{Records: 'JSON[]'}}, filename = true, maximum_object_size = 100000000)"""
    )
    columns = [f"record->>'$.{name}' AS {name.lower()}" for name in TEXTS]
    # A null of JSON is none of SQL.
    columns += [f"nullif(CAST(record->'$.{name}' AS VARCHAR), 'null') AS {name.lower()}" for name in JSONS]
    columns += [f"from_json(record->'$.userIdentity', '{IDENTITY}') AS useridentity"]
    columns += [f'path[-{place}] AS "{name}"' for name, place in (("region", 5), ("year", 4), ("month", 3), ("day", 2))]
    connection.execute("CREATE SCHEMA audit")
    connection.execute(f"CREATE VIEW audit.cloudtrail AS SELECT {', '.join(columns)} FROM records")
    return connection


def with_parameters(sql, parameters):
    """As Athena puts them in: each is a piece of SQL."""
    *pieces, last = sql.split("?")
    assert len(pieces) == len(parameters), "the number of parameters"
    return "".join(piece + parameter for piece, parameter in zip(pieces, parameters)) + last


def main():
    asked = json.load(sys.stdin)
    connection = connect(asked["folder"])
    if "oracle" in asked:
        sql = asked["oracle"]
    else:
        athena = with_parameters(asked["sql"], asked["parameters"])
        (sql,) = sqlglot.transpile(athena, read="athena", write="duckdb", error_level=sqlglot.ErrorLevel.RAISE)
    result = connection.execute(sql)
    columns = [column[0] for column in result.description]
    json.dump({"columns": columns, "rows": result.fetchall()}, sys.stdout)


main()
