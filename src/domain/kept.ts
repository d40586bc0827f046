/**
 * What the user made and the device keeps: shots and clips, with what is known of how they were
 * painted. Never where: no location is asked for, none is written.
 */
import * as v from 'valibot';

const text = v.pipe(v.string(), v.maxLength(300));
const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const provenanceSchema = v.object({
  /** The style's title. */
  style: text,
  direction: v.picklist(['X→Y', 'Y→X']),
  /** Of the painting over the original, 0…1. */
  strength: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
  keepColours: v.boolean(),
  /** SHA-256 of the generator's weights. */
  generator: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  /** The app's version. */
  version: text,
});

/** A file in the gallery's folder: a bare name that begins with the entry's id. */
const fileName = v.pipe(v.string(), v.maxLength(80), v.regex(/^[\w-]+(\.[\w-]+)+$/));

const keptSchema = v.object({
  /** Sorts by time. */
  id: v.pipe(v.string(), v.maxLength(40), v.regex(/^\d{8}-\d{9}-[a-z0-9]{4}$/)),
  kind: v.picklist(['shot', 'clip']),
  /** Milliseconds since 1970. */
  takenAt: count,
  /** MIME type of the painted file. */
  type: v.pipe(v.string(), v.regex(/^(image|video)\/[\w.+-]+$/)),
  /** Of all its files. */
  bytes: count,
  painted: fileName,
  thumbnail: v.optional(fileName),
  original: v.optional(fileName),
  /** In pixels; unknown for what was found without its entry. */
  width: v.optional(count),
  height: v.optional(count),
  /** Of a clip. */
  durationMs: v.optional(v.pipe(v.number(), v.minValue(0))),
  provenance: v.optional(provenanceSchema),
});

/** A line of the gallery's journal. */
export const changeSchema = v.variant('change', [
  v.object({change: v.literal('put'), entry: keptSchema}),
  /** A clip's recording began; it ends with a `put` or a `gone`. */
  v.object({change: v.literal('begun'), entry: keptSchema}),
  v.object({change: v.literal('gone'), id: keptSchema.entries.id, at: count}),
]);

/** How a picture was painted. */
export type Provenance = v.InferOutput<typeof provenanceSchema>;
/** A shot or clip that is kept. */
export type Kept = v.InferOutput<typeof keptSchema>;
/** Room that a thumbnail fills, in pixels: twice what is drawn. */
export const thumbnailRoom = {width: 360, height: 360};

/** What happened to an entry of the gallery. */
export type Change = v.InferOutput<typeof changeSchema>;

/** An id for what is made at `time`; `salt`, 0…1, tells apart what is made in the same moment. */
export function newId(time: Date, salt = Math.random()): string {
  const [day = '', clock = ''] = time
    .toISOString()
    .replace(/[-:.Z]/g, '')
    .split('T');
  const tail = Math.floor(salt * 36 ** 4).toString(36);
  return `${day}-${clock}-${tail.padStart(4, '0')}`;
}

const idPattern = /^(\d{4})(\d\d)(\d\d)-(\d\d)(\d\d)(\d\d)(\d{3})-[a-z0-9]{4}/;

/** The id that a file's name begins with, if it does. */
export const idOf = (name: string): string | undefined => idPattern.exec(name)?.[0];

/** When what has this id was made, in milliseconds since 1970. */
export function timeOf(id: string): number {
  const [, ...parts] = idPattern.exec(id) ?? [];
  const [year = 1970, month = 1, ...rest] = parts.map(Number);
  return Date.UTC(year, month - 1, ...(rest as [number, number, number, number, number]));
}
