/** What `npm run bench` writes of what it measured: figures, ratios, a table, a plot, and lines for the README. */
import {readFileSync, writeFileSync} from 'node:fs';
import type {Times} from '../bench/ways.ts';

/** Medians of a contestant at a size, in milliseconds a frame. */
export interface Measured extends Times {
  readonly width: number;
  readonly height: number;
  /** Of the page's thread. */
  readonly mainMs: number;
  /** CPU time of all of the page's threads. */
  readonly cpuMs: number;
}

export interface Row {
  readonly name: string;
  readonly way: 'ours' | 'theirs';
  readonly backend: string;
  readonly device: string;
  readonly gmacs: number;
  readonly bytes: number;
  readonly peakBytes: number;
  /** At 256² first. */
  readonly measured: readonly Measured[];
}

/** Dispatches, draws, submits and read-backs of a frame. */
export interface Calls {
  readonly dispatches: number;
  readonly draws: number;
  readonly submits: number;
  readonly readbacks: number;
}

export interface Results {
  readonly device: string;
  /** Programs that wanted the CPU when the run began. */
  readonly load: number;
  readonly rows: readonly Row[];
  readonly calls: {
    readonly ours: Calls;
    readonly theirs: Calls;
    /** Of M, and the convolutions that it has. */
    readonly M: Calls;
    readonly convolutions: number;
  };
}

const rounded = (value: number) => Number(value.toPrecision(3));

const sizeOf = ({width, height}: Measured) => `${width} × ${height}`;

function ratiosOf({rows}: Results): Record<string, number> {
  const [ours, usual, mobile, johnson, resnet9, ourGpu, usualGpu] = rows.map(
    ({measured}) => measured,
  ) as [Measured[], ...Measured[][]] & Record<number, Measured[]>;
  const at = (measured: readonly Measured[] | undefined, width: number) =>
    measured?.find((times) => times.width === width && times.height === width);
  const over = (part: keyof Measured, a: Measured | undefined, b: Measured | undefined) =>
    rounded((a?.[part] ?? NaN) / (b?.[part] ?? NaN));
  const M = at(ours, 256);
  const large = at(ours, 512);
  return {
    'pipeline.webgpu': over('cpuMs', ourGpu?.[0], usualGpu?.[0]),
    'pipeline.wasm': over('frame', M, at(usual, 256)),
    // As many threads for the one as for the other.
    resnet9: over('run', at(usual, 256), resnet9?.[0]),
    johnson: over('run', at(usual, 256), johnson?.[0]),
    mobileResnet: over('run', at(usual, 256), mobile?.[0]),
    // All that is not the network's run: messages and the making of frames, too.
    'overhead.wasm256': rounded(1 - (M?.run ?? NaN) / (M?.frame ?? NaN)),
    'perPixel.512over256': rounded(((large?.frame ?? NaN) / (M?.frame ?? NaN)) * (256 / 512) ** 2),
  };
}

function tableOf({device, load, rows, calls}: Results, ratios: Record<string, number>): string {
  const ms = (value: number) => value.toFixed(value < 10 ? 2 : 0);
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const times = rows.flatMap(({name, backend, gmacs, bytes, peakBytes, measured}) =>
    measured.map((times) =>
      line([
        name,
        backend,
        sizeOf(times),
        rounded((gmacs * times.width * times.height) / 256 ** 2),
        rounded(bytes / 1000),
        ...[times.pack, times.run, times.present, times.frame].map(ms),
        (1000 / times.frame).toFixed(1),
        ...[times.mainMs, times.cpuMs].map(ms),
        Math.round(peakBytes / 1e6),
      ]),
    ),
  );
  const moved = {ours: 960 * 720 * 1.5, theirs: 32 * 256 ** 2};
  const count = (name: string, all: Calls, bytes: number | string) =>
    line([name, ...Object.values<number>({...all}).map(rounded), bytes]);
  return `# Benchmark

${device}; load ${load.toFixed(1)} when it began. Medians of one run of \`npm run bench\`, in milliseconds a frame. Both
pipelines have the same runtime and the same number of pixels for M, its margin included; the usual one and the networks that M is compared with have
as many threads as the runtime takes by itself, one for every two cores. CPU: what the threads
work that scripts run on, the page's and its workers'; peak: resident memory of the page's process over all sizes. Where a size is missing a frame would have taken more than 8 s.
Identity: one kernel that leaves every value as it is (\`Clip\`, −2…2). ONNX's \`Identity\` would be a copy, which no recording of the runtime's
holds as it holds a network's kernels.

| contestant | backend | size | GMAC | kB on the wire | pack | network | present | frame | fps | page's thread | CPU | peak MB |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${times.join('\n')}

On WebGPU, a frame (M has ${calls.convolutions} convolutions; identity at 256², bytes between CPU and GPU):

| contestant | dispatches | draws | submits | read-backs | bytes |
| --- | --- | --- | --- | --- | --- |
${count('identity, our pipeline', calls.ours, `${moved.ours} (the camera’s frame)`)}
${count('identity, usual pipeline', calls.theirs, moved.theirs)}
${count('M, our pipeline', calls.M, '')}

The software adapter says nothing about speed: there a frame waits long for its shaders.

| ratio | |
| --- | --- |
${Object.entries(ratios)
  .map(([name, value]) => line([`\`${name}\``, value]))
  .join('\n')}
