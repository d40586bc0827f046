import {describe, expect, it} from 'vitest';
import {rates} from '../domain/rate.ts';
import {createRng} from '../../scripts/still-life/random.ts';
import type {Plan, Terms} from './api.ts';
import {Governor} from './governor.ts';
import {costOf, ladderOf} from './ladder.ts';

const tiers = {S: 0.25, M: 0.5, L: 1.25};
const terms: Terms = {rate: 30, quality: 'auto', tiers, isSaving: false, isRecording: false};

/** A device: what it takes for a frame of `cost` at `seconds` since the start, without noise. */
type Device = (cost: number, seconds: number) => number;

/** Paints on `device` for `seconds` of a camera that gives 60 frames a second. */
function live(device: Device, seconds: number, governor = new Governor(false), wishes = terms) {
  governor.heed(wishes);
  const random = createRng(7);
  const frames: {at: number; isLate: boolean; plan: Plan}[] = [];
  let gmacs = 0;
  for (let now = 0; now < 1000 * seconds;) {
    const {plan} = governor;
    const wanted = (wishes.tiers as Record<string, number>)[plan.tier] ?? 0;
    if (wanted !== gmacs) governor.paints((gmacs = wanted));
    const pixels = plan.side ** 2;
    const ms = device(costOf(gmacs, pixels), now / 1000) * (0.94 + 0.12 * random());
    now += Math.max(ms, 1000 / plan.rate);
    frames.push({at: now / 1000, isLate: ms > 1000 / plan.rate, plan});
    governor.observe(ms, pixels, now);
  }
  return frames;
}

type Frames = ReturnType<typeof live>;

const from = (frames: Frames, start: number, end = Infinity) =>
  frames.filter(({at}) => at >= start && at < end);

const onTime = (frames: Frames) =>
  frames.filter(({isLate}) => !isLate).length / Math.max(1, frames.length);

const changes = (frames: Frames) =>
  frames.filter(
    ({plan: {tier, side}}, i) =>
      i > 0 && (frames[i - 1]!.plan.tier !== tier || frames[i - 1]!.plan.side !== side),
  ).length;

const costAt = ({plan: {tier, side}}: Frames[number]) => costOf(tiers[tier], side ** 2);

describe('Governor', () => {
  it('gives a steady desktop the largest tier and leaves it there', () => {
    const frames = live((cost) => cost / 40_000, 120);
    expect(frames.at(-1)!.plan).toMatchObject({tier: 'L', side: 512});
    expect(changes(from(frames, 60))).toBe(0);
    expect(onTime(frames)).toBe(1);
  });

  it('follows a phone that throttles after a minute, in few steps', () => {
    const device: Device = (cost, seconds) => cost / (seconds < 60 ? 3000 : 1100);
    const frames = live(device, 180);
    expect(onTime(from(frames, 30, 60))).toBeGreaterThanOrEqual(0.95);
    expect(onTime(from(frames, 64))).toBeGreaterThanOrEqual(0.95);
    expect(costAt(frames.at(-1)!)).toBeLessThan(costAt(from(frames, 58, 60)[0]!));
    expect(changes(from(frames, 60))).toBeLessThanOrEqual(6);
  });

  it('says that it lowered detail, and for what', () => {
    const governor = new Governor(false);
    governor.calibrate(3000);
    governor.heed(terms);
    const frames = live((cost) => cost / 1000, 3, governor);
    expect(frames.at(-1)!.plan).toMatchObject({reason: 'lowered', rate: 30});
  });

  it('holds the rate of a laptop whose clock moves up and down on battery', () => {
    const device: Device = (cost, seconds) => cost / (1500 + 250 * Math.sin(seconds / 5));
    const frames = live(device, 300);
    expect(onTime(from(frames, 20))).toBeGreaterThanOrEqual(0.95);
    expect(changes(from(frames, 150))).toBeLessThanOrEqual(6);
  });

  it('does not sink when another program now and then takes the GPU away', () => {
    const random = createRng(3);
    const frames = live((cost) => cost / 2000 + (random() < 0.1 ? 60 : 0), 120);
    expect(changes(from(frames, 40))).toBeLessThanOrEqual(3);
    expect(frames.at(-1)!.plan.side).toBeGreaterThanOrEqual(192);
  });

  it('meets the rate on every device where some setting can, without pumping', () => {
    const random = createRng(11);
    for (let trial = 0; trial < 150; trial++) {
      const present = {
        ...(random() < 0.6 && {S: 0.25}),
        M: 0.5,
        ...(random() < 0.6 && {L: 1.25}),
      };
      const wishes: Terms = {...terms, tiers: present, rate: rates[trial % 3]!};
      const speed = 10 ** (1.5 + 3 * random());
      const base = 6 * random();
      const frames = live((cost) => base + cost / speed, 90, new Governor(false), wishes);
      const least = base + ladderOf(present, 'auto')[0]!.cost / speed;
      const rate = Number(wishes.rate);
      const context = `speed ${speed}, base ${base}, ${JSON.stringify(wishes)}`;
      if (least * 1.06 < 1000 / rate) {
        expect(onTime(from(frames, 30)), context).toBeGreaterThanOrEqual(0.95);
      } else if (least > 1000 / rate) {
        expect(frames.at(-1)!.plan.reason, context).toBe('too-slow');
      }
      expect(changes(from(frames, 45)), context).toBeLessThanOrEqual(3);
    }
  });

  it('changes no size while recording, and says why it is slow', () => {
    const governor = new Governor(false);
    governor.calibrate(3000);
    const wishes = {...terms, isRecording: true};
    const frames = live((cost) => cost / 300, 20, governor, wishes);
    expect(new Set(frames.map(({plan}) => plan.side)).size).toBe(1);
    expect(frames.at(-1)!.plan.reason).toBe('recording');
  });

  it('keeps the size that the user fixed, and takes a smaller tier for the rate', () => {
    const frames = live((cost) => cost / 700, 20, new Governor(false), {...terms, quality: 256});
    expect(new Set(frames.map(({plan}) => plan.side))).toEqual(new Set([256]));
    expect(frames.at(-1)!.plan.tier).toBe('S');
    expect(onTime(from(frames, 8))).toBeGreaterThanOrEqual(0.95);
  });

  it('spares a saver’s battery: fewer frames, fewer pixels', () => {
    const frames = live((cost) => cost / 40_000, 30, new Governor(false), {
      ...terms,
      isSaving: true,
    });
    expect(frames.at(-1)!.plan).toMatchObject({rate: 24, reason: 'saving'});
    expect(frames.at(-1)!.plan.side).toBeLessThanOrEqual(256);
  });

  it('starts where its last visit to the device left off', () => {
    const governor = new Governor(false);
    governor.heed(terms);
    governor.calibrate(3000);
    const {tier, side} = governor.plan;
    expect(costOf(tiers[tier], side ** 2) / 3000).toBeLessThan(33);
    expect(costOf(tiers[tier], side ** 2) / 3000).toBeGreaterThan(20);
    expect(governor.estimateMs(0.5, 256 ** 2)).toBeCloseTo((0.55 * 256 ** 2) / 3000);
  });
});
