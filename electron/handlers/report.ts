// Writes the report to a file of the user's choice, and shows it in its folder.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { app, dialog, shell } from 'electron';
import type { AppContext } from '../context.ts';
import { reportHandles } from '../handles.ts';
import { handle } from '../ipc.ts';
import { printPdf } from '../print-pdf.ts';
import { STUDY_EXTENSION } from '../recent-studies.ts';

const FORMAT_NAMES = { html: 'Web page', pdf: 'PDF document' } as const;

export function handleReport(context: AppContext): void {
  // Only files exported here may be shown: the page must not point the file manager anywhere else.
  const reports = reportHandles();

  handle('report:export', async ({ study, format }) => {
    const study_path = context.studies.pathOf(study);
    const stem = path.basename(study_path, STUDY_EXTENSION);
    const { canceled, filePath } = await dialog.showSaveDialog(context.window(), {
      title: `Export the report as ${format.toUpperCase()}`,
      defaultPath: path.join(app.getPath('documents'), `${stem}.${format}`),
      filters: [{ name: FORMAT_NAMES[format], extensions: [format] }],
    });
    if (canceled || filePath === '') return null;
    const target = path.extname(filePath) === '' ? `${filePath}.${format}` : filePath;
    const source = { path: study_path, uuid: context.studies.uuidOf(study) };
    if (format === 'html') await writeHtml(context, source, target);
    else await exportPdf(context, source, target);
    return { report: reports.give(target), path: target };
  });

  handle('report:show', ({ report }) => {
    shell.showItemInFolder(reports.pathOf(report));
    return null;
  });
}

/** Runs on the thread that reads studies, since a large one takes long. */
const writeHtml = (context: AppContext, source: ReportSource, out_path: string): Promise<null> =>
  context.reader.ask({ kind: 'report', ...source, out_path, settings: context.settings() });

interface ReportSource {
  readonly path: string;
  /** The study expected there; null: any. */
  readonly uuid: string | null;
}

async function exportPdf(context: AppContext, source: ReportSource, target: string): Promise<void> {
  const dir = await mkdtemp(path.join(tmpdir(), 'wattproof-report-'));
  try {
    const html = path.join(dir, 'report.html');
    await writeHtml(context, source, html);
    await printPdf(html, target);
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
