// Lists the regions whose grid factor ships with the app.
import { listRegions } from '../../core/carbon/regions.ts';
import { handle } from '../ipc.ts';

export function handleCarbon(): void {
  handle('carbon:regions', () => listRegions());
}
