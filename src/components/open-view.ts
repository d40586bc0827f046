/** Shows the cycle on the stage, or the painting alone again; what it takes is fetched now. */
import type {Studio} from '../studio/studio.ts';

export async function toggleCycle({views}: Studio): Promise<void> {
  await import('./cl-view.ts');
  views.show(views.layout.value ? undefined : 'grid');
}
