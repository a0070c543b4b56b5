// --json into DuckDB, and out of it again: by the tables of man/schema nothing
// is lost and nothing is added.
//
// Usage: duckdb.js TCPLINE PCAPS SCHEMA. Skipped where "npm install
// @duckdb/node-api" has not been run; NODE_PATH says where it was.
"use strict";
const {spawnSync} = require("child_process");
const fs = require("fs");
const os = require("os");
const path = require("path");

let duckdb;
try {
  duckdb = require("@duckdb/node-api");
} catch {
  console.log("SKIPPED: there is no @duckdb/node-api here");
  process.exit(77);
}
const [tcpline, pcaps, schema] = process.argv.slice(2);

/* Without members that are not there: an object's keys sorted, as text. */
function plain(value) {
  if (Array.isArray(value)) return value.map(plain);
  if (value === null || typeof value !== "object") return value;
  const all = Object.keys(value).sort().map(k => [k, plain(value[k])]);
  const there = all.filter(([, v]) => v !== null && (typeof v !== "object" ||
    Array.isArray(v) || Object.keys(v).length > 0));
  return Object.fromEntries(there);
}

async function load(db, file) {
  for (const table of ["packet", "connection"]) {
    await db.run(`DELETE FROM ${table}`);
    await db.run(`COPY ${table} FROM '${file}' (FORMAT json)`);
  }
  await db.run("DELETE FROM packet WHERE frame IS NULL");
  await db.run("DELETE FROM connection WHERE event IS NULL");
  const rows = [];
  for (const table of ["packet", "connection"]) {
    const all = await db.run(`SELECT to_json(t)::VARCHAR FROM ${table} t`);
    rows.push(...await all.getRows());
  }
  return rows.map(([row]) => JSON.stringify(plain(JSON.parse(row))));
}

async function main() {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "duckdb-"));
  const file = path.join(folder, "capture.ndjson");
  const db = await (await duckdb.DuckDBInstance.create(":memory:")).connect();
  await db.run(fs.readFileSync(schema, "utf8"));
  let count = 0, failed = 0;
  for (const name of fs.readdirSync(pcaps).filter(n => n.endsWith(".pcap"))) {
    const text = spawnSync(tcpline, ["-n", "--json", "--analyze",
      "--diagnose", "--explain", "-r", path.join(pcaps, name)],
      {encoding: "utf8", maxBuffer: 1 << 28}).stdout;
    if (text === "") continue;
    fs.writeFileSync(file, text);
    const told = text.trim().split("\n").map(
      line => JSON.stringify(plain(JSON.parse(line)))).sort();
    const kept = (await load(db, file)).sort();
    count += told.length;
    if (JSON.stringify(told) === JSON.stringify(kept)) continue;
    failed++;
    const odd = told.find((row, i) => row !== kept[i]);
    console.log(`FAILED: ${name}: ${(odd || "a row too many").slice(0, 300)}`);
  }
  fs.rmSync(folder, {recursive: true});
  console.log(`${count} rows, ${failed} captures failed`);
  process.exit(failed > 0 || count === 0 ? 1 : 0);
}

main();
