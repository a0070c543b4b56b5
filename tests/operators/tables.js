// --json into a database, and out of it again: by the tables of man/schema
// nothing is lost and nothing is added.
//
// Usage: tables.js ENGINE TCPLINE PCAPS SCHEMA. Skipped where npm has not
// installed the engine; NODE_PATH says where it did.
"use strict";
const {spawnSync} = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");

const TABLES = ["packet", "connection"];
const isEvent = line => line.startsWith('{"event"');

class DuckDB {
  static npm = "@duckdb/node-api";
  static emptyLists = true;

  async open(engine, schema) {
    this.db = await (await engine.DuckDBInstance.create(":memory:")).connect();
    await this.db.run(schema);
  }

  // As the head of duckdb.sql says: all lines into both tables.
  async load(lines, file) {
    fs.writeFileSync(file, lines.join("\n"));
    for (const table of TABLES) {
      await this.db.run(`DELETE FROM ${table}`);
      await this.db.run(`COPY ${table} FROM '${file}' (FORMAT json)`);
    }
    await this.db.run("DELETE FROM packet WHERE frame IS NULL");
    await this.db.run("DELETE FROM connection WHERE event IS NULL");
  }

  async rows(table) {
    const all = await this.db.run(`SELECT to_json(t)::VARCHAR FROM ${table} t`);
    return (await all.getRows()).map(([row]) => row);
  }

  close() {
    this.db.closeSync();
  }
}

class ClickHouse {
  static npm = "chdb";
  static emptyLists = false; /* a list has no NULL here */

  async open(engine, schema) {
    this.db = new engine.Session();
    this.db.query("CREATE DATABASE captures; USE captures");
    this.db.query(schema);
  }

  // As the head of clickhouse.sql says: each line into the table it is for.
  async load(lines, file) {
    const of = {packet: lines.filter(line => !isEvent(line)),
      connection: lines.filter(isEvent)};
    for (const table of TABLES) {
      this.db.query(`TRUNCATE TABLE ${table}`);
      if (of[table].length === 0) continue;
      fs.writeFileSync(file, of[table].join("\n"));
      this.db.query(
        `INSERT INTO ${table} FROM INFILE '${file}' FORMAT JSONEachRow`);
    }
  }

  async rows(table) {
    const text = this.db.query(`SELECT * FROM ${table}`, "JSONEachRow").trim();
    return text === "" ? [] : text.split("\n");
  }

  close() {
    this.db.close();
  }
}

/* Whether a member of an object is there, whatever the database calls absent. */
function isThere(value, emptyLists) {
  if (value === null) return false;
  if (Array.isArray(value)) return emptyLists || value.length > 0;
  return typeof value !== "object" || Object.keys(value).length > 0;
}

/* An object's keys sorted, without members that are not there. */
function plain(value, emptyLists) {
  if (Array.isArray(value)) return value.map(v => plain(v, emptyLists));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.keys(value).sort()
    .map(k => [k, plain(value[k], emptyLists)])
    .filter(([, v]) => isThere(v, emptyLists)));
}

const sorted = (lines, emptyLists) => lines.map(
  line => JSON.stringify(plain(JSON.parse(line), emptyLists))).sort();

async function main() {
  const [name, tcpline, pcaps, schema] = process.argv.slice(2);
  const Engine = {duckdb: DuckDB, clickhouse: ClickHouse}[name];
  let engine;
  try {
    engine = require(Engine.npm);
  } catch {
    console.log(`SKIPPED: there is no ${Engine.npm} here`);
    process.exit(77);
  }
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "tables-"));
  const file = path.join(folder, "capture.ndjson");
  const db = new Engine();
  await db.open(engine, fs.readFileSync(schema, "utf8"));
  let count = 0, failed = 0;
  for (const pcap of fs.readdirSync(pcaps).filter(n => n.endsWith(".pcap"))) {
    const text = spawnSync(tcpline, ["-n", "--json", "--analyze",
      "--diagnose", "--explain", "-r", path.join(pcaps, pcap)],
      {encoding: "utf8", maxBuffer: 1 << 28}).stdout;
    if (text === "") continue;
    const lines = text.trim().split("\n");
    await db.load(lines, file);
    const told = sorted(lines, Engine.emptyLists);
    const kept = sorted([...await db.rows("packet"),
      ...await db.rows("connection")], Engine.emptyLists);
    count += told.length;
    if (JSON.stringify(told) === JSON.stringify(kept)) continue;
    failed++;
    const at = told.findIndex((row, i) => row !== kept[i]);
    console.log(`FAILED: ${pcap}: ${at < 0 ? "a row too many"
      : `${told[at].slice(0, 600)}\n  came back as ${kept[at]}`}`);
  }
  db.close();
  fs.rmSync(folder, {recursive: true});
  console.log(`${count} rows, ${failed} captures failed`);
  process.exit(failed > 0 || count === 0 ? 1 : 0);
}

main();