`;
}

/** Frame times at 256², on a logarithmic scale. */
function plotOf({rows}: Results): string {
  const bars = rows
    .filter(({backend}) => backend === 'wasm')
    .map(({name, measured}) => ({name, ms: measured[0]?.frame ?? NaN}));
  const [left, right, step] = [150, 60, 34];
  const width = 640 - left - right;
  const top = Math.log10(Math.max(...bars.map(({ms}) => ms)));
  const drawn = bars.map(({name, ms}, i) => {
    const length = (width * (Math.log10(ms) - 1)) / (top - 1);
    const y = 30 + i * step;
    return `<text x="${left - 10}" y="${y + 15}" text-anchor="end">${name}</text>
<rect x="${left}" y="${y}" width="${Math.max(2, length).toFixed(0)}" height="20" rx="4" fill="${i ? '#a8a296' : '#b8341b'}"/>
<text x="${(left + length + 8).toFixed(0)}" y="${y + 15}">${ms.toFixed(0)} ms</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 ${40 + bars.length * step}" font-family="system-ui, sans-serif" font-size="13" fill="#6b655a">
<text x="${left}" y="18">A frame of 256 × 256 on the CPU, logarithmic scale</text>
${drawn.join('\n')}
</svg>
`;
}

function linesOf({device, load, rows}: Results): string {
  const lines = rows
    .filter(({backend}) => backend === 'wasm')
    .map(({name, gmacs, bytes, measured: [first]}) => {
      const ms = first?.frame ?? NaN;
      const figures = [
        rounded(gmacs),
        rounded(bytes / 1000),
        ms.toFixed(0),
        (1000 / ms).toFixed(1),
      ];
      return `| ${[name, ...figures].join(' | ')} |`;
    });
  return `| 256 × 256 on WebAssembly | GMAC | kB on the wire | ms a frame | fps |
| --- | --- | --- | --- | --- |
${lines.join('\n')}

${device}; ${load.toFixed(1)} programs wanted the CPU when it began. [All figures](bench/table.md).`;
}

/** Writes everything. */
export function report(results: Results): void {
  const ratios = ratiosOf(results);
  const fps = Object.fromEntries(
    results.rows.flatMap(({name, backend, measured}) =>
      measured.map((times) => [
        `${name}, ${backend}, ${sizeOf(times)}`,
        rounded(1000 / times.frame),
      ]),
    ),
  );
  const json = JSON.stringify(
    {...results, fps, ratios},
    (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value),
    2,
  );
  writeFileSync('bench/results.json', `${json}\n`);
  writeFileSync('bench/table.md', tableOf(results, ratios));
  writeFileSync('bench/plot.svg', plotOf(results));
  const readme = readFileSync('README.md', 'utf8');
  const block = `<!-- bench -->\n\n${linesOf(results)}\n\n<!-- /bench -->`;
  writeFileSync(
    'README.md',
    readme.replace(/<!-- bench -->[^]*<!-- \/bench -->/, () => block),
  );
  console.log(ratios);
}
