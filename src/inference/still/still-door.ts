/** Opens what paints stills when the first is wished for, and knows whether one is under way. */
import type {StillResult, StillWish} from '../api.ts';
import type {Stills, StillTools} from './stills.ts';

export class StillDoor {
  readonly #tools: StillTools;
  #stills: Promise<Stills> | undefined;
  #underWay = 0;

  constructor(tools: StillTools) {
    this.#tools = tools;
  }

  /** Whether a still is under way: a frame may then have to wait for a tile. */
  get isBusy(): boolean {
    return this.#underWay > 0;
  }

  /** As StylizerApi.still, which says how much is painted, 0…1. */
  async paint(
    wish: StillWish,
    frame: VideoFrame,
    onProgress: (share: number) => void,
  ): Promise<StillResult> {
    this.#underWay++;
    try {
      const stills = await this.#open();
      return await stills.paint(wish, frame, onProgress);
    } finally {
      frame.close();
      this.#underWay--;
    }
  }

  /** As StylizerApi.cancelStill. */
  cancel(id: number): void {
    void this.#stills?.then((stills) => stills.cancel(id)).catch(() => undefined);
  }

  #open(): Promise<Stills> {
    this.#stills ??= import('./stills.ts').then(({Stills}) => new Stills(this.#tools));
    this.#stills.catch(() => (this.#stills = undefined));
    return this.#stills;
  }
}
