/** The page's way in: only wires. */
import '@fontsource/instrument-serif/latin-400.css';
import '@fontsource/instrument-serif/latin-400-italic.css';
import './theme.css';
import './components/cl-app.ts';
import {parseLaunch} from './studio/launch.ts';
import {Studio} from './studio/studio.ts';
import {watchUpdates} from './studio/updates.ts';

const studio = new Studio(parseLaunch(location.search));
const app = document.querySelector('cl-app');
if (app) app.studio = studio;

// Some browsers report harmless things, like a ResizeObserver's loop, without an error.
addEventListener('error', (event) => {
  if (event.error) studio.fail(event.error);
});
addEventListener('unhandledrejection', (event) => studio.fail(event.reason));
studio.prepare().catch((error: unknown) => studio.fail(error));
watchUpdates((update) => (studio.update.value = update));
