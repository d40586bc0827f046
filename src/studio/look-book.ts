/** What the user adjusted, for each style, and what is shown of it this moment. */
import {computed, signal} from '@preact/signals-core';
import {plainLook, type Look, type Quality} from '../domain/look.ts';
import {readPreferences, writePreferences} from './preferences.ts';

/** What `auto` means for a still, as a side in pixels. */
const stillQuality = 768;

/** What belongs to a style; mirror, quality and split belong to the session. */
type StyleLook = Pick<Look, 'strength' | 'keepColours' | 'steadiness'>;

const styleLookOf = ({strength, keepColours, steadiness}: Look): StyleLook => ({
  strength,
  keepColours,
  steadiness,
});

export class LookBook {
  readonly look = signal<Look>(plainLook);
  /** While held, the original shows. */
  readonly isPeeking = signal(false);
  /** Whether a picture that stands still is painted: it has time for all its detail. */
  readonly isStill = signal(false);
  /** What the engine paints with. */
  readonly shown = computed<Look>(() => {
    const look = this.look.value;
    const quality = this.isStill.value && look.quality === 'auto' ? stillQuality : look.quality;
    return this.isPeeking.value ? {...look, quality, strength: 0, split: 0} : {...look, quality};
  });

  #style = '';

  /** @param quality what the launch asks for; else what is remembered */
  constructor(quality: Quality) {
    const remembered = readPreferences().quality ?? 'auto';
    this.look.value = {...plainLook, quality: quality === 'auto' ? remembered : quality};
  }

  /** Brings back what was adjusted for a style. */
  open(style: string): void {
    this.#style = style;
    const remembered = readPreferences().looks?.[style];
    this.look.value = {...this.look.value, ...styleLookOf(plainLook), ...remembered};
  }

  /** Changes the look, and remembers what the user would expect to find again. */
  adjust(changes: Partial<Look>): void {
    this.look.value = {...this.look.value, ...changes};
    const {mirror, quality} = changes;
    if (mirror !== undefined) writePreferences({mirror});
    if (quality !== undefined) writePreferences({quality});
    const looks = {...readPreferences().looks, [this.#style]: styleLookOf(this.look.value)};
    writePreferences({looks});
  }

  /** Mirrors as a source wants it; what the user chose for cameras stays remembered. */
  face(mirror: boolean): void {
    this.look.value = {...this.look.value, mirror};
  }

  /** The style as its generator paints it. */
  reset(): void {
    this.adjust(styleLookOf(plainLook));
  }
}
