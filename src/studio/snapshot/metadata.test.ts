import sharp from 'sharp';
import {describe, expect, it} from 'vitest';
import type {Provenance} from '../../domain/kept.ts';
import {packetOf, withPacket} from './metadata.ts';

const provenance: Provenance = {
  style: 'Pen & “ink” <1900>',
  direction: 'Y→X',
  strength: 0.8,
  keepColours: true,
  generator: '0123456789abcdef'.repeat(4),
  version: '0.1.0',
};

const picture = () =>
  sharp({create: {width: 37, height: 22, channels: 3, background: {r: 200, g: 90, b: 20}}});

describe.each([
  ['png', () => picture().png()],
  ['jpeg', () => picture().jpeg()],
  ['webp', () => picture().webp()],
  ['webp', () => picture().webp({lossless: true})],
  ['webp', () => picture().ensureAlpha(0.5).webp()],
] as const)('a %s', (format, encode) => {
  it('says how it was painted, and shows the same pixels', async () => {
    const plain = await encode().toBuffer();
    const packet = packetOf(provenance, new Date(0));
    const blob = new Blob([new Uint8Array(plain)], {type: `image/${format}`});
    const written = Buffer.from(await (await withPacket(blob, packet)).arrayBuffer());
    const {xmp, width, height} = await sharp(written).metadata();
    expect(xmp?.toString('utf8')).toBe(packet);
    expect([width, height]).toEqual([37, 22]);
    const pixels = (data: Buffer) => sharp(data, {failOn: 'warning'}).raw().toBuffer();
    expect(await pixels(written)).toEqual(await pixels(plain));
  });
});

it('names style, direction, strength, generator and version, and no place', () => {
  const packet = packetOf(provenance, new Date(0));
  for (const fact of [
    'cyclelens:style="Pen &amp; “ink” &lt;1900&gt;"',
    'cyclelens:direction="Y→X"',
    'cyclelens:strength="0.8"',
    `cyclelens:generator="${provenance.generator}"`,
    'xmp:CreatorTool="Cyclelens 0.1.0"',
  ]) {
    expect(packet).toContain(fact);
  }
  expect(packet).not.toMatch(/gps|latitude|location/i);
});
