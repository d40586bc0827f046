/** An engine on a canvas of its own. */
import {plainLook, type Look} from '../domain/look.ts';
import type {GeneratorSpec} from '../domain/style.ts';
import type {View} from '../domain/view.ts';
import type {
  BackendKind,
  BackendReason,
  Capabilities,
  StylizerEvent,
  Terms,
} from '../inference/api.ts';
import type {Place} from './canvases.ts';
import {modelsUrl} from './catalogue.ts';
import {Engine} from './engine.ts';
import {readPreferences} from './preferences.ts';
import {Tenure, type Limits} from './tenure.ts';

/** An engine on the canvas that it paints on. */
export interface Easel {
  readonly engine: Engine;
  readonly place: Place;
  readonly tenure: Tenure;
  readonly capabilities: Promise<Capabilities>;
}

/** How to paint: what each engine is told that is raised. */
export interface Orders {
  backend: BackendKind | 'auto';
  /** Why `backend` is not `auto`. */
  why?: BackendReason;
  look: Look;
  terms?: Terms;
  view?: View | undefined;
  /** Has an engine send what it paints to who records. */
  relay?: Relaying | undefined;
}

/** Tells an engine where to send what it paints. */
export type Relaying = (engine: Engine) => Promise<void>;

/** Orders before anyone has said more. */
export const firstOrders = (backend: BackendKind | 'auto'): Orders => ({backend, look: plainLook});

/** Starts an engine on `place`. */
export function openEasel(
  place: Place,
  limits: Limits,
  {backend, why, terms}: Orders,
  onEvent: (event: StylizerEvent) => void,
): Easel {
  const engine = new Engine();
  const {speeds} = readPreferences();
  const options = {modelsUrl: modelsUrl(), backend, why, speeds};
  const capabilities = engine.open(place.canvas, options, onEvent);
  if (terms) engine.govern(terms);
  return {engine, place, tenure: new Tenure(limits), capabilities};
}

/** Settles when an engine can paint with `generator` as `orders` say by then. */
export async function ready(
  {engine, capabilities}: Easel,
  generator: GeneratorSpec,
  orders: Orders,
): Promise<void> {
  await Promise.all([capabilities, engine.load(generator)]);
  engine.adjust(orders.look);
  // The painting goes on without a view that cannot be shown.
  if (orders.view) await engine.show(orders.view).catch(console.warn);
  await orders.relay?.(engine);
}
