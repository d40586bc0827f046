/** The buttons that lead out of the app, and the one that brings back what was deleted. */
import {msg, str} from '@lit/localize';
import {html, nothing, type TemplateResult} from 'lit';
import type {Kept} from '../domain/kept.ts';
import type {Undo} from '../studio/gallery/gallery.ts';
import {canCopy} from '../studio/gallery/ways-out.ts';
import type {Studio} from '../studio/studio.ts';
import {copyIcon, deleteIcon, downloadIcon, shareIcon} from './icons.ts';

/** Share where the browser can, save, copy one picture, delete. */
export function renderWaysOut(
  studio: Studio,
  entries: readonly Kept[],
  onDelete: () => void,
  lead: TemplateResult | typeof nothing = nothing,
): TemplateResult {
  const {waysOut} = studio;
  const [first] = entries;
  const picture = entries.length === 1 && first?.kind === 'shot' ? first : undefined;
  const button = (icon: TemplateResult, name: string, run: () => unknown, look = 'icon') =>
    html`<button
      class=${look}
      aria-label=${name}
      title=${name}
      @click=${() => void Promise.resolve(run()).catch((error: unknown) => studio.fail(error))}
    >
      ${icon}
    </button>`;
  return html`<div class="bar">
    ${lead}
    <p>${entries.length > 1 ? msg(str`${entries.length} selected`, {id: 'selected'}) : nothing}</p>
    ${button(deleteIcon, msg('Delete', {id: 'delete'}), onDelete)}
    ${
      picture && canCopy()
        ? button(copyIcon, msg('Copy', {id: 'copy'}), () => waysOut.copy(picture))
        : nothing
    }
    ${button(downloadIcon, msg('Save', {id: 'save'}), () => waysOut.download(entries))}
    ${
      waysOut.canShare.value
        ? button(shareIcon, msg('Share', {id: 'share'}), () => waysOut.share(), 'icon main')
        : nothing
    }
  </div>`;
}

/** Says what was deleted a moment ago, and brings it back. */
export function renderUndo({count, run}: Undo): TemplateResult {
  return html`<div class="bar" role="status">
    <p>
      ${count > 1 ? msg(str`${count} deleted`, {id: 'deleted-many'}) : msg('Deleted', {id: 'deleted'})}
    </p>
    <button class="main" @click=${() => void run()}>${msg('Undo', {id: 'undo'})}</button>
  </div>`;
}
