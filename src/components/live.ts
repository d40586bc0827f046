/** What is on the screen only while something is painted; fetched behind the welcome. */
import './cl-elapsed.ts';
import './cl-meter.ts';
import './cl-repaint.ts';
import './cl-shutter.ts';
import './cl-split.ts';
import './cl-styles.ts';
import './cl-taking.ts';
import './cl-toolbar.ts';
import './cl-transport.ts';
import './cl-zoom.ts';
