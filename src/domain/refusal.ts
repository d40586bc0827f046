/** Why a file from outside is not let in. */

export type Refusal =
  /** More bytes, nodes, values or memory than Cyclelens takes. */
  | 'too-large'
  /** Not what its name says, cut off or damaged. */
  | 'malformed'
  /** A generator that keeps its weights in a file beside it. */
  | 'external-data'
  /** A generator with an operator that Cyclelens does not run. */
  | 'operator'
  /** A generator whose parts hang together in a circle, or on something that is not there. */
  | 'graph'
  /** A generator that is not from one picture to one picture. */
  | 'pictures'
  /** A generator that takes or gives other numbers than f32 and f16. */
  | 'number-type'
  /** A generator with a picture size that Cyclelens cannot serve. */
  | 'size'
  /** The runtime does not run it, or it gives no picture. */
  | 'does-not-run'
  /** It took too long, or brought its worker down. */
  | 'hangs'
  /** A style pack that lacks a file, or has one that is not as it says. */
  | 'pack-files'
  /** A style pack whose description is wrong. */
  | 'pack-description'
  /** The browser lets nothing be kept, or has no room. */
  | 'storage';
