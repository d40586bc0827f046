/**
 * Looks at the pictures of a row as they come, and holds only those that may still be the best: what is
 * worse in both respects than another is let go at once. Loaded with the first row that keeps one.
 */
import {bestOf, outdoes, sharpnessOf, type Merits} from '../../domain/best-shot.ts';
import {criticFor} from '../../domain/style.ts';
import {meanOf, type Findings} from '../../domain/study.ts';
import type {Bench} from '../lessons.ts';
import type {Moment} from './moment.ts';

/** Pixels at which a frame's sharpness and a painting's strokes are looked at. */
const pixels = {sharpness: 480 * 360, critic: 256 * 256};

/** Pictures that wait for their turn, at most: where judging is slow, fewer are looked at. */
const longestQueue = 3;

type Judged = Merits & {readonly moment: Moment};

export class Contest {
  readonly #study: Bench['study'];
  #best: Judged[] = [];
  #judging: Promise<void> = Promise.resolve();
  #queued = 0;

  /** @param study runs networks on a frame, which it closes */
  constructor(study: Bench['study']) {
    this.#study = study;
  }

  /** Takes part in it; owns the moment. */
  enter(moment: Moment): void {
    if (this.#queued >= longestQueue) {
      moment.shown.frame.close();
      return;
    }
    this.#queued++;
    this.#judging = this.#judging.then(async () => {
      // What cannot be judged still takes part: it may be all there is.
      const merits = await this.#judge(moment).catch((error: unknown) => {
        console.warn('not judged', error);
        return {sharpness: 0, score: undefined};
      });
      this.#rank({moment, ...merits});
      this.#queued--;
    });
  }

  /** The best, which is the caller's; none if none took part. */
  async end(): Promise<Moment | undefined> {
    await this.#judging;
    const best = bestOf(this.#best);
    for (const one of this.#best) if (one !== best) one.moment.shown.frame.close();
    return best?.moment;
  }

  #rank(judged: Judged): void {
    const isOutdone = this.#best.some((one) => outdoes(one, judged));
    const leaving = isOutdone ? [judged] : this.#best.filter((one) => outdoes(judged, one));
    for (const {moment} of leaving) moment.shown.frame.close();
    if (isOutdone) return;
    this.#best = [...this.#best.filter((one) => !leaving.includes(one)), judged];
  }

  async #judge({shown, screen}: Moment): Promise<Merits> {
    const seen = await this.#find(shown.frame.clone(), {}, pixels.sharpness);
    // A view of several pictures is not what the critic knows.
    const critic = shown.isPlain ? criticFor(shown.style, shown.direction) : undefined;
    const scores =
      critic &&
      (await this.#find(
        new VideoFrame(screen, {timestamp: 0, alpha: 'discard'}),
        {scores: {network: critic}},
        pixels.critic,
      ));
    const given = scores?.trials['scores'];
    return {
      sharpness: seen ? sharpnessOf(seen.x) : 0,
      // On the scale of its own domain, so that the style may change within a row.
      score: critic && given && (meanOf(given.result) - critic.made) / (critic.real - critic.made),
    };
  }

  /** A critic that cannot be had does not cost the picture: then sharpness decides. */
  async #find(...of: Parameters<Bench['study']>): Promise<Findings | undefined> {
    return this.#study(...of).catch((error: unknown) => {
      console.warn('not judged', error);
      return undefined;
    });
  }
}
