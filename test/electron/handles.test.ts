// Handles stand for the files that the main process handed out, and for nothing else.
import path from 'node:path';
import { expect, test } from 'vitest';
import { ReportHandle, StudyHandle } from '../../core/contract/handles.ts';
import { reportHandles, studyHandles } from '../../electron/handles.ts';

test('a handed study is found by its handle, and the same file keeps its handle', () => {
  const studies = studyHandles();
  const { study, path: shown } = studies.hand('/a/one.wattproof');
  expect(StudyHandle.safeParse(study).success).toBe(true);
  expect(shown).toBe('/a/one.wattproof');
  expect(studies.pathOf(study)).toBe('/a/one.wattproof');
  expect(studies.hand('/a/b/../one.wattproof').study).toBe(study);
  expect(studies.hand('/a/two.wattproof').study).not.toBe(study);
  expect(studies.pathOf(studies.hand('one.wattproof').study)).toBe(path.resolve('one.wattproof'));
});

test('no other handle leads to a file', () => {
  const studies = studyHandles();
  const { study } = studies.hand('/a/one.wattproof');
  expect(() => studyHandles().pathOf(study)).toThrow(/was not handed this study; open it again/);
  const report = reportHandles().give('/a/one.html');
  expect(ReportHandle.safeParse(report).success).toBe(true);
  expect(StudyHandle.safeParse(report).success).toBe(false);
  expect(() => studies.pathOf(report as never)).toThrow(/was not handed/);
  for (const made_up of ['/a/one.wattproof', '__proto__', 'constructor', ''])
    expect(() => studies.pathOf(made_up as never)).toThrow(/was not handed/);
});

test('facts of a sweep carry the handle in place of the path', () => {
  const studies = studyHandles();
  const facts = studies.handed({ study: '/a/one.wattproof', trial: 3 });
  expect(facts).toEqual({ ...studies.hand('/a/one.wattproof'), trial: 3 });
});

test('after a sweep only its own study counts as its result, until the user picks what is there', () => {
  const studies = studyHandles();
  const { study } = studies.hand('/a/one.wattproof');
  expect(studies.uuidOf(study)).toBeNull();
  studies.recorded('/a/b/../one.wattproof', 'a-b-c');
  expect(studies.uuidOf(studies.hand('/a/one.wattproof').study)).toBe('a-b-c');
  expect(studies.uuidOf(studies.hand('/a/two.wattproof').study)).toBeNull();
  expect(studies.uuidOf(studies.handPicked('/a/one.wattproof').study)).toBeNull();
});
