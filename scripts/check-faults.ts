/** Checks that docs/faults.md has a row for each test of a fault, and no other. */
import {execFileSync} from 'node:child_process';
import {readTable} from '../tests/fixtures/fault-rows.ts';

interface Suite {
  readonly title: string;
  readonly suites?: readonly Suite[];
  readonly specs: readonly {
    readonly title: string;
    readonly tests: readonly {
      readonly annotations: readonly {readonly type: string; readonly description?: string}[];
    }[];
  }[];
}

const listed = JSON.parse(
  execFileSync('npx', ['playwright', 'test', '--list', '--grep', '@fault', '--reporter=json'], {
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  }),
) as {suites: readonly Suite[]};

const rowsOf = ({title, suites = [], specs}: Suite): string[] => [
  ...specs.map((spec) => {
    const told = (type: string) =>
      spec.tests[0]?.annotations.find((annotation) => annotation.type === type)?.description;
    return [told('fault'), told('seen'), `${title} › ${spec.title}`].join(' | ');
  }),
  ...suites.flatMap(rowsOf).map((row) => {
    const at = row.lastIndexOf(' | ') + 3;
    return `${row.slice(0, at)}${title} › ${row.slice(at)}`;
  }),
];

const wanted = new Set(listed.suites.flatMap(rowsOf));
const written = new Set(readTable().map(({fault, seen, test}) => [fault, seen, test].join(' | ')));
const missing = [...wanted].filter((row) => !written.has(row));
const stale = [...written].filter((row) => !wanted.has(row));
for (const row of missing) console.error(`docs/faults.md lacks: ${row}`);
for (const row of stale) console.error(`docs/faults.md has, but no test: ${row}`);
if (missing.length + stale.length > 0) {
  console.error('npm run faults writes the table anew');
  process.exit(1);
}
console.log(`${written.size} faults in docs/faults.md, each with its test`);
