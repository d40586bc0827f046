/** What is remembered between visits. Stored text is checked like any other input. */
import * as v from 'valibot';

const schema = v.object({
  /** The id of the style. */
  style: v.optional(v.pipe(v.string(), v.maxLength(40))),
  direction: v.optional(v.picklist(['X→Y', 'Y→X'])),
  /** The camera's deviceId. */
  camera: v.optional(v.pipe(v.string(), v.maxLength(300))),
  /** Whether to mirror; absent as long as the user leaves it to the camera's side. */
  mirror: v.optional(v.boolean()),
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
