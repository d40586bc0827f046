import {consume} from '@lit/context';
import {updateWhenLocaleChanges} from '@lit/localize';
import {SignalWatcher} from '@lit-labs/preact-signals';
import {LitElement} from 'lit';
import {property} from 'lit/decorators.js';
import {studioContext} from '../studio/context.ts';
import type {Studio} from '../studio/studio.ts';

/**
 * An element below `cl-app` that renders again when a signal of the Studio that it reads changes,
 * or the language.
 */
export class StudioElement extends SignalWatcher(LitElement) {
  @consume({context: studioContext})
  @property({attribute: false})
  studio!: Studio;

  constructor() {
    super();
    updateWhenLocaleChanges(this);
  }
}
