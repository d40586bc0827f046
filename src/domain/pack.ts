/**
 * A style pack (`.cyclelens`): a zip of stored files, of which `style.json` describes the others. The
 * format is documented in docs/style-packs.md and docs/style-pack.schema.json.
 */
import * as v from 'valibot';
import {fileName, sha256, styleSchema, type Style} from './style.ts';

/** How the description is called inside of the zip. */
export const descriptionName = 'style.json';

const described = v.object({
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(4 * 2 ** 20)),
  sha256,
});

export const packSchema = v.object({
  format: v.literal('cyclelens-style'),
  version: v.literal(1),
  /** As an entry of manifest.json. */
  style: styleSchema,
  thumbnail: described,
  /** The model card, Markdown in UTF-8. */
  card: v.optional(v.object({file: fileName(/\.md$/), ...described.entries})),
});

/** What `style.json` says. */
export type PackDescription = v.InferOutput<typeof packSchema>;

/** A file by name, length and hash. */
export interface FileFacts {
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
}

/** @throws ValiError naming the first field that is wrong */
export const parsePackDescription = (json: unknown): PackDescription => v.parse(packSchema, json);

const isFileFacts = (value: object): value is FileFacts =>
  'file' in value && 'bytes' in value && 'sha256' in value;

/** The networks of a style: every part that names a file with its length and hash. */
export function networksOf(style: Style): FileFacts[] {
  const parts = Object.values(style).filter((part) => typeof part === 'object');
  return parts.flatMap((part: object) =>
    [part, ...(Object.values(part) as unknown[])].filter(
      (value): value is FileFacts =>
        typeof value === 'object' && value !== null && isFileFacts(value),
    ),
  );
}

/** All files of a pack but its description, in the order in which they are written. */
export function filesOf({style, thumbnail, card}: PackDescription): FileFacts[] {
  return [{file: style.thumbnail, ...thumbnail}, ...(card ? [card] : []), ...networksOf(style)];
}
