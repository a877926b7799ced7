"""Prints, as a JSON object, Kubernetes' definitions that the JSON list of names on standard input needs, and those that they need.

Usage: kubernetes-definitions.py KUBERNETES_VERSION. Names are without what all of them begin with: core.v1.Volume.
"""

import json
import pathlib
import sys

import kubernetes_validate

PREFIXES = ("io.k8s.apimachinery.pkg.apis.", "io.k8s.apimachinery.pkg.api.", "io.k8s.apimachinery.pkg.util.", "io.k8s.api.")

# Nobody writes it into a values file, and it may hold anything.
LEFT_OUT = {"managedFields"}


def short(name):
    for prefix in PREFIXES:
        name = name.removeprefix(prefix)
    return name


def selected(source, name, result):
    """Puts the definition into the result, with what it refers to."""
    if name in result:
        return
    # Before its parts, which may refer to it.
    result[name] = None
    result[name] = without_texts(source[name], lambda reference: selected(source, reference, result))


def without_texts(schema, visit):
    result = {}
    for key, value in schema.items():
        if key == "properties":
            result[key] = {name: without_texts(part, visit) for name, part in value.items() if name not in LEFT_OUT}
        elif key == "$ref":
            name = short(value.removeprefix("#/$defs/"))
            visit(name)
            result[key] = f"#/definitions/{name}"
        elif key == "type":
            result[key] = without_null(value)
        elif key in ("items", "additionalProperties") and isinstance(value, dict):
            result[key] = without_texts(value, visit)
        elif key == "oneOf":
            result[key] = [without_texts(part, visit) for part in value]
        elif key in ("additionalProperties", "required"):
            result[key] = value
        elif key not in ("description", "format", "default") and not key.startswith("x-"):
            sys.exit(f"{key} is new: say here what becomes of it")
    return result


def without_null(types):
    """A null is a key whose value was forgotten: it would mean something else than it looks like."""
    if isinstance(types, str):
        return types
    [only] = [each for each in types if each != "null"]
    return only


def main():
    schemas = pathlib.Path(kubernetes_validate.__file__).parent / "kubernetes-json-schema"
    file = schemas / f"v{sys.argv[1]}.0-local-strict" / "_definitions.json"
    source = {short(name): schema for name, schema in json.loads(file.read_text())["$defs"].items()}
    result = {}
    for name in json.load(sys.stdin):
        selected(source, name, result)
    print(json.dumps(dict(sorted(result.items()))))


main()
