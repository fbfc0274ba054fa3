// Remembers the window's place and size for the next start; an unreadable file gives the default.
import { readFileSync, writeFileSync } from 'node:fs';
import { type BrowserWindow, type Rectangle, screen } from 'electron';
import { z } from 'zod';
import { log } from './log.ts';

const State = z.object({
  x: z.int().optional(),
  y: z.int().optional(),
  width: z.int().min(400).max(16384),
  height: z.int().min(300).max(16384),
  maximised: z.boolean(),
});
export interface WindowState {
  readonly x?: number;
  readonly y?: number;
  readonly width: number;
  readonly height: number;
  readonly maximised: boolean;
}

const DEFAULT: WindowState = { width: 1280, height: 800, maximised: false };

/** The stored state, without its place when no screen shows that any more. */
export function loadWindowState(file: string): WindowState {
  try {
    const state = State.parse(JSON.parse(readFileSync(file, 'utf8')));
    const { x, y, ...size } = state;
    if (x === undefined || y === undefined) return size;
    return isVisible({ x, y, width: size.width, height: size.height }) ? { ...size, x, y } : size;
  } catch {
    return DEFAULT;
  }
}

function isVisible(bounds: Rectangle): boolean {
  const area = screen.getDisplayMatching(bounds).workArea;
  // The title bar must stay reachable: 100 px of it inside the screen.
  return (
    bounds.x + bounds.width > area.x + 100 &&
    bounds.x < area.x + area.width - 100 &&
    bounds.y >= area.y - 10 &&
    bounds.y < area.y + area.height - 50
  );
}

/** Writes the state when the window closes; a full disk must not keep it open. */
export function keepWindowState(window: BrowserWindow, file: string): void {
  window.on('close', () => {
    const state: WindowState = { ...window.getNormalBounds(), maximised: window.isMaximized() };
    try {
      writeFileSync(file, JSON.stringify(state));
    } catch (error) {
      log.error('keeping the place of the window', error);
    }
  });
}
