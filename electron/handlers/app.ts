// Answers what the app is and which study it was started with.
import { app } from 'electron';
import type { AppContext } from '../context.ts';
import { handle } from '../ipc.ts';

export function handleApp(context: AppContext): void {
  handle('app:info', () => ({ version: app.getVersion(), open_study: context.takeOpenStudy() }));
}
