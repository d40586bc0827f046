/** How far the app has come. */
import type {ErrorName} from '../domain/errors.ts';

export type Phase =
  /** Nothing has been asked for: the welcome shows. */
  | {readonly kind: 'idle'}
  | {readonly kind: 'starting'}
  | {readonly kind: 'live'}
  /** Nothing can be painted until the user acts. */
  | {readonly kind: 'failed'; readonly error: ErrorName};
