/**
 * Compares the same two files with DuckDB in a separate process: `node duckDb.mjs '{tsp, boss, directory, output,
 * memoryMegabytes, threads}'`. Writes a list of differences like the shell pipelines.
 */
import { DuckDBInstance } from '@duckdb/node-api';

const text = (value) => `'${value.replaceAll("'", "''")}'`;

/** Key and amount of the rows of a DZ; head and trailer have fewer cells and drop out. */
const rowsOf = (path) => `
  SELECT order_id AS key, amount
  FROM read_csv(${text(path)}, delim='|', header=false, quote='', escape='', auto_detect=false, null_padding=true,
    skip=1, strict_mode=false, columns={${[
      "'letter': 'VARCHAR', 'n': 'VARCHAR', 'order_id': 'VARCHAR'",
      ...Array.from({ length: 6 }, (_, at) => `'c${at + 3}': 'VARCHAR'`),
      "'amount': 'BIGINT'",
      ...Array.from({ length: 7 }, (_, at) => `'c${at + 10}': 'VARCHAR'`),
    ].join(', ')}})
  WHERE letter = 'D'`;

/** Groups a side by key, so that a duplicate is one row for the join, and is still reported. */
const grouped = (path) => `
  (SELECT key, any_value(amount) AS amount, count(*) AS n FROM (${rowsOf(path)}) GROUP BY key)`;
const differences = ({ tsp, boss }) => `
  SELECT CASE
      WHEN l.n > 1 OR r.n > 1 THEN 'DUPLICATE|' || key
      WHEN l.n IS NULL THEN 'MISSING_AT_TSP|' || key || '||' || r.amount
      WHEN r.n IS NULL THEN 'MISSING_AT_BOSS|' || key || '|' || l.amount || '|'
      ELSE 'AMOUNT_DIFF|' || key || '|' || l.amount || '|' || r.amount
    END AS line, key
  FROM ${grouped(tsp)} l FULL OUTER JOIN ${grouped(boss)} r USING (key)
  WHERE l.amount IS DISTINCT FROM r.amount OR l.n > 1 OR r.n > 1
  ORDER BY key`;

const options = JSON.parse(process.argv[2]);
const { directory, output, memoryMegabytes, threads } = options;
const instance = await DuckDBInstance.create(':memory:', {
  memory_limit: `${memoryMegabytes}MB`,
  temp_directory: `${directory}/duckdb`,
  threads: String(threads),
  preserve_insertion_order: 'false',
});
const connection = await instance.connect();
await connection.run(
  `COPY (SELECT line FROM (${differences(options)})) TO ${text(output)} (HEADER false, QUOTE '', ESCAPE '', DELIM E'\\t')`,
);
connection.closeSync();
instance.closeSync();
