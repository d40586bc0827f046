/** Turning a file away. */
import type {Refusal} from '../../domain/refusal.ts';

/** A file that is not let in; `reason` is for the user, `message` names the detail. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly reason: Refusal;

  constructor(reason: Refusal, detail: string) {
    super(detail);
    this.reason = reason;
  }
}

/** @throws RefusedError always */
export function refuse(reason: Refusal, detail: string): never {
  throw new RefusedError(reason, detail);
}
