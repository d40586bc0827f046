import {msg} from '@lit/localize';
import {html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import type {CameraOffers} from '../studio/camera.ts';
import {base} from './base.css.ts';
import {controls, renderSelect, renderSlider, renderSwitch} from './controls.ts';
import {StudioElement} from './studio-element.ts';

/** Which camera, and what it lets itself be told. */
@customElement('cl-camera')
export class ClCamera extends StudioElement {
  static override styles = [base, controls];

  protected override render() {
    const {cameras, source} = this.studio;
    if (source.value?.kind !== 'camera') return nothing;
    const {torch} = cameras.offers.value;
    return html`
      <h3>${msg('Camera', {id: 'camera'})}</h3>
      ${cameras.all.value.length > 1 ? this.#renderCameras() : nothing}
      ${this.#renderDial('zoom', msg('Zoom', {id: 'zoom'}), ' ×')}
      ${this.#renderDial('exposureCompensation', msg('Exposure', {id: 'exposure'}))}
      ${
        torch === undefined
          ? nothing
          : renderSwitch(
              msg('Torch', {id: 'torch'}),
              torch,
              () => void cameras.turn('torch', !torch),
            )
      }
    `;
  }

  #renderCameras() {
    const {all, current} = this.studio.cameras;
    return renderSelect(
      msg('Lens', {id: 'lens'}),
      all.value.map(({deviceId, label}, i) => ({value: deviceId, name: label || i + 1})),
      current.value?.deviceId,
      (deviceId) => void this.studio.start(deviceId),
    );
  }

  #renderDial(dial: Exclude<keyof CameraOffers, 'torch'>, name: string, unit = '') {
    const {cameras} = this.studio;
    const offer = cameras.offers.value[dial];
    if (!offer) return nothing;
    const shown = offer.value.toFixed(1) + unit;
    const onInput = (value: number) => void cameras.turn(dial, value);
    return renderSlider({...offer, name, shown, onInput});
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-camera': ClCamera;
  }
}
