"""Prints, as a JSON list, what is wrong with the Kubernetes objects of the JSON document on standard input.

Usage: validate-objects.py KUBERNETES_VERSION CRD_FOLDER. A key that the schema does not know is an error: a cluster would
drop it without a word.
"""

import json
import pathlib
import sys

import jsonschema
import kubernetes_validate
import yaml


def closed(schema):
    """The schema with every object closed that names its properties."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    result = {key: closed(value) for key, value in schema.items()}
    if isinstance(result.get("properties"), dict) and "additionalProperties" not in result:
        if not result.get("x-kubernetes-preserve-unknown-fields"):
            result["additionalProperties"] = False
    return result


def custom_schemas(folder):
    schemas = {}
    for file in pathlib.Path(folder).glob("*.yaml"):
        definition = yaml.load(file.read_text(), Loader=yaml.CSafeLoader)["spec"]
        for version in definition["versions"]:
            schema = closed(version["schema"]["openAPIV3Schema"])
            # The API server fills this one in; the definition says only that it is an object.
            schema["properties"]["metadata"] = {"type": "object"}
            api_version = f"{definition['group']}/{version['name']}"
            schemas[api_version, definition["names"]["kind"]] = schema
    return schemas


def problems(item, version, schemas):
    where = f"{item['kind']} {item['metadata']['name']}"
    custom = schemas.get((item["apiVersion"], item["kind"]))
    if custom is not None:
        for error in jsonschema.Draft202012Validator(custom).iter_errors(item):
            yield f"{where}: {error.json_path}: {error.message}"
        return
    try:
        kubernetes_validate.validate(item, version, strict=True)
    except kubernetes_validate.ValidationError as error:
        yield f"{where}: {'.'.join(map(str, error.path))}: {error.message}"
    except kubernetes_validate.SchemaNotFoundError as error:
        yield f"{where}: {error.message}"


def main():
    version, folder = sys.argv[1:]
    schemas = custom_schemas(folder)
    found = [problem for item in json.load(sys.stdin) for problem in problems(item, version, schemas)]
    print(json.dumps(found))


main()
