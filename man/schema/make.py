#!/usr/bin/env python3
"""The schema of --json, and table definitions made from it.

    make.py FIELD_LIST            writes the schema's generated parts anew, and
                                  duckdb.sql and clickhouse.sql
    make.py FIELD_LIST --check    says whether they are what they should be

FIELD_LIST is the program built from field_list.c: it knows the tables that
the objects are written from. What is written by hand stays as it is in the
schema; every member that a table knows is made from that table.
"""
import json
import pathlib
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
SCHEMA = HERE / "tcpline-json.schema.json"
BY_HAND = {"eth", "sll", "vlan", "ip", "ipv6", "tcp", "tls"}
OUTER = {"ip", "ipv6"}  # written by hand, but from tables in "outer"
STRINGS = {
    "mac": {"type": "string", "pattern": "^[0-9a-f]{2}(:[0-9a-f]{2}){5}$"},
    "ipv4": {"type": "string", "format": "ipv4"},
    "ipv6": {"type": "string", "format": "ipv6"},
    "hex": {"type": "string", "pattern": "^([0-9a-f]{2})*$"},
    "string": {"type": "string"},
    "boolean": {"type": "boolean"},
}


def value_of(kind, bits, is_list):
    value = STRINGS.get(kind) or {
        "type": "integer", "minimum": 0,
        "maximum": 2 ** (int(bits) or 32) - 1}
    if is_list:
        return {"type": "array", "minItems": 1, "items": dict(value)}
    return dict(value)


def widest(old, new):
    """Of two fields of one name: numbers may have more bits in one of them."""
    if old and old.get("type") == new.get("type") == "integer":
        return {**new, "maximum": max(old["maximum"], new["maximum"])}
    if old and old != new:
        a, b = old.get("items", {}), new.get("items", {})
        if a.get("type") != b.get("type") or old["type"] != new["type"]:
            raise SystemExit("one key, two types: %s, %s" % (old, new))
        return {**new, "items": widest(a, b)}
    return new


def objects(program):
    """Header -> its object, as the schema has it."""
    rows = subprocess.run([program], check=True, capture_output=True,
                          text=True).stdout.splitlines()
    found = {}
    for row in rows:
        header, name, kind, bits, is_list, joined = row.split("\t")
        path = name[len(header) + 1:].split(".")
        if joined == "joined":
            path[-2:] = ["_".join(path[-2:])]
        at = found.setdefault(header.replace(".", "_"), new_object())
        for part in path[:-1]:
            at = at["properties"].setdefault(part, new_object())
        old = at["properties"].get(path[-1])
        at["properties"][path[-1]] = widest(
            old, value_of(kind, bits, is_list == "list"))
    return found


def new_object():
    return {"type": "object", "additionalProperties": False, "properties": {}}


def renew(schema, found):
    packet = schema["$defs"]["packet"]["properties"]
    layers = {k: v for k, v in found.items() if k not in BY_HAND}
    schema["$defs"]["layers"] = {
        **layers, **{"outer_" + k: found[k] for k in sorted(OUTER)}}
    for name in layers:
        packet[name] = {"$ref": "#/$defs/layers/" + name}
    packet["outer"] = {
        "description": "headers around others of their kind, outermost first",
        "type": "array", "minItems": 1, "items": {
            "type": "object", "additionalProperties": False,
            "minProperties": 1, "maxProperties": 1, "properties": {
                **{k: {"$ref": "#/$defs/layers/" + k} for k in layers},
                **{k: {"$ref": "#/$defs/layers/outer_" + k}
                   for k in sorted(OUTER)}}}}


def resolve(schema, node):
    while "$ref" in node:
        at = schema
        for part in node["$ref"].split("/")[1:]:
            at = at[part]
        node = at
    return node


def number(node):
    low, high = node.get("minimum", 0), node.get("maximum", 2 ** 64 - 1)
    if low < 0:
        return "Int64"
    for bits in (8, 16, 32):
        if high < 2 ** bits:
            return "UInt%d" % bits
    return "UInt64"


class DuckDB:
    NUMBERS = {"UInt8": "UTINYINT", "UInt16": "USMALLINT", "UInt32":
               "UINTEGER", "UInt64": "UBIGINT", "Int64": "BIGINT"}
    HEAD = ("-- Packets of tcpline --json as a table, for DuckDB. Made from the"
            "\n-- schema by man/schema/make.py; what a packet has not is"
            " NULL.\n--\n--     .read duckdb.sql\n"
            "--     COPY packet FROM 'capture.ndjson' (FORMAT json);\n--\n"
            "-- With --conversations or --diagnose, connections stand behind"
            " the packets:\n--\n"
            "--     COPY connection FROM 'capture.ndjson' (FORMAT json);\n"
            "--     DELETE FROM packet WHERE frame IS NULL;\n"
            "--     DELETE FROM connection WHERE event IS NULL;\n")
    TAIL = "\n);\n"

    @classmethod
    def scalar(cls, name):
        return cls.NUMBERS.get(name) or {
            "String": "VARCHAR", "Bool": "BOOLEAN", "Float64": "DOUBLE"}[name]

    @staticmethod
    def array(inner):
        return inner + "[]"

    @staticmethod
    def struct(members):
        return "STRUCT(" + ", ".join(
            '"%s" %s' % member for member in members) + ")"


