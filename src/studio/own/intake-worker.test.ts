import {afterEach, expect, it, vi} from 'vitest';
import {shippedStyles} from '../../../tests/fixtures/shipped.ts';
import {IntakeWorker} from './intake-worker.ts';

/** A worker that never answers. */
class Mute extends EventTarget {
  static last: Mute | undefined;
  readonly postMessage = vi.fn();
  readonly terminate = vi.fn();

  constructor() {
    super();
    Mute.last = this;
  }
}

afterEach(() => void vi.unstubAllGlobals());

it('gives up a pack whose worker dies', async () => {
  vi.stubGlobal('Worker', Mute);
  const [style] = shippedStyles;
  const pack = new IntakeWorker().pack(style!, 'https://example.org/', undefined);
  Mute.last?.dispatchEvent(new Event('error'));
  await expect(pack).rejects.toThrow('died');
  expect(Mute.last?.terminate).toHaveBeenCalledOnce();
});
