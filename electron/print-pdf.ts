// Prints a report to PDF: the same HTML that is exported, in a hidden page without scripts.
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { BrowserWindow } from 'electron';
import { AuditError, messageOf } from '../core/errors.ts';
import { HARDENED } from './window.ts';

/** Writes `html_path` as an A4 PDF to `pdf_path`. */
export async function printPdf(html_path: string, pdf_path: string): Promise<void> {
  const page = new BrowserWindow({
    show: false,
    width: 900,
    height: 1200,
    // A session of its own, held in memory: a report leaves nothing behind.
    webPreferences: { ...HARDENED, javascript: false, partition: 'report' },
  });
  try {
    await page.loadFile(path.resolve(html_path));
    const pdf = await page.webContents.printToPDF({
      pageSize: 'A4',
      printBackground: true,
      preferCSSPageSize: true,
      margins: { top: 0.6, bottom: 0.7, left: 0.6, right: 0.6 },
      displayHeaderFooter: true,
      headerTemplate: '<span></span>',
      footerTemplate:
        '<div style="width:100%;font-size:8px;text-align:center;color:#666">page <span class="pageNumber"></span> of <span class="totalPages"></span></div>',
      generateTaggedPDF: true,
    });
    await writeFile(pdf_path, pdf);
    if ((await readFile(pdf_path)).byteLength !== pdf.byteLength) {
      throw new AuditError('study', `${pdf_path} was not written whole: is the disk full?`);
    }
  } catch (error) {
    if (error instanceof AuditError) throw error;
    throw new AuditError('internal', `the report could not be printed to PDF: ${messageOf(error)}`, {
      cause: error,
    });
  } finally {
    page.destroy();
  }
}
