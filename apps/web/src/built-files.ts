/** Folder of the built page: `index.html`, `icon.svg` and `assets/`, to be served at `/`. */
export const pageFolder: URL = new URL('../dist/page/', import.meta.url);

/** The built report page, a single file that `fillReport` turns into a report. */
export const reportFile: URL = new URL('../dist/report/report.html', import.meta.url);
