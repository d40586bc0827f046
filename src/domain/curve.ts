/** How a training went: the losses of its log, as the trainer's export leaves them beside the style's card. */
import * as v from 'valibot';

/** Means of a loss over even parts of the training, from the first step to the last. */
const points = v.optional(
  v.pipe(
    v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1e6))),
    v.minLength(2),
    v.maxLength(100),
  ),
);

const schema = v.object({
  steps: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** What it took. */
  seconds: v.pipe(v.number(), v.minValue(0)),
  /** As step.py of the trainer names them; a training without a loss lacks it. */
  losses: v.object({
    G: points,
    F: points,
    D_X: points,
    D_Y: points,
    cycle_x: points,
    cycle_y: points,
  }),
});

export type Curve = v.InferOutput<typeof schema>;
export type LossName = keyof Curve['losses'];

/** A curve's file; undefined when it is none. */
export function parseCurve(text: string): Curve | undefined {
  try {
    return v.parse(schema, JSON.parse(text));
  } catch {
    return undefined;
  }
}
