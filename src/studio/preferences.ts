/** What is remembered between visits. Stored text is checked like any other input. */
import * as v from 'valibot';
import {plainLook, qualityRange} from '../domain/look.ts';
import {rates} from '../domain/rate.ts';

const deviceId = v.pipe(v.string(), v.maxLength(300));

const schema = v.object({
  /** The id of the style. */
  style: v.optional(v.pipe(v.string(), v.maxLength(40))),
  direction: v.optional(v.picklist(['X→Y', 'Y→X'])),
  /** The camera's deviceId. */
  camera: v.optional(deviceId),
  /** The lens used last on each side of a phone. */
  lenses: v.optional(v.object({user: v.optional(deviceId), environment: v.optional(deviceId)})),
  /** Lines of picture that cameras are asked for. */
  lines: v.optional(v.pipe(v.number(), v.integer(), v.minValue(120), v.maxValue(4320))),
  /** Whether to mirror; absent as long as the user leaves it to the camera's side. */
  mirror: v.optional(v.boolean()),
  /** Side of the square whose area is painted, or `auto`. */
  quality: v.optional(
    v.union([
      v.literal('auto'),
      v.pipe(v.number(), v.integer(), v.minValue(qualityRange.min), v.maxValue(qualityRange.max)),
    ]),
  ),
  /** Frames a second to hold. */
  rate: v.optional(v.picklist([...rates, 'auto'])),
  /** Whether to spare battery and heat. */
  isSaving: v.optional(v.boolean()),
  /** What the governor learnt, by the device's name. */
  speeds: v.optional(v.record(v.string(), v.pipe(v.number(), v.minValue(0)))),
  /** What was adjusted, by the style's id. */
  looks: v.optional(
    v.record(
      v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,40}$/)),
      v.object({
        strength: v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
        keepColours: v.boolean(),
        steadiness: v.optional(
          v.pipe(v.number(), v.minValue(0), v.maxValue(1)),
          plainLook.steadiness,
        ),
      }),
    ),
  ),
  /** Whether clips are recorded with the microphone's sound. */
  sound: v.optional(v.boolean()),
  /** Language of the interface; absent as long as the browser's is taken. */
  locale: v.optional(v.picklist(['en', 'zh-CN'])),
});

export type Preferences = v.InferOutput<typeof schema>;

const key = 'cyclelens-preferences-1';

/** The stored preferences; none where the storage is closed or holds something else. */
export function readPreferences(): Preferences {
  try {
    return v.parse(schema, JSON.parse(localStorage.getItem(key) ?? '{}'));
  } catch {
    return {};
  }
}

/** Stores `changes` over what was there. */
export function writePreferences(changes: Preferences): void {
  try {
    localStorage.setItem(key, JSON.stringify({...readPreferences(), ...changes}));
  } catch {
    // A private window may refuse: then the choice lasts for this visit.
  }
}

/** Spares the next start on `device` its measurement. */
export function rememberSpeed(device: string | undefined, speed: number): void {
  if (device && speed > 0) writePreferences({speeds: {[device]: speed}});
}
