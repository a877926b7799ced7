"""Prints, as a JSON object, the keys of Kubernetes' definitions, for the JSON list of their names on standard input.

Usage: kubernetes-keys.py KUBERNETES_VERSION
"""

import json
import pathlib
import sys

import kubernetes_validate

PREFIXES = {"apimachinery": "io.k8s.apimachinery.pkg.apis.meta.v1"}


def keys(definitions, name):
    group, kind = name.rsplit(".", 1)
    prefix = PREFIXES.get(group, f"io.k8s.api.{group}")
    return " ".join(definitions[f"{prefix}.{kind}"]["properties"])


def main():
    schemas = pathlib.Path(kubernetes_validate.__file__).parent / "kubernetes-json-schema"
    file = schemas / f"v{sys.argv[1]}.0-local-strict" / "_definitions.json"
    definitions = json.loads(file.read_text())["$defs"]
    print(json.dumps({name: keys(definitions, name) for name in json.load(sys.stdin)}))


main()
