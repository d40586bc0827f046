/** What a stylizer is given, and what it opens. */
import type {OpenOptions, StylizerEvent} from './api.ts';
import {openBackend, type Backend, type Painter} from './backend.ts';
import {Previewer} from './previewer.ts';

/** A backend with a painter for the stage and one for previews. */
export interface Opened {
  readonly backend: Backend;
  readonly painter: Painter;
  readonly previewer: Previewer;
}

/** What the page hands over when it opens the worker. */
export interface Setup {
  readonly canvas: OffscreenCanvas;
  readonly options: OpenOptions;
  readonly onEvent: (event: StylizerEvent) => void;
}

/** Opens a backend with its painters. @throws as openBackend does */
export async function openAll(
  {canvas, onEvent}: Setup,
  wanted: Pick<OpenOptions, 'backend' | 'why'>,
): Promise<Opened> {
  const backend = await openBackend(wanted, (file, loaded, total) =>
    onEvent({type: 'progress', file, loaded, total}),
  );
  return {backend, painter: backend.painterOn(canvas), previewer: new Previewer(backend)};
}
