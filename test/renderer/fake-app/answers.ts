// Invented answers for the window alone, to show its layout and states.
import type { HandedStudy } from '../../../core/contract/handles.ts';
import type { Answers, RequestChannel, Result } from '../../../core/contract/ipc.ts';
import { DEFAULT_SETTINGS } from '../../../core/settings.ts';
import { DOCTOR, SOURCES } from './machine.ts';
import { STUDY } from './study.ts';
import { TRIAL } from './trial.ts';

const ok = <T>(value: T): Result<T> => ({ ok: true, value });

/** The study of the stand-in, as the main process hands it over. */
export const HANDED: HandedStudy = { study: STUDY.study, path: STUDY.path };

/** One answer per channel; a test replaces those it is about. */
export const ANSWERS: { [C in RequestChannel]?: Result<Answers[C]> } = {
  'machine:inspect': ok(DOCTOR),
  'live:start': ok({ sources: SOURCES.filter((one) => one.available) }),
  'live:stop': ok(null),
  'sweep:start': ok(HANDED),
  'sweep:resume-study': ok(null),
  'sweep:abort': ok(null),
  'sweep:pause': ok(null),
  'sweep:resume': ok(null),
  'sweep:wall-readings': ok([]),
  'sweep:current': ok(null),
  'study:recent': ok([
    { ...HANDED, name: 'mixed-precision-2026-03-02-1405', modified_unix_ms: STUDY.created_unix_ms },
  ]),
  'study:line': ok({
    name: 'Mixed precision',
    created_unix_ms: STUDY.created_unix_ms,
    trials: 40,
    trials_done: 40,
    kind: STUDY.kind,
    verdict: 'Mixed precision used 12 % less energy than fp32 at both batch sizes.',
    why_no_verdict: null,
  }),
  'study:choose': ok(HANDED),
  'study:open': ok(STUDY),
  'trial:open': ok(TRIAL),
  'trial:exclude': ok(null),
  'trial:include': ok(null),
  'studies:folder': ok('/home/student/.local/share/wattproof/studies'),
  'figure:save': ok('/home/student/figure.svg'),
  'app:info': ok({
    version: '0.1.0',
    open_study: null,
    country: 'CYP',
    dataset_dir: '/opt/wattproof/resources/fashion-mnist',
  }),
  'settings:get': ok({ ...DEFAULT_SETTINGS, theme: 'light' }),
  'carbon:regions': ok([
    { code: 'CYP', name: 'Cyprus', intensity_g_per_kwh: 512.3 },
    { code: 'DEU', name: 'Germany', intensity_g_per_kwh: 381.0 },
  ]),
};
