import {msg} from '@lit/localize';
import {html, nothing} from 'lit';
import {customElement} from 'lit/decorators.js';
import {base} from './base.css.ts';
import {controls, renderSelect, renderSlider, renderSwitch} from './controls.ts';
import {StudioElement} from './studio-element.ts';

/** Lines of picture that a camera may be asked for. */
const resolutions = [360, 480, 720, 1080, 2160];

/** Which camera, how near, and what it lets itself be told. */
@customElement('cl-camera')
export class ClCamera extends StudioElement {
  static override styles = [base, controls];

  protected override render() {
    const {zoom, source} = this.studio;
    const {value} = zoom.dial.value;
    return html`
      <h3>${msg('Camera', {id: 'camera'})}</h3>
      ${renderSlider({
        ...zoom.dial.value,
        name: msg('Zoom', {id: 'zoom'}),
        shown: `${value.toFixed(1)} ×`,
        onInput: (value) => zoom.turn(value),
        onReset: () => zoom.reset(),
      })}
      ${source.value?.kind === 'camera' ? this.#renderCamera() : nothing}
    `;
  }

  #renderCamera() {
    const {cameras} = this.studio;
    const {torch} = cameras.offers.value;
    return html`
      ${this.#renderExposure()}
      ${
        torch === undefined
          ? nothing
          : renderSwitch(
              msg('Torch', {id: 'torch'}),
              torch,
              () => void cameras.turn('torch', !torch),
            )
      }
      ${cameras.all.value.length > 1 ? this.#renderCameras() : nothing} ${this.#renderResolution()}
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

  #renderExposure() {
    const {cameras} = this.studio;
    const dial = cameras.offers.value.exposureCompensation;
    if (!dial) return nothing;
    const turn = (value: number) => void cameras.turn('exposureCompensation', value);
    return renderSlider({
      ...dial,
      name: msg('Exposure', {id: 'exposure'}),
      shown: dial.value.toFixed(1),
      onInput: turn,
      onReset: () => turn(0),
    });
  }

  #renderResolution() {
    const {cameras} = this.studio;
    const auto = {value: '', name: msg('Automatic', {id: 'quality-auto'})};
    return renderSelect(
      msg('Resolution', {id: 'resolution'}),
      [auto, ...resolutions.map((lines) => ({value: String(lines), name: `${lines}p`}))],
      String(cameras.lines.value ?? ''),
      (value) => {
        cameras.ask(value ? Number(value) : undefined);
        void this.studio.start(cameras.current.value?.deviceId);
      },
    );
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'cl-camera': ClCamera;
  }
}
