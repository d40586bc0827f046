/** The file dialog behind a button, which presses it. */
import {html, type TemplateResult} from 'lit';

/** A hidden field for a photo, a clip, a style pack or a generator. */
export function renderPicker(open: (file: File) => unknown): TemplateResult {
  const onChange = ({target}: Event) => {
    const field = target as HTMLInputElement;
    const [file] = field.files ?? [];
    // Or the same file could not be picked again.
    field.value = '';
    if (file) open(file);
  };
  return html`<input
    type="file"
    accept="image/*,video/*,.cyclelens,.onnx"
    hidden
    @change=${onChange}
  />`;
}
