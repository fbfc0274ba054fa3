// Where drafts come from and go to: presets, files, and the blank one.
import { useState } from 'react';
import type { Design } from '../../../core/design/design.ts';
import type { PresetName } from '../../../core/design/presets.ts';
import type { Backend } from '../../../core/trainer-protocol.ts';
import { call } from '../../bridge/call.ts';
import { useDraft } from '../../state/draft.tsx';
import { useNotices } from '../../state/notices.tsx';
import { draftOf } from './draft/draft.ts';
import { firstDraft, fromScratch } from './draft/first-design.ts';

export interface DesignFiles {
  readonly is_busy: boolean;
  blank(): void;
  preset(name: PresetName): void;
  open(): void;
  save(): void;
}

/** The backend that a first design is for. */
export const bestBackend = (backends: readonly Backend[]): Backend | undefined =>
  backends.find((one) => one.available) ?? backends[0];

/** `design` is what is saved; null where the draft is wrong. */
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
      void work('The preset could not be made', async () => {
        const preset = await call('design:preset', name);
        const draft = draftOf(preset.design, dataset_dir);
        load({ kind: 'preset', label: name, draft, provenance: preset.provenance });
      }),
    open: () =>
      void work('The design could not be opened', async () => {
        const opened = await call('design:open');
        if (opened === null) return;
        const draft = draftOf(opened.design, dataset_dir);
        load({ kind: 'file', label: opened.path, draft, provenance: opened.provenance });
      }),
    save: () =>
      void work('The design was not saved', async () => {
        const path = design && (await call('design:save', design));
        if (path) notices.done('Design saved', path);
      }),
  };
}
