// `--calibrate`: the text it accepts, and its errors for the rest.
import { expect, test } from 'vitest';
import { calibrationLine, withCalibrations } from '../../cli/calibration-option.ts';

const id = 'nvml:GPU-8a3f-1';

test('reads a calibration with or without a note, which may contain commas', () => {
  expect(withCalibrations([], [`${id}=0.97,12.5,1,PowerSensor3, May 2026`])).toEqual([
    { source_id: id, gain: 0.97, offset_w: 12.5, accuracy_pct: 1, note: 'PowerSensor3, May 2026' },
  ]);
  expect(withCalibrations([], ['rapl:package-0=1,0,2.5'])[0]?.note).toBe('');
});

test('keeps one per source: a later one replaces an earlier, others stay, none removes', () => {
  const both = withCalibrations([], ['a=1.1,0,1', 'b=1,-5,2']);
  expect(withCalibrations(both, ['a=1.2,0,1']).map(({ source_id, gain }) => [source_id, gain])).toEqual([
    ['b', 1],
    ['a', 1.2],
  ]);
  expect(withCalibrations(both, ['a=none']).map(({ source_id }) => source_id)).toEqual(['b']);
});

test.each([
  ['', /got nothing/],
  ['a', /ID=GAIN,OFFSET_W,ACCURACY_PCT\[,NOTE\], got a$/],
  ['=1,0,1', /got =1,0,1/],
  ['a=', /got a=$/],
  ['a=1,0', /accuracy_pct/],
  ['a=1,,1', /offset_w/],
  ['a=one,0,1', /gain/],
  ['a=2.5,0,1', /GAIN from 0\.5 to 2.*got 2\.5,0,1 \(gain\)/],
  ['a=1,300,1', /offset_w/],
  ['a=1,0,0', /accuracy_pct/],
  ['a=none', /a source that has a calibration, got a;/],
])('%j is refused', (text, message) => {
  expect(() => withCalibrations([], [text])).toThrow(message);
});

test('shows a calibration as one line', () => {
  const [one] = withCalibrations([], ['a=0.97,-3,1,plug']);
  expect(one && calibrationLine(one)).toBe('a: 0.97 x reading - 3 W, to 1 % (plug)');
});
