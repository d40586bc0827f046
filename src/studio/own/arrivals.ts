/** Styles coming and going: what the user brings, keeps, hands on and throws away. */
import {signal} from '@preact/signals-core';
import type {Style} from '../../domain/style.ts';
import {fetchCard, modelsUrl} from '../catalogue.ts';
import {sceneFrame} from '../scene.ts';
import type {Studio} from '../studio.ts';
import type {Arrival, Host} from './arrival.ts';
import {packType} from './style-file.ts';

/** What a style is tried on where there is no camera yet, in pixels. */
const sceneSize = {width: 640, height: 360};

export class Arrivals {
  /** What the user brought and did not decide about yet. */
  readonly current = signal<Arrival | undefined>(undefined);

  readonly #studio: Studio;

  constructor(studio: Studio) {
    this.#studio = studio;
    studio.panels.open.subscribe((open) => {
      if (open?.name !== 'arrival') this.#putAway();
    });
  }

  /** Opens a style pack or a generator, to be looked at. */
  async offer(file: File): Promise<void> {
    const {Arrival} = await import('./arrival.ts');
    await this.#studio.prepare();
    this.#putAway();
    this.current.value = new Arrival(file, this.#host());
    this.#studio.panels.show('arrival');
  }

  /** Keeps what was brought, and paints with it. */
  async keep(): Promise<void> {
    const description = await this.current.value?.keep();
    if (!description) return;
    const {own, styles, panels} = this.#studio;
    await own.add(description);
    const others = styles.value.filter(({id}) => id !== description.style.id);
    styles.value = [...others, description.style];
    panels.close();
    await this.#studio.choose(description.style);
  }

  /** Throws an own style away; where it paints, the first style goes on. */
  async forget(style: Style): Promise<void> {
    const {own, styles, choice} = this.#studio;
    const others = styles.value.filter((other) => other !== style);
    const [first] = others;
    if (first && choice.value?.style === style) await this.#studio.choose(first);
    await own.forget(style, others);
    styles.value = others;
  }

  /** The style pack that the page's address named, which must lie on this origin. */
  async fetch(name: string): Promise<void> {
    const url = new URL(name, document.baseURI);
    if (url.origin !== location.origin) return;
    const response = await fetch(url);
    const fileName = url.pathname.split('/').at(-1) ?? '';
    await this.offer(new File([await response.blob()], fileName, {type: packType}));
  }

  /** URL of a small picture of `style`: painted from the user's own view if there is one yet. */
  thumbnailOf({id, thumbnail}: Style): string {
    const {own, previews} = this.#studio;
    return previews.urls.value[id] ?? own.thumbnails.value[id] ?? modelsUrl() + thumbnail;
  }

  /** The model card of `style` in Markdown; none where there is none or no network. */
  cardOf(style: Style): Promise<string | undefined> {
    const {own} = this.#studio;
    return own.has(style) ? own.card(style) : fetchCard(style);
  }

  /** The style pack of any style, as a file. @throws WeightsUnavailable, WeightsCorrupt */
  async pack(style: Style): Promise<File> {
    const {IntakeWorker} = await import('./intake-worker.ts');
    const worker = new IntakeWorker();
    try {
      const card = this.#studio.own.has(style) ? undefined : await fetchCard(style);
      const blob = await worker.pack(style, modelsUrl(), card);
      return new File([blob], `${style.id}.cyclelens`, {type: packType});
    } finally {
      worker.close();
    }
  }

  #putAway(): void {
    this.current.value?.close();
    this.current.value = undefined;
  }

  #host(): Host {
    const {engines, own, styles} = this.#studio;
    const ownIds = own.all.value.map(({style}) => style.id);
    return {
      frame: () => this.#frame(),
      backend: engines.capabilities.value?.backend ?? 'auto',
      ownIds,
      shippedIds: styles.value.map(({id}) => id).filter((id) => !ownIds.includes(id)),
    };
  }

  async #frame(): Promise<VideoFrame> {
    return this.#studio.source.value?.glimpse() ?? sceneFrame(sceneSize);
  }
}
