"""Which YAML files a JSON Schema takes: python validate.py SCHEMA FILE… prints 'valid FILE' or 'invalid FILE: why', a line each."""
import json
import re
import sys

import jsonschema
import yaml


class Loader(yaml.SafeLoader):
    """YAML 1.2's numbers, as editors and Yams read them: PyYAML takes 30e6 for text."""


Loader.add_implicit_resolver(
    "tag:yaml.org,2002:float", re.compile(r"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$"), list("-+.0123456789"))

with open(sys.argv[1]) as file:
    schema = json.load(file)
jsonschema.Draft202012Validator.check_schema(schema)
validator = jsonschema.Draft202012Validator(schema)
for path in sys.argv[2:]:
    with open(path) as file:
        error = jsonschema.exceptions.best_match(validator.iter_errors(yaml.load(file, Loader)))
    print(f"invalid {path}: {error.json_path} {error.message[:200]!r}" if error else f"valid {path}")