class ClickHouse:
    HEAD = ("-- Packets of tcpline --json as a table, for ClickHouse. Made from"
            "\n-- the schema by man/schema/make.py; what a packet has not"
            " is NULL.\n--\n"
            "--     clickhouse-client --multiquery < clickhouse.sql\n"
            "--     clickhouse-client -q 'INSERT INTO packet FORMAT JSONEachRow'"
            " \\\n--         < capture.ndjson\n--\n"
            "-- With --conversations or --diagnose, connections stand behind"
            " the packets,\n-- in lines that begin with {\"event\": those are"
            " for the table connection.\n--\n-- Tried with 26.7. Members need"
            " names, and what is outside of a tunnel is\n-- JSON: 18.16, which"
            " Debian 12 has, is too old.\n")
    TAIL = "\n) ENGINE = MergeTree ORDER BY tuple();\n"

    @staticmethod
    def scalar(name):
        return "Nullable(%s)" % name

    @staticmethod
    def array(inner):
        if inner.startswith("Nullable("):
            inner = inner[len("Nullable("):-1]
        return "Array(%s)" % inner

    @staticmethod
    def struct(members):
        """As a tuple, unless it has a member of a name that tuples must not."""
        if any(name == "null" for name, _ in members):
            return "JSON"
        return "Tuple(" + ", ".join(
            "`%s` %s" % member for member in members) + ")"


def sql_type(schema, node, dialect):
    node = resolve(schema, node)
    if "oneOf" in node or "anyOf" in node:
        kinds = {sql_type(schema, n, dialect)
                 for n in node.get("oneOf") or node["anyOf"]}
        if len(kinds) > 1:
            raise SystemExit("one key, two types: %s" % kinds)
        return kinds.pop()
    if "const" in node or "enum" in node:
        values = [node["const"]] if "const" in node else node["enum"]
        text = isinstance(values[0], str)
        if isinstance(values[0], bool):
            return dialect.scalar("Bool")
        return dialect.scalar("String" if text else number(
            {"minimum": min(values), "maximum": max(values)}))
    kind = node.get("type")
    if kind == "object":
        return dialect.struct([
            (k, sql_type(schema, v, dialect))
            for k, v in node["properties"].items()])
    if kind == "array":
        return dialect.array(sql_type(schema, node["items"], dialect))
    return dialect.scalar({"boolean": "Bool", "number": "Float64",
                           "string": "String"}.get(kind) or number(node))


class Spark:
    """What its schemas are written in: it has no unsigned numbers."""
    NUMBERS = {"UInt8": "SMALLINT", "UInt16": "INT", "UInt32": "BIGINT",
               "UInt64": "DECIMAL(20,0)", "Int64": "BIGINT"}

    @classmethod
    def scalar(cls, name):
        return cls.NUMBERS.get(name) or {
            "String": "STRING", "Bool": "BOOLEAN", "Float64": "DOUBLE"}[name]

    @staticmethod
    def array(inner):
        return "ARRAY<%s>" % inner

    @staticmethod
    def struct(members):
        return "STRUCT<" + ", ".join(
            "`%s`: %s" % member for member in members) + ">"


def columns(schema, of, dialect):
    return [(k, sql_type(schema, v, dialect))
            for k, v in schema["$defs"][of]["properties"].items()]


def tables(schema, dialect):
    text = dialect.HEAD
    for name, of in (("packet", "packet"), ("connection", "conversation")):
        text += "\nCREATE TABLE %s (\n" % name + ",\n".join(
            '    "%s" %s' % column
            for column in columns(schema, of, dialect)) + dialect.TAIL
    return text


def spark(schema):
    """Of all lines, packets or connections: one schema reads a whole file."""
    return ",\n".join(
        "`%s` %s" % column for of in ("packet", "conversation")
        for column in columns(schema, of, Spark)) + "\n"


def main():
    program, check = sys.argv[1], "--check" in sys.argv[2:]
    schema = json.loads(SCHEMA.read_text())
    renew(schema, objects(program))
    wanted = {
        SCHEMA: json.dumps(schema, indent=1) + "\n",
        HERE / "duckdb.sql": tables(schema, DuckDB),
        HERE / "clickhouse.sql": tables(schema, ClickHouse),
        HERE / "spark.ddl": spark(schema),
    }
    stale = [p for p, text in wanted.items()
             if not p.exists() or p.read_text() != text]
    for path in stale:
        if check:
            print("%s is not what the tables say: man/schema/make.py" % path.name)
        else:
            path.write_text(wanted[path])
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
