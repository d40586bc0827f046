/**
 * Holds a rate of frames by choosing tier and working size. It believes what it sees: the time that
 * the slowest twentieth of the last seconds' frames took. It goes down at once as far as needed, up
 * one rung at a time, and where going up turned out to be too much it waits twice as long before
 * it tries again, so that the picture does not pump.
 */
import {rateFor, usualRates} from '../domain/rate.ts';
import type {Plan, PlanReason, Terms} from './api.ts';
import {costOf, ladderOf, type Rung} from './ladder.ts';

/** The first paints at a new setting compile and allocate: they say nothing about its speed. */
const settlingFrames = 3;
/** Frames that tell at once that a setting is far too slow. */
const alarmFrames = 8;
/** A verdict wants this many frames, over this time in milliseconds. */
const leastFrames = 20;
const windowMs = 2000;
/** Slowness this soon after going up is that step's fault. */
const trialMs = 20_000;
const firstPatienceMs = 10_000;
const longestPatienceMs = 600_000;

/** Shares of a frame's time: above the first it goes down, to the second; up below the third. */
const [tooMuch, comfortable, roomy] = [1, 0.88, 0.8];

/** The pixels of a saver's picture, as a side. */
const saverSide = 256;

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;

export class Governor {
  readonly #usualRate: number;
  #terms: Terms = {
    rate: 'auto',
    quality: 'auto',
    tiers: {M: 0.5},
    isSaving: false,
    isRecording: false,
  };
  #ladder: readonly Rung[] = ladderOf(this.#terms.tiers, 'auto');
  #key = '';
  #rung = 0;
  #reason: PlanReason = 'starting';
  /** Cost that the device works off in a millisecond; unknown at first. */
  #speed = 0;
  #gmacs = 0.5;
  /** Cost of the frames that are seen. */
  #cost = 0;
  #samples: number[] = [];
  #settling = settlingFrames;
  #since = 0;
  #climbedAt = -Infinity;
  #patienceMs = firstPatienceMs;
  /** Costs from this on were too much, and are not tried again before `#retryAt`. */
  #ceiling = Infinity;
  #retryAt = 0;

  /** @param isCpu a CPU holds half the usual rate, and shows more detail for it */
  constructor(isCpu: boolean) {
    this.#usualRate = isCpu ? usualRates.cpu : usualRates.gpu;
    this.#rung = this.#closestTo(160);
  }

  get plan(): Plan {
    const {tier, side} = this.#current;
    return {tier, side, rate: this.#rate, reason: this.#reason};
  }

  /** Side of the square whose area is painted: asked for with each frame. */
  get side(): number {
    return this.#current.side;
  }

  /** The page's wishes have changed. */
  heed(terms: Terms): void {
    const {side} = this.#current;
    const key = JSON.stringify({...terms, isRecording: false});
    const isNewRate = terms.rate !== this.#terms.rate;
    this.#terms = terms;
    if (key === this.#key) return;
    this.#key = key;
    if (isNewRate) this.#ceiling = Infinity;
    this.#ladder = ladderOf(terms.tiers, terms.quality).filter(
      ({side}) => !terms.isSaving || terms.quality !== 'auto' || side <= saverSide,
    );
    if (terms.quality === 'auto' && this.#speed > 0) this.#rung = this.#fitting(comfortable);
    else if (terms.quality === 'auto') this.#rung = this.#closestTo(side);
    else this.#rung = this.#highest(({tier}) => tier !== 'L');
    this.#reason = this.#calm();
    this.#startOver();
  }

  /** The device is known to work off `speed`, cost a millisecond; 0 if nothing is known. */
  calibrate(speed: number): void {
    this.#speed = Number.isFinite(speed) ? speed : 0;
    if (this.#speed === 0) return;
    if (this.#terms.quality === 'auto') this.#rung = this.#fitting(comfortable);
    this.#startOver();
  }

  /** What calibrates a governor on this device again. */
  get speed(): number {
    return this.#speed;
  }

  /** Another picture than the live one: how long painting it would take; unknown at first. */
  estimateMs(gmacs: number, pixels: number): number {
    return this.#speed > 0 ? costOf(gmacs, pixels) / this.#speed : Infinity;
  }

  /** A generator of `gmacs` (at 256×256) takes over. */
  paints(gmacs: number): void {
    this.#gmacs = gmacs;
    this.#startOver();
  }

  /** A frame of `pixels` that ended at `now` took `ms`. Whether there is a new plan. */
  observe(ms: number, pixels: number, now: number): boolean {
    this.#cost = costOf(this.#gmacs, pixels);
    if (this.#settling-- > 0) return false;
    if (this.#samples.length === 0) this.#since = now - ms;
    this.#samples.push(ms);
    const count = this.#samples.length;
    const isAlarm = count === alarmFrames && this.#middle() > 1.3 * this.#budgetMs;
    if (!isAlarm && (count < leastFrames || now - this.#since < windowMs)) return false;
    const sorted = this.#samples.toSorted((a, b) => a - b);
    this.#samples = [];
    return this.#judge(at(sorted, 0.5), at(sorted, isAlarm ? 0.5 : 0.94), now);
  }

  /** @param slow how long the slowest frames took, but for one in twenty */
  #judge(middle: number, slow: number, now: number): boolean {
    this.#speed = this.#cost / middle;
    // What comes on top of the network's work is there at other settings as well.
    const jitter = slow - middle;
    const isHopeless = jitter > 0.7 * this.#budgetMs;
    const expected = (rung: Rung) => rung.cost / this.#speed + (isHopeless ? 0 : jitter);
    const measured = isHopeless ? middle : slow;
    if (measured > tooMuch * this.#budgetMs) return this.#goDown(expected, now);
    const next = this.#ladder[this.#rung + 1];
    const mayClimb = next && !this.#terms.isRecording && this.#terms.quality === 'auto';
    if (!mayClimb || expected(next) > roomy * this.#budgetMs) return this.#say(this.#calm());
    if (next.cost >= this.#ceiling) {
      if (now < this.#retryAt) return this.#say(this.#calm());
      this.#ceiling = Infinity;
    }
    this.#climbedAt = now;
    return this.#move(this.#rung + 1, 'raised');
  }

  #goDown(expected: (rung: Rung) => number, now: number): boolean {
    if (now - this.#climbedAt < trialMs) {
      this.#ceiling = this.#current.cost;
      this.#retryAt = now + this.#patienceMs;
      this.#patienceMs = Math.min(longestPatienceMs, 2 * this.#patienceMs);
    }
    const fits = (rung: Rung) => expected(rung) <= comfortable * this.#budgetMs;
    const rung = this.#highest((rung, at) => at < this.#rung && fits(rung));
    const isHeld = this.#terms.isRecording && this.#ladder[rung]?.side !== this.#current.side;
    if (isHeld) return this.#say('recording');
    if (rung === this.#rung) return this.#say('too-slow');
    return this.#move(rung, 'lowered');
  }

  #move(rung: number, reason: PlanReason): boolean {
    this.#rung = rung;
    this.#reason = reason;
    this.#startOver();
    return true;
  }

  #say(reason: PlanReason): boolean {
    const isNews = reason !== this.#reason;
    this.#reason = reason;
    return isNews;
  }

  /** What to say when all is well. */
  #calm(): PlanReason {
    if (this.#terms.quality !== 'auto') return 'fixed';
    return this.#terms.isSaving ? 'saving' : 'holding';
  }

  get #rate(): number {
    return rateFor(this.#terms.rate, this.#usualRate, this.#terms.isSaving);
  }

  get #budgetMs(): number {
    return 1000 / this.#rate;
  }

  get #current(): Rung {
    return this.#ladder[this.#rung] ?? this.#ladder[0] ?? {tier: 'M', side: 96, cost: 0};
  }

  #middle(): number {
    return at(
      this.#samples.toSorted((a, b) => a - b),
      0.5,
    );
  }

  #closestTo(side: number): number {
    return this.#highest((rung) => rung.side <= side);
  }

  #fitting(share: number): number {
    const affordable = this.#speed * this.#budgetMs * share;
    return this.#highest(({cost}) => cost <= affordable && cost < this.#ceiling);
  }

  /** The highest rung that is `fit`, else the lowest. */
  #highest(fit: (rung: Rung, at: number) => boolean): number {
    return Math.max(0, this.#ladder.findLastIndex(fit));
  }

  #startOver(): void {
    this.#samples = [];
    this.#settling = settlingFrames;
  }
}
