// Loads drafts from presets, files or scratch, and saves them.
import { useState } from 'react';
import type { Design } from '../../../core/design/design.ts';
import type { PresetName } from '../../../core/design/presets.ts';
import type { Backend } from '../../../core/trainer-protocol.ts';
import { call } from '../../bridge/call.ts';
import { useDraft } from '../../state/draft.tsx';
import { useNotices } from '../../state/notices.tsx';
import { draftOf } from './draft/draft.ts';
import { firstDraft, fromScratch } from './draft/first-design.ts';
import { EDITOR_TEXTS } from './texts/editor.ts';

const TEXT = EDITOR_TEXTS.files;

export interface DesignFiles {
  readonly is_busy: boolean;
  blank(): void;
  preset(name: PresetName): void;
  open(): void;
  save(): void;
}

/** Backend of a new design: the first that is available. */
export const bestBackend = (backends: readonly Backend[]): Backend | undefined =>
  backends.find((one) => one.available) ?? backends[0];

/** `design` is the one to save; null while the draft has problems. */
export function useDesignFiles(
  backends: readonly Backend[],
  dataset_dir: string | null,
  design: Design | null,
): DesignFiles {
  const notices = useNotices();
  const { load } = useDraft();
  const [is_busy, setBusy] = useState(false);
  const work = async (failed: string, act: () => Promise<void>): Promise<void> => {
    setBusy(true);
    try {
      await act();
    } catch (error) {
      notices.error(failed, error);
    } finally {
      setBusy(false);
    }
  };
  return {
    is_busy,
    blank: () => load(fromScratch(firstDraft(bestBackend(backends), dataset_dir))),
    preset: (name) =>
      void work(TEXT.preset_failed, async () => {
        const preset = await call('design:preset', name);
        const draft = draftOf(preset.design, dataset_dir);
        load({ kind: 'preset', label: name, draft, provenance: preset.provenance });
      }),
    open: () =>
      void work(TEXT.open_failed, async () => {
        const opened = await call('design:open');
        if (opened === null) return;
        const draft = draftOf(opened.design, dataset_dir);
        load({ kind: 'file', label: opened.path, draft, provenance: opened.provenance });
      }),
    save: () =>
      void work(TEXT.not_saved, async () => {
        const path = design && (await call('design:save', design));
        if (path) notices.done(TEXT.saved, path);
      }),
  };
}
